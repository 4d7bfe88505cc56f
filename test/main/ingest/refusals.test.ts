import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { csvRefusal } from '../../../main/ingest/csv/csv-refusal.ts';
import { readFacts } from '../../../main/ingest/file/facts.ts';
import { geojsonRefusal } from '../../../main/ingest/readers/places-geojson.ts';
import { scratchFolder } from '../store/store.ts';
import { refusalOf } from './importing.ts';

describe('what a database throws while it reads a file', () => {
  test('is about the file only where it is no fault of the disk or the memory', () => {
    const full = new Error(
      'IO Error: Could not write file "/data/CSV/JSON features/city.duckdb": No space left on device',
    );
    expect(csvRefusal('x.csv', full)).toBe(full);
    expect(geojsonRefusal('x.geojson', full)).toBe(full);
    const aborted = new Error('INTERRUPT Error: Interrupted! (read_csv)');
    expect(csvRefusal('x.csv', aborted)).toBe(aborted);
  });

  test('names the row of the file', () => {
    const thrown = new Error(
      'Invalid Input Error: CSV Error on Line: 7\nValue with unterminated quote found.',
    );
    expect(csvRefusal('x.csv', thrown)).toMatchObject({
      code: 'file-unreadable',
      parameters: { file: 'x.csv', row: 7 },
    });
  });
});

test('a file that goes away while it is read is told as such', async () => {
  const path = join(scratchFolder(), 'gone.csv');
  expect(await refusalOf(readFacts(path, undefined))).toMatchObject({
    code: 'file-inaccessible',
    parameters: { file: 'gone.csv' },
  });
});
