import type { Locator } from 'playwright-core';
import { ConsoleDialog } from './console-dialog.ts';
import type { ConsolePage } from './console-page.ts';

/** What was imported, with its notices and its removal. */
export class SourcesDialog extends ConsoleDialog {
  constructor(console: ConsolePage) {
    super(console, 'sources.title');
  }

  /** The sources, newest first. */
  get list(): Locator {
    return this.dialog.getByRole('article');
  }

  /** One source by its file's name. */
  source(file: string): Locator {
    return this.list.filter({ has: this.console.page.getByRole('heading', { name: file, exact: true }) });
  }

  async remove(file: string): Promise<void> {
    await this.source(file)
      .getByRole('button', { name: this.say('sources.remove') })
      .click();
    await this.source(file)
      .getByRole('group', { name: this.say('sources.remove') })
      .getByRole('button', { name: this.say('sources.remove-now'), exact: true })
      .click();
  }
}
