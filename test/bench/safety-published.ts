import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { countScores } from '../../models/evaluation/count-scores.ts';
import { judgedDays } from '../../models/evaluation/count-protocol.ts';
import type { Counts } from '../../models/safety/counts.ts';
import { countMethods } from '../../models/safety/methods.ts';

/**
 * New York by squares of 3 km, days and four categories, the protocol of ST-SHN and ST-HSL: last 92 days test, 30 before them validation.
 * Their error looks only at cells and days with incidents, so that it is best to say 1 everywhere: it is printed to be compared with papers
 * and says nothing about a forecast. `npm run bench -- safety-published [--final]`
 */
const folder = process.env['METROPOLE_DATA'] ?? join(import.meta.dirname, '../../../shared/data');
const file = readFileSync(join(folder, 'nyc-crime/grid-3km-daily.csv'));
const side = 16;
const first = Date.UTC(2014, 0, 1);
const days = 730;

const [header = '', ...lines] = file.toString('utf8').trim().split(/\r?\n/);
const names = header.split(',');
const categories = names.slice(3);
const rows = lines.map((line) => line.split(','));
const cellOf = (row: readonly string[]): string => `${row[1]}:${row[2]}`;
const cells = [...new Set(rows.map(cellOf))].toSorted();
const indexOf = new Map(cells.map((cell, index) => [cell, index]));
const values = new Uint16Array(cells.length * categories.length * days);
for (const row of rows) {
  const day = Math.round((Date.parse(`${row[0]}T00:00Z`) - first) / 86_400_000);
  categories.forEach((_, category) => {
    const cell = indexOf.get(cellOf(row)) ?? 0;
    values[(cell * categories.length + category) * days + day] = Number(row[3 + category]);
  });
}
const dates = Array.from({ length: days }, (_, day) => new Date(first + day * 86_400_000));
const counts: Counts = {
  cells,
  centres: Float64Array.from(
    cells.flatMap((cell) =>
      cell
        .split(':')
        .map((at) => 3 * Number(at))
        .toReversed(),
    ),
  ),
  categories,
  periodsPerDay: 1,
  periods: days,
  dayOfWeek: Uint8Array.from(dates, (date) => (date.getUTCDay() + 6) % 7),
  dayOfYear: Uint16Array.from(dates, (date) =>
    Math.round((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 0)) / 86_400_000),
  ),
  values,
  missed: new Uint32Array(categories.length * days),
};

const { from, to } = process.argv.includes('--final') ? judgedDays(days, 'test') : { from: 608, to: 638 };

/** Errors as published: over cells and days with incidents alone. And over all. */
function errors(means: Float64Array): { published: string; percent: string; everywhere: string } {
  let [sum, share, some, all, total] = [0, 0, 0, 0, 0];
  categories.forEach((_, category) => {
    for (let day = from; day < to; day++) {
      cells.forEach((_cell, cell) => {
        const count = values[(cell * categories.length + category) * days + day] ?? 0;
        const off = Math.abs(
          count - (means[(category * (to - from) + day - from) * cells.length + cell] ?? 0),
        );
        all += off;
        total++;
        if (count === 0) return;
        sum += off;
        share += off / count;
        some++;
      });
    }
  });
  return {
    published: (sum / some).toFixed(3),
    percent: (share / some).toFixed(3),
    everywhere: (all / total).toFixed(3),
  };
}

console.log(
  `sha256 ${createHash('sha256').update(file).digest('hex')}, ${cells.length} of ${side * side} cells, days ${from} to ${to}`,
);
console.log(
  'broken published MAE / MAPE (cells with incidents alone) | MAE everywhere | hits at 5 / 10 / 20 % by category',
);
const size = categories.length * (to - from) * cells.length;
console.log('1 everywhere', JSON.stringify(errors(new Float64Array(size).fill(1))));
for (const method of countMethods) {
  const expected = method.fit(counts, from).expect(counts, from, to);
  const hits = categories.map((category, at) => {
    const shares = countScores(counts, expected, at)
      .hits.slice(1)
      .map((share) => share.toFixed(3));
    return `${category} ${shares.join(' / ')}`;
  });
  console.log(method.title, JSON.stringify(errors(expected.means)), hits.join(', '));
}
