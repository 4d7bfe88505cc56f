import type { Locator } from 'playwright-core';
import { backendIds, type BackendId } from '../../../main/common/backends.ts';
import { ConsoleDialog } from './console-dialog.ts';
import type { ConsolePage } from './console-page.ts';

/** The backends of this machine. */
export class ComputeDialog extends ConsoleDialog {
  constructor(console: ConsolePage) {
    super(console, 'compute.title');
  }

  /** What opens it while that backend computes. */
  openerFor(backend: BackendId): Locator {
    return this.console.page.getByRole('button', {
      name: this.console.words.say('shell.compute.ready', { backend }),
      exact: true,
    });
  }

  async open(): Promise<void> {
    const openers = backendIds.map((backend) => this.openerFor(backend));
    await openers.reduce((any, opener) => any.or(opener)).click();
    await this.dialog.getByRole('heading', { level: 3 }).first().waitFor();
  }

  /** Measures every backend again and waits for the result. */
  async measure(): Promise<void> {
    const button = this.dialog.getByRole('button', { name: this.say('compute.examine') });
    await button.click();
    await this.dialog.getByRole('progressbar').waitFor();
    await this.dialog.getByRole('progressbar').waitFor({ state: 'detached', timeout: 90_000 });
  }

  async namesOfBackends(): Promise<string[]> {
    return await this.dialog.getByRole('heading', { level: 3 }).allInnerTexts();
  }

  /** What is said of a backend. */
  backend(backend: BackendId): Locator {
    const heading = this.console.page.getByRole('heading', {
      name: this.say(`compute.backend.${backend}`),
    });
    return this.dialog.getByRole('listitem').filter({ has: heading });
  }

  /** Null leaves the choice to the console. */
  async insistOn(backend: BackendId | null): Promise<void> {
    await this.dialog.getByLabel(this.say('compute.use')).selectOption(backend ?? 'auto');
  }
}
