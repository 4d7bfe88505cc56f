import type { Locator } from 'playwright-core';
import type { FieldKey } from '../../../renderer/import/mapping-fields.ts';
import { ConsoleDialog } from './console-dialog.ts';
import type { ConsolePage } from './console-page.ts';

/** Choosing files, saying how each is read, importing. */
export class ImportDialog extends ConsoleDialog {
  constructor(console: ConsolePage) {
    super(console, 'import.title');
  }

  /** Opens it from the left column. */
  async open(): Promise<void> {
    await this.console.page
      .getByRole('complementary')
      .getByRole('button', { name: this.say('shell.import') })
      .first()
      .click();
  }

  /** Takes the files that the system's dialog gives. */
  async chooseFiles(): Promise<void> {
    const choose = this.dialog.getByRole('button', { name: this.say('import.choose') });
    const anyway = this.dialog.getByRole('button', { name: this.say('import.practice-anyway') });
    await choose.or(anyway).first().click();
  }

  async chooseMoreFiles(): Promise<void> {
    await this.dialog.getByRole('button', { name: this.say('import.choose-more') }).click();
  }

  /** A chosen file in the list, with what is said about it. */
  file(name: string): Locator {
    return this.dialog
      .getByRole('list', { name: this.say('import.files') })
      .getByRole('button', { name })
      .filter({ hasText: name });
  }

  field(key: FieldKey): Locator {
    return this.dialog.getByLabel(this.say(`mapping.${key}`), { exact: true });
  }

  /** Chooses an entry of a list field by what it is called. */
  async choose(key: FieldKey, label: string): Promise<void> {
    await this.field(key).selectOption({ label });
  }

  /** Types into a field and leaves it. */
  async type(key: FieldKey, text: string): Promise<void> {
    await this.field(key).fill(text);
    await this.field(key).blur();
  }

  /** Imports the files that are ready. */
  runButton(count: number): Locator {
    return this.dialog.getByRole('button', {
      name: this.console.words.say('import.run', { count }),
      exact: true,
    });
  }

  get progress(): Locator {
    return this.dialog.getByRole('progressbar');
  }

  /** What became of the file that is selected. */
  get result(): Locator {
    return this.dialog.getByRole('status');
  }
}
