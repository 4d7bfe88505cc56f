import type { Locator } from 'playwright-core';
import type { ConsolePage } from './console-page.ts';

/** The open workspace, its sources, and the way to another. */
export class WorkspaceMenu {
  readonly #console: ConsolePage;

  constructor(console: ConsolePage) {
    this.#console = console;
  }

  button(name: string): Locator {
    return this.#console.page.getByRole('button', {
      name: this.#console.words.say('workspace.menu', { name }),
    });
  }

  /** The open menu of the workspace with this name. */
  menu(name: string): Locator {
    return this.#console.page.getByRole('dialog', {
      name: this.#console.words.say('workspace.menu', { name }),
    });
  }

  /** Opens the menu of the workspace with this name. */
  async open(name: string): Promise<void> {
    await this.button(name).click();
  }

  /** Makes a workspace in the folder that the system's dialog gives next. */
  async create(from: string): Promise<void> {
    await this.open(from);
    await this.#press('workspace.create');
  }

  async showSources(from: string): Promise<void> {
    await this.open(from);
    await this.#press('workspace.sources');
  }

  async #press(key: string): Promise<void> {
    await this.#console.page.getByRole('button', { name: this.#console.words.say(key) }).click();
  }
}
