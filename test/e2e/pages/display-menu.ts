import type { Locator } from 'playwright-core';
import type { Language, Theme } from '../../../main/common/view.ts';
import type { ConsolePage } from './console-page.ts';

/** Theme, language, units and zone. */
export class DisplayMenu {
  readonly #console: ConsolePage;

  constructor(console: ConsolePage) {
    this.#console = console;
  }

  get button(): Locator {
    return this.#console.page.getByRole('button', { name: this.#say('shell.display') });
  }

  async open(): Promise<void> {
    await this.button.click();
  }

  /** Leaves the menu as a person does, with Escape. */
  async close(): Promise<void> {
    await this.#console.page.keyboard.press('Escape');
  }

  async chooseTheme(theme: Theme): Promise<void> {
    await this.#select('shell.theme').selectOption({ label: this.#say(`shell.theme.${theme}`) });
  }

  async chooseLanguage(language: Language): Promise<void> {
    const names = { en: 'English', 'zh-CN': '简体中文' };
    await this.#select('shell.language').selectOption({ label: names[language] });
  }

  /** Chooses what the map is drawn from, by the key of its words. */
  async chooseBaseMap(key: 'map.base-map.bundled' | 'map.base-map.choose'): Promise<void> {
    await this.#select('map.base-map').selectOption({ label: this.#say(key) });
  }

  #select(key: string): Locator {
    return this.#console.page.getByRole('combobox', { name: this.#say(key) });
  }

  #say(key: string): string {
    return this.#console.words.say(key);
  }
}
