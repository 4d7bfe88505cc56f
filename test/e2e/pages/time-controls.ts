import type { Locator } from 'playwright-core';
import type { Now } from '../../../main/common/view.ts';
import type { ConsolePage } from './console-page.ts';

/** Transport, timeline, and the clock that says what now is. */
export class TimeControls {
  readonly #console: ConsolePage;

  constructor(console: ConsolePage) {
    this.#console = console;
  }

  /** The handle of the target time. */
  get slider(): Locator {
    return this.#console.page.getByRole('slider', { name: this.#say('timeline.target') });
  }

  /** The target time, as epoch milliseconds. */
  async target(): Promise<number> {
    return Number(await this.slider.getAttribute('aria-valuenow'));
  }

  async stepForward(): Promise<void> {
    await this.#press('timeline.step-forward');
  }

  async stepBack(): Promise<void> {
    await this.#press('timeline.step-back');
  }

  async play(): Promise<void> {
    await this.#press('timeline.play');
  }

  async pause(): Promise<void> {
    await this.#press('timeline.pause');
  }

  async toNow(): Promise<void> {
    await this.#console.page
      .getByRole('toolbar', { name: this.#say('timeline.transport') })
      .getByRole('button', { name: this.#say('shell.now'), exact: true })
      .click();
  }

  /** Drags the handle to a share of the timeline, 0 at its left end, 1 at its right. */
  async dragTo(share: number): Promise<void> {
    const box = await this.slider.boundingBox();
    if (box === null) throw new Error('the timeline is not on screen');
    const { mouse } = this.#console.page;
    const y = box.y + box.height / 2;
    await mouse.move(box.x + box.width / 2, y);
    await mouse.down();
    await mouse.move(box.x + box.width * share, y, { steps: 4 });
    await mouse.up();
  }

  /** A moment of the list of next hours by the time before it, e.g. `+30 min`. */
  nextMoment(lead: string): Locator {
    return this.#console.page.getByRole('button', { name: lead });
  }

  /** Opens the menu of the clock, where one says what now is. */
  async openNowMenu(): Promise<void> {
    await this.#console.page
      .getByRole('banner')
      .getByRole('button', { name: this.#say('shell.now-menu') })
      .click();
  }

  async chooseNow(kind: Now['kind']): Promise<void> {
    await this.#console.page.getByRole('radio', { name: this.#say(`shell.now-kind.${kind}`) }).check();
  }

  /** Types the data cut-off, e.g. `2012-03-06T16:00`, on the clock of the workspace's zone. */
  async typeAsOf(clock: string): Promise<void> {
    const field = this.#console.page
      .getByRole('dialog', { name: this.#say('shell.now-menu') })
      .getByRole('textbox');
    await field.fill(clock);
    await field.blur();
  }

  /** The biggest clock, as it reads. */
  async nowShown(): Promise<string> {
    return this.#console.page
      .getByRole('banner')
      .getByLabel(this.#say('shell.now'), { exact: true })
      .innerText();
  }

  async #press(key: string): Promise<void> {
    await this.#console.page.getByRole('button', { name: this.#say(key), exact: true }).click();
  }

  #say(key: string): string {
    return this.#console.words.say(key);
  }
}
