import { existsSync } from 'node:fs';
import { expect } from 'vitest';
import type { ConsolePage } from './console-page.ts';
import type { LoopFiles } from './loop-files.ts';
import { coloursIn } from './picture.ts';

/** What a person does with an export of road sensors, step by step, on the screen alone. */
export class Journey {
  readonly #console: ConsolePage;
  readonly #files: LoopFiles;

  constructor(console: ConsolePage, files: LoopFiles) {
    this.#console = console;
    this.#files = files;
  }

  /** Makes a workspace in an empty folder and finds it empty. */
  async createWorkspace(folder: string, from: string, name: string): Promise<void> {
    const { workspace, page, words } = this.#console;
    await this.#console.systemDialogGives([folder]);
    await workspace.create(from);
    await workspace.button(name).waitFor();
    await page.getByRole('heading', { name: words.say('map.empty') }).waitFor();
    await workspace.menu(name).waitFor({ state: 'hidden' });
  }

  /** Chooses all four files and sees the questions that the wide file leaves open. */
  async chooseFiles(): Promise<void> {
    const { importing, words } = this.#console;
    const { speed, sensors, links, adjacency } = this.#files;
    await this.#console.systemDialogGives([speed, sensors, links, adjacency]);
    await importing.open();
    await importing.chooseFiles();
    await expect
      .poll(() => importing.file('speed.csv').innerText())
      .toContain(words.say('import.state-asks', { count: 4 }));
  }

  /** Says what the wide file cannot: unit, start, step and zone. */
  async correctMapping(): Promise<void> {
    const { importing, words } = this.#console;
    await importing.file('speed.csv').click();
    await importing.choose('metric', words.say('metric.speed'));
    await importing.choose('unit', 'mph');
    await importing.type('startsAt', this.#files.startsAt);
    await importing.type('stepSeconds', '300');
    await importing.type('zone', this.#files.zone);
    await expect
      .poll(() => importing.file('speed.csv').innerText())
      .toContain(words.say('import.state-ready'));
  }

  /** Imports what is ready, then the matrix, whose order is known only now. */
  async importAll(): Promise<void> {
    const { importing, words } = this.#console;
    await importing.runButton(3).click();
    for (const file of ['speed.csv', 'sensors.csv', 'links.csv']) {
      await expect.poll(() => importing.file(file).innerText(), { timeout: 60_000 }).toMatch(/\d+ rows/u);
    }
    await importing.file('adjacency.csv').click();
    await importing.choose(
      'orderFromSource',
      words.say('import.order-source', { file: 'speed.csv', places: this.#files.places }),
    );
    await importing.runButton(1).click();
    await expect
      .poll(() => importing.file('adjacency.csv').innerText(), { timeout: 60_000 })
      .toMatch(/\d+ rows/u);
  }

  /** The clock's menu cuts the data off at the chosen instant; forecasts follow from there. */
  async forecastFromAsOf(): Promise<void> {
    const { time } = this.#console;
    await time.openNowMenu();
    await time.chooseNow('as-of');
    await time.typeAsOf(this.#files.asOf);
    await this.#console.page.keyboard.press('Escape');
    await expect.poll(() => time.nowShown()).toBe(this.#files.asOf.slice(11));
    await expect
      .poll(() => time.nextMoment('+1 h 00 min').innerText(), { timeout: 60_000 })
      .toContain('17:00');
  }

  /** Waits until the next hour is forecast, with numbers. */
  async waitForForecasts(): Promise<void> {
    const hour = this.#console.time.nextMoment('+1 h 00 min');
    await hour.waitFor({ timeout: 90_000 });
    await expect.poll(() => hour.innerText()).toMatch(/\d+–\d+/u);
  }

  /** The map is drawn: land, sea and points in several classes. */
  async seeMap(): Promise<void> {
    const picture = await this.#console.map.canvas.screenshot();
    expect(coloursIn(picture)).toBeGreaterThan(12);
  }

  /** Goes to one hour ahead and reads everything a place has to say. */
  async drillDown(): Promise<void> {
    const { time, drilldown, map, words } = this.#console;
    await time.nextMoment('+1 h 00 min').click();
    await expect.poll(() => map.badge.innerText()).toContain(words.say('map.mode.forecast'));
    await map.table.waitFor({ state: 'hidden' });
    await map.searchByKeyboard(this.#files.place);
    await expect.poll(() => drilldown.title.innerText()).toBe(this.#files.place);
    await drilldown.panel('why').getByRole('listitem').first().waitFor();
    await this.seeNumber();
    await this.seeExplanationAddUp();
    const record = drilldown.panel('how-sure').getByRole('table').first();
    await expect.poll(() => record.getByRole('row').count(), { timeout: 30_000 }).toBeGreaterThan(2);
  }

  /** The number stands with its unit, its interval, what is usual, and a chart. */
  async seeNumber(): Promise<void> {
    const { drilldown } = this.#console;
    const text = await drilldown.panel('what').innerText();
    expect(text).toMatch(/\d+\s*mph/u);
    expect(text).toMatch(/\d–[\d.]+\s\(90\s%\)/u);
    expect(text).toMatch(/usual\s[\d.]+/u);
    await drilldown.chart.waitFor();
  }

  /** Start value and contributions sum to the number on screen. */
  async seeExplanationAddUp(): Promise<void> {
    const { drilldown } = this.#console;
    const rows = await drilldown.contributions();
    const end = rows.at(-1);
    expect(rows.length).toBeGreaterThan(2);
    expect(end).toBe(Number(await drilldown.figure()));
    const sum = rows.slice(0, -1).reduce((total, value) => total + value, 0);
    expect(Math.round(sum * 100) / 100).toBe(end);
  }

  /** Makes a report of the view and finds both files where the screen says they are. */
  async makeReport(): Promise<readonly string[]> {
    const { report } = this.#console;
    await report.open();
    await report.make();
    const files = await report.files();
    expect(files.map((file) => file.split('.').at(-1))).toEqual(['html', 'pdf']);
    expect(files.every((file) => existsSync(file))).toBe(true);
    await report.close();
    return files;
  }
}
