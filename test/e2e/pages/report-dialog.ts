import type { Locator } from 'playwright-core';
import type { ConsolePage } from './console-page.ts';

/** Making a report of the present view. */
export class ReportDialog {
  readonly #console: ConsolePage;

  constructor(console: ConsolePage) {
    this.#console = console;
  }

  get dialog(): Locator {
    return this.#console.page.getByRole('dialog', { name: this.#say('shell.report-title'), exact: true });
  }

  async open(): Promise<void> {
    await this.#console.page
      .getByRole('complementary')
      .getByRole('button', { name: this.#say('shell.report') })
      .click();
  }

  async make(): Promise<void> {
    await this.dialog.getByRole('button', { name: this.#say('shell.report-make') }).click();
  }

  /** What was made, once it is. */
  get made(): Locator {
    return this.dialog.getByRole('status');
  }

  /** Paths of the files that were made, as shown. */
  async files(): Promise<string[]> {
    await this.made.waitFor();
    const entries = await this.made.getByRole('listitem').allInnerTexts();
    return entries.map((entry) => entry.split('\n')[0]?.trim() ?? '');
  }

  async close(): Promise<void> {
    await this.dialog
      .getByRole('button', { name: this.#say('shell.close') })
      .last()
      .click();
  }

  #say(key: string): string {
    return this.#console.words.say(key);
  }
}
