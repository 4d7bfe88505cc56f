import type { Locator } from 'playwright-core';
import { ConsoleDialog } from './console-dialog.ts';
import type { ConsolePage } from './console-page.ts';

/** Making a report of the present view. */
export class ReportDialog extends ConsoleDialog {
  constructor(console: ConsolePage) {
    super(console, 'shell.report-title');
  }

  async open(): Promise<void> {
    await this.console.page
      .getByRole('complementary')
      .getByRole('button', { name: this.say('shell.report') })
      .click();
  }

  async make(): Promise<void> {
    await this.dialog.getByRole('button', { name: this.say('shell.report-make') }).click();
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
}
