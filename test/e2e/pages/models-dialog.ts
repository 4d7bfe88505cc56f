import type { Locator } from 'playwright-core';
import { ConsoleDialog } from './console-dialog.ts';
import type { ConsolePage } from './console-page.ts';

/** The versions of the models: trained, approved, rolled back. */
export class ModelsDialog extends ConsoleDialog {
  constructor(console: ConsolePage) {
    super(console, 'models.title');
  }

  /** @param workspace name of the one that is open */
  async open(workspace: string): Promise<void> {
    await this.console.workspace.open(workspace);
    await this.console.workspace
      .menu(workspace)
      .getByRole('button', { name: this.say('workspace.models') })
      .click();
    await this.row('').first().waitFor();
  }

  /** Turns to the versions that expect counts. */
  async chooseCounts(): Promise<void> {
    await this.dialog
      .getByLabel(this.say('models.topic'), { exact: true })
      .selectOption({ label: this.say('shell.topic.safety') });
    await this.dialog.getByLabel(this.say('models.method'), { exact: true }).waitFor();
  }

  /** The rows of the versions, without the benchmarks, whose text holds this. */
  row(text: string): Locator {
    return this.dialog
      .getByRole('table', { name: this.say('models.versions') })
      .locator('tbody')
      .getByRole('row')
      .filter({ hasText: text });
  }

  /** The row of the version that is shown. */
  get shown(): Locator {
    return this.row(this.say('models.shown'));
  }

  get seed(): Locator {
    return this.dialog.getByLabel(this.say('models.seed'), { exact: true });
  }

  get progress(): Locator {
    return this.dialog.getByRole('progressbar');
  }

  get lossCurve(): Locator {
    return this.dialog.getByRole('img', { name: this.say('models.loss') });
  }

  /** What is said of the selected version. */
  get card(): Locator {
    const name = this.console.words.say('models.card', { version: '' }).trim();
    return this.dialog.getByRole('region', { name });
  }

  /** What is asked before something changes. */
  question(of: 'approve' | 'roll-back'): Locator {
    return this.dialog.getByRole('group', { name: this.say(`models.${of}`) });
  }

  async train(): Promise<void> {
    await this.button('models.train').click();
  }

  async cancelTraining(): Promise<void> {
    await this.button('models.cancel-training').click();
  }

  /** Asks for it; the question stands then. */
  async ask(what: 'approve' | 'roll-back'): Promise<void> {
    await this.button(`models.${what}`).click();
    await this.question(what).waitFor();
  }

  /** Answers the question: goes through with it, or leaves all as it is. */
  async answer(what: 'approve' | 'roll-back', goesThrough: boolean): Promise<void> {
    const name = this.say(goesThrough ? `models.${what}` : 'models.keep');
    await this.question(what).getByRole('button', { name, exact: true }).click();
    await this.question(what).waitFor({ state: 'detached' });
  }

  button(key: string): Locator {
    return this.dialog.getByRole('button', { name: this.say(key), exact: true });
  }
}
