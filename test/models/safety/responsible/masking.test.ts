import { expect, test } from 'vitest';
import fc from 'fast-check';
import {
  masked,
  maskedInside,
  withMargins,
  type MarginTable,
} from '../../../../models/safety/responsible/masking.ts';

/** All tables of counts with the same figures in sight, by trying every value up to `most`. */
function alternatives(shown: readonly (readonly (number | null)[])[], most: number): MarginTable[] {
  const rows = shown.length - 1;
  const columns = (shown[0]?.length ?? 1) - 1;
  const found: MarginTable[] = [];
  const counts = Array.from({ length: rows }, () => Array.from({ length: columns }, () => 0));
  const fits = (): void => {
    const table = withMargins(counts);
    if (shown.every((row, r) => row.every((value, c) => value === null || value === table[r]?.[c])))
      found.push(table.map((row) => [...row]));
  };
  const fill = (index: number): void => {
    if (index === rows * columns) {
      fits();
      return;
    }
    const [r, c] = [Math.floor(index / columns), index % columns];
    const row = counts[r];
    if (row === undefined) return;
    const said = shown[r]?.[c] ?? null;
    for (let value = said ?? 0; value <= (said ?? most); value++) {
      row[c] = value;
      fill(index + 1);
    }
  };
  fill(0);
  return found;
}

const tables = fc.tuple(fc.constant(2), fc.integer({ min: 2, max: 3 })).chain(([rows, columns]) =>
  fc.array(fc.array(fc.integer({ min: 0, max: 4 }), { minLength: columns, maxLength: columns }), {
    minLength: rows,
    maxLength: rows,
  }),
);

test('no count from 1 to below the limit is in sight, and none can be worked out', () => {
  fc.assert(
    fc.property(tables, (counts) => {
      const table = withMargins(counts);
      const shown = masked(table, 3);
      if (shown === null) return;
      const possible = alternatives(shown, 5);
      table.forEach((row, r) => {
        row.forEach((value, c) => {
          if (value === 0 || value >= 3) return;
          expect(shown[r]?.[c]).toBeNull();
          expect(new Set(possible.map((one) => one[r]?.[c])).size).toBeGreaterThan(1);
        });
      });
    }),
    { seed: 1, numRuns: 80 },
  );
});

test('nor can one be worked out where all sums are told elsewhere', () => {
  const found = { hidden: 0 };
  fc.assert(
    fc.property(tables, (counts) => {
      const inside = maskedInside(counts, 3);
      if (inside === null) return;
      const table = withMargins(counts);
      const sums = (row: number): number => table[row]?.at(-1) ?? 0;
      const shown = [...inside.map((row, at) => [...row, sums(at)]), table.at(-1) ?? []];
      const possible = alternatives(shown, 5);
      counts.forEach((row, r) => {
        row.forEach((value, c) => {
          if (value === 0 || value >= 3) return;
          found.hidden++;
          expect(shown[r]?.[c]).toBeNull();
          expect(new Set(possible.map((one) => one[r]?.[c])).size).toBeGreaterThan(1);
        });
      });
    }),
    { seed: 1, numRuns: 40 },
  );
  expect(found.hidden).toBeGreaterThan(20);
});

test('a single small count takes three others with it, the cheapest', () => {
  const table = withMargins([
    [2, 50, 60],
    [9, 70, 80],
    [40, 90, 99],
  ]);
  const shown = masked(table, 5);
  expect(shown?.flat().filter((value) => value === null)).toHaveLength(4);
  expect(shown?.slice(0, 2).map((row) => row.slice(0, 2))).toEqual([
    [null, null],
    [null, null],
  ]);
  expect(shown?.[3]).toEqual(table[3]);
});

test('a small margin is hidden too, and the grand total does not give it away', () => {
  const shown = masked(
    withMargins([
      [1, 1],
      [30, 20],
      [10, 40],
    ]),
    5,
  );
  expect(shown?.[0]).toEqual([null, null, null]);
  expect(shown?.map((row) => row[2]).filter((value) => value === null).length).toBeGreaterThan(1);
});

test('what has nothing small stays as it is, and what cannot be protected is not shown at all', () => {
  const sound = withMargins([
    [10, 0],
    [20, 30],
  ]);
  expect(masked(sound, 5)).toEqual(sound);
  expect(masked(withMargins([[1, 1]]), 5)).toBeNull();
});
