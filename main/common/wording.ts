import { IntlMessageFormat } from 'intl-messageformat';
import { catalogs } from '../../assets/locales/index.ts';
import type { ErrorRecord, WordingParameters } from './errors.ts';
import { modelName } from './model-names.ts';
import type { Notice } from './notices.ts';
import type { Says } from './says.ts';
import type { Language } from './view.ts';

/** What is said in one language. One instance per language, messages parsed on first use. */
export class Wording implements Says {
  readonly language: Language;
  readonly #catalog: Readonly<Record<string, string>>;
  readonly #formats = new Map<string, IntlMessageFormat>();

  constructor(language: Language) {
    this.language = language;
    this.#catalog = catalogs[language];
  }

  has(key: string): boolean {
    return key in this.#catalog;
  }

  /** The text of a key with its parameters filled in; the key itself when it has no text, so that a gap is seen. */
  say(key: string, parameters: WordingParameters = {}): string {
    const message = this.#catalog[key];
    if (message === undefined) return key;
    let format = this.#formats.get(key);
    if (format === undefined) {
      format = new IntlMessageFormat(message, this.language, undefined, { ignoreTag: true });
      this.#formats.set(key, format);
    }
    return String(format.format({ ...parameters }));
  }

  /** What happened. A parameter the message names and the error lacks reads as "?". */
  error(error: ErrorRecord): string {
    return this.say(
      `error.${error.code}`,
      withUnknowns(this.#catalog[`error.${error.code}`], this.#named(error.parameters)),
    );
  }

  /** What to do about it; "" when there is nothing to do. */
  hint(error: ErrorRecord): string {
    const key = `hint.${error.code}`;
    return this.has(key) ? this.say(key, withUnknowns(this.#catalog[key], error.parameters)) : '';
  }

  /** Parameters with a forecaster's name in the place of its id. */
  #named(parameters: WordingParameters): WordingParameters {
    const { model } = parameters;
    return typeof model === 'string' ? { ...parameters, model: modelName(model, this) } : parameters;
  }

  notice(notice: Notice): string {
    const parameters = {
      ...notice.parameters,
      count: notice.count,
      row: notice.row ?? '?',
      column: notice.column ?? '?',
    };
    return this.say(
      `notice.${notice.code}`,
      withUnknowns(this.#catalog[`notice.${notice.code}`], parameters),
    );
  }
}

function withUnknowns(message: string | undefined, parameters: WordingParameters): WordingParameters {
  const named = [...(message ?? '').matchAll(/\{(\w+)/g)].map((match) => match[1] ?? '');
  return { ...Object.fromEntries(named.map((name) => [name, '?'])), ...parameters };
}

const wordings = new Map<Language, Wording>();

export function wording(language: Language): Wording {
  const known = wordings.get(language);
  if (known !== undefined) return known;
  const made = new Wording(language);
  wordings.set(language, made);
  return made;
}
