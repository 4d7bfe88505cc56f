import type { Locator } from 'playwright-core';
import type { ConsolePage } from './console-page.ts';

/** What was done at the selected place, and the form that logs an action. */
export class ActionsPanel {
  readonly #console: ConsolePage;

  constructor(console: ConsolePage) {
    this.#console = console;
  }

  get panel(): Locator {
    const name = this.#say('actions.title');
    return this.#console.drilldown.column.getByRole('region', { name, exact: true });
  }

  get form(): Locator {
    return this.panel.getByRole('form', { name: this.#say('actions.form') });
  }

  get items(): Locator {
    return this.panel.getByRole('listitem');
  }

  field(name: 'kind' | 'from' | 'until' | 'note'): Locator {
    return this.form.getByLabel(this.#say(`actions.${name}`), { exact: true });
  }

  get logButton(): Locator {
    return this.form.getByRole('button', { name: this.#say('actions.log'), exact: true });
  }

  get openButton(): Locator {
    return this.panel.getByRole('button', { name: this.#say('actions.open') });
  }

  /** What the track record of the selected place leaves out. */
  get leftOut(): Locator {
    return this.#console.drilldown.panel('how-sure').getByText(/with an action left out/u);
  }

  #say(key: string): string {
    return this.#console.words.say(key);
  }
}
