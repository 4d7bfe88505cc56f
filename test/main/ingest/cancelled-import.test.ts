import { writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { at, long } from './bad-files.ts';
import { bench, readingsOf, refusalOf, speeds, written } from './importing.ts';

describe('an import that is cancelled', () => {
  test('leaves the workspace as it was', async () => {
    const { store, load } = await bench();
    await load(written('first.csv', long(`a,${at(0)},50`)), speeds);
    const before = await readingsOf(store);
    const path = written('big.csv', 'x');
    const rows = Array.from({ length: 300_000 }, (_, index) => {
      const time = new Date(Date.UTC(2024, 0, 1) + Math.floor(index / 100) * 300_000).toISOString();
      return `s${index % 100},${time},50`;
    });
    writeFileSync(path, `sensor,time,speed\n${rows.join('\n')}\n`);
    for (const stage of ['import-reading', 'import-checking', 'import-saving']) {
      const abort = new AbortController();
      const error = await refusalOf(
        load(path, speeds, {
          signal: abort.signal,
          progress: (progress) => {
            if (progress.stage === stage) setTimeout(() => abort.abort(), 5);
          },
        }),
      );
      expect(error.code).toBe('aborted');
      expect(await readingsOf(store)).toEqual(before);
      expect(await store.sources.list()).toHaveLength(1);
    }
    expect((await load(path, speeds)).source.rowsKept).toBe(300_000);
  });
});
