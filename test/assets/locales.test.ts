import { IntlMessageFormat } from 'intl-messageformat';
import { expect, test } from 'vitest';
import { catalogs } from '../../assets/locales/index.ts';
import { errorCodes } from '../../main/common/errors.ts';
import { noticeCodes } from '../../main/common/notices.ts';
import { wording } from '../../main/common/wording.ts';
import { forecastersFor } from '../../models/registry.ts';

const languages = Object.entries(catalogs);

test('both languages say the same things', () => {
  const [english, chinese] = languages.map(([, catalog]) => Object.keys(catalog).toSorted());
  expect(chinese).toEqual(english);
});

test.each(languages)(
  '%s: every message parses and names the same parameters as English',
  (language, catalog) => {
    const parameters = (message: string): string[] =>
      [...new Set([...message.matchAll(/\{(\w+)/g)].map(([, name]) => name ?? ''))].toSorted();
    const english: Readonly<Record<string, string>> = catalogs.en;
    for (const [key, message] of Object.entries(catalog)) {
      expect(
        () => new IntlMessageFormat(message, language, undefined, { ignoreTag: true }),
        key,
      ).not.toThrow();
      expect(parameters(message).length > 0, key).toBe(parameters(english[key] ?? '').length > 0);
    }
  },
);

test.each(languages)('%s: every error, notice and model has its words', (language) => {
  const words = wording(language as keyof typeof catalogs);
  const models = forecastersFor({ topic: 'traffic', stepSeconds: 300, horizonSteps: 12 });
  const wanted = [
    ...errorCodes.map((code) => `error.${code}`),
    // Whoever cancelled needs no advice; everybody else is told what to do.
    ...errorCodes.filter((code) => code !== 'aborted').map((code) => `hint.${code}`),
    ...noticeCodes.map((code) => `notice.${code}`),
    ...models.map(({ declaration }) => `model.${declaration.name}`),
    ...models.flatMap(({ declaration }) => declaration.groups.map((group) => `group.${group}`)),
    'group.limits',
  ];
  expect(wanted.filter((key) => !words.has(key))).toEqual([]);
});

test('a parameter that is missing reads as a question mark, a key without words as itself', () => {
  expect(wording('en').error({ code: 'file-empty', parameters: {} })).toContain('?');
  expect(wording('en').say('no.such.key')).toBe('no.such.key');
});
