import type { Locator } from 'playwright-core';
import type { ConsolePage } from './console-page.ts';

/** The middle of the screen: the map, what lies over it, its table and its search. */
export class MapZone {
  readonly #console: ConsolePage;

  constructor(console: ConsolePage) {
    this.#console = console;
  }

  get canvas(): Locator {
    return this.#console.page.getByRole('region', { name: this.#say('map.canvas') });
  }

  /** The badge that says which time the map shows. */
  get badge(): Locator {
    return this.#console.page.getByRole('main').getByRole('status').first();
  }

  get table(): Locator {
    return this.#console.page.getByRole('grid', { name: this.#say('map.table') });
  }

  get search(): Locator {
    return this.#console.page.getByRole('combobox', { name: this.#say('map.search') });
  }

  layer(id: 'speed-deviation' | 'speed' | 'sensor-health'): Locator {
    return this.#console.page.getByRole('radio', { name: this.#say(`map.layer.${id}`) });
  }

  /** Zooms out until everything lies in the middle. */
  async zoomFarOut(times: number): Promise<void> {
    const button = this.#console.page.getByRole('button', { name: this.#say('map.zoom-out') });
    for (let time = 0; time < times; time += 1) await button.click();
  }

  async fitAll(): Promise<void> {
    await this.#console.page.getByRole('button', { name: this.#say('map.fit') }).click();
  }

  /** Clicks the map's very middle. */
  async clickMiddle(): Promise<void> {
    await this.canvas.click();
  }

  /** The entries of the list of places that lie under one click. */
  get picks(): Locator {
    const list = this.#console.page.getByRole('heading', { name: /^\d+ /u }).locator('xpath=..');
    return list.getByRole('button');
  }

  /** Picks a place with the keyboard alone: "/" goes to the search, Enter takes the first that is found. */
  async searchByKeyboard(text: string): Promise<void> {
    await this.#console.page.keyboard.press('/');
    await this.#console.page.keyboard.type(text);
    await this.#console.page.keyboard.press('Enter');
  }

  #say(key: string): string {
    return this.#console.words.say(key);
  }
}
