import type { Locator } from 'playwright-core';
import type { ConsolePage } from './console-page.ts';

/** What was imported, with its notices and its removal. */
export class SourcesDialog {
  readonly #console: ConsolePage;

  constructor(console: ConsolePage) {
    this.#console = console;
  }

  get dialog(): Locator {
    return this.#console.page.getByRole('dialog', { name: this.#say('sources.title') });
  }

  /** The sources, newest first. */
  get list(): Locator {
    return this.dialog.getByRole('article');
  }

  /** One source by its file's name. */
  source(file: string): Locator {
    return this.list.filter({ has: this.#console.page.getByRole('heading', { name: file, exact: true }) });
  }

  async remove(file: string): Promise<void> {
    await this.source(file)
      .getByRole('button', { name: this.#say('sources.remove') })
      .click();
    await this.source(file)
      .getByRole('group', { name: this.#say('sources.remove') })
      .getByRole('button', { name: this.#say('sources.remove-now'), exact: true })
      .click();
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
