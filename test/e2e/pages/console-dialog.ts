import type { Locator } from 'playwright-core';
import type { ConsolePage } from './console-page.ts';

/** A dialog of the console. */
export abstract class ConsoleDialog {
  protected readonly console: ConsolePage;
  readonly #title: string;

  /** @param title key of the wording */
  protected constructor(console: ConsolePage, title: string) {
    this.console = console;
    this.#title = title;
  }

  get dialog(): Locator {
    return this.console.page.getByRole('dialog', { name: this.say(this.#title), exact: true });
  }

  async close(): Promise<void> {
    await this.dialog
      .getByRole('button', { name: this.say('shell.close') })
      .last()
      .click();
  }

  protected say(key: string): string {
    return this.console.words.say(key);
  }
}
