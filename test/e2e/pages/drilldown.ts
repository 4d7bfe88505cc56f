import type { Locator } from 'playwright-core';
import { expect } from 'vitest';
import type { ConsolePage } from './console-page.ts';

/** The column at the right: city level, or one place from what to support. */
export class Drilldown {
  readonly #console: ConsolePage;

  constructor(console: ConsolePage) {
    this.#console = console;
  }

  get column(): Locator {
    return this.#console.page.getByRole('region', { name: this.#say('drilldown.title') });
  }

  /** The name of what is shown. */
  get title(): Locator {
    return this.column.getByRole('heading', { level: 2 });
  }

  panel(name: 'what' | 'why' | 'how-sure' | 'support'): Locator {
    return this.column.getByRole('region', { name: this.#say(`drilldown.${name}`), exact: true });
  }

  get chart(): Locator {
    return this.panel('what').getByRole('img', { name: this.#say('chart.forecast-of-place') });
  }

  /** The number on screen. */
  async figure(): Promise<string> {
    return (await this.panel('what').getByRole('strong').first().innerText()).trim();
  }

  /** The numbers of the explanation from its start value to the forecast, in the order on screen. */
  async contributions(): Promise<number[]> {
    const rows = await this.panel('why').getByRole('listitem').allInnerTexts();
    return rows.map((row) => {
      const found = /([−+]?[\d\u2009\u202f]+(?:\.\d+)?)\s*$/u.exec(row.split('\n')[1] ?? '');
      return Number((found?.[1] ?? 'NaN').replace('−', '-').replaceAll(/[\u2009\u202f]/gu, ''));
    });
  }

  /** Waits until no level computes any more. */
  async complete(): Promise<void> {
    const computing = this.column.locator('section[aria-busy="true"]');
    await expect.poll(() => computing.count(), { timeout: 30_000 }).toBe(0);
  }

  async toCity(): Promise<void> {
    await this.column.getByRole('button', { name: this.#say('drilldown.to-city') }).click();
  }

  #say(key: string): string {
    return this.#console.words.say(key);
  }
}
