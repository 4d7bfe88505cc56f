import { expect, test } from 'vitest';
import { MetropoleError } from '../../../main/common/errors.ts';
import { loggable } from '../../../main/engine/log.ts';

test('of a refusal the log keeps the code alone: its parameters and detail hold names and values of the city', () => {
  const error = new MetropoleError(
    'import-row-width',
    { file: 'patients.csv', row: 7 },
    'row 7: Main Street 1',
  );
  expect(loggable(error)).toEqual({ code: 'import-row-width' });
});

test('of a fault the log keeps where it happened, not what was said there', () => {
  const thrown = new Error('no such sensor: Main Street 1');
  const { code, detail } = loggable(MetropoleError.from(thrown));
  expect(code).toBe('internal');
  expect(detail).toContain('log.test.ts');
  expect(detail).not.toContain('Main Street');
});
