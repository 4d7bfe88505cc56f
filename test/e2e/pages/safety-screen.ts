import type { Locator } from 'playwright-core';
import type { ConsolePage } from './console-page.ts';

/** Expected incidents in the left column, on the map, and the dialog of their use. */
export class SafetyScreen {
  readonly #console: ConsolePage;

  constructor(console: ConsolePage) {
    this.#console = console;
  }

  get layer(): Locator {
    return this.#console.page.locator('[aria-keyshortcuts="7"]');
  }

  get panel(): Locator {
    return this.#console.page.locator('aside.layers [role="group"]');
  }

  get topCells(): Locator {
    return this.panel.locator('button.cell');
  }

  get nextPeriod(): Locator {
    return this.panel.locator('.period button').last();
  }

  /** The shift or day that is shown. */
  get period(): Locator {
    return this.panel.locator('.period span');
  }

  get byDay(): Locator {
    return this.panel.getByRole('radio', { name: 'By day' });
  }

  get dialog(): Locator {
    return this.#console.page.locator('dialog[open]');
  }

  /** Clicks somewhat beside the middle of the map until a cell is looked into. */
  async clickOnMap(): Promise<void> {
    const box = await this.#console.page.locator('main canvas').first().boundingBox();
    if (box === null) throw new Error('there is no map');
    for (const [x, y] of [
      [0.5, 0.5],
      [0.46, 0.44],
      [0.56, 0.6],
      [0.42, 0.58],
      [0.6, 0.42],
    ] as const) {
      await this.#console.page.mouse.click(box.x + x * box.width, box.y + y * box.height);
      await this.#console.page.waitForTimeout(1000);
      const shown = await this.#console.drilldown.column.innerText();
      if (shown.includes('expected incidents')) return;
      await this.#console.page.keyboard.press('Escape');
    }
  }

  /** Presses the button, says why, and confirms. */
  async withReason(label: string, reason: string): Promise<void> {
    await this.dialog.getByRole('button', { name: label }).click();
    const form = this.dialog.getByRole('form', { name: label });
    await form.getByLabel('Reason').fill(reason);
    await form.getByRole('button', { name: label }).click();
  }

  async recordPurpose(about: {
    readonly name: string;
    readonly purpose: string;
    readonly legalBasis: string;
    readonly expires: string;
    readonly category: string;
  }): Promise<void> {
    const form = this.dialog.getByRole('form', { name: 'Record a purpose' });
    await form.getByLabel('Name of who answers for it').fill(about.name);
    await form.getByLabel('Purpose', { exact: true }).fill(about.purpose);
    await form.getByLabel('Legal basis').fill(about.legalBasis);
    await form.getByLabel('Expires on').fill(about.expires);
    await form.getByLabel(about.category).check();
    await form.getByRole('button', { name: 'Record a purpose' }).click();
  }
}
