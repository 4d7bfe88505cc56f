import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { linksFromEdges, type Series } from '../../models/series/series.ts';

const folder = join(
  process.env['METROPOLE_DATA'] ?? join(import.meta.dirname, '../../../shared/data'),
  'los-loop',
);

/** Whether the real files are there. */
export const haveLosLoop = existsSync(join(folder, 'speed.csv'));

const noticed = { yet: false };

/** Says once, visibly, that the tests on real data were left out. */
export function noticeWithoutLosLoop(): void {
  if (haveLosLoop || noticed.yet) return;
  noticed.yet = true;
  console.warn(
    `NOTICE: no ${join(folder, 'speed.csv')}; tests on real data are skipped (set METROPOLE_DATA)`,
  );
}

/** The week of Los Angeles speeds with T-GCN's adjacency. First row: Thursday 2012-03-01 00:00 local time, UTC-8. */
export function losLoop(): Series {
  const [header = '', ...rows] = readFileSync(join(folder, 'speed.csv'), 'utf8').trim().split(/\r?\n/);
  const places = header.split(',');
  const values = new Float32Array(places.length * rows.length);
  rows.forEach((row, step) => {
    row.split(',').forEach((text, place) => {
      values[place * rows.length + step] = Number(text);
    });
  });
  const edges = readFileSync(join(folder, 'adjacency.csv'), 'utf8')
    .trim()
    .split(/\r?\n/)
    .flatMap((row, from) =>
      row.split(',').flatMap((text, to) => (Number(text) > 0 ? [[from, to, Number(text)] as const] : [])),
    );
  return {
    places,
    start: Date.UTC(2012, 2, 1, 8),
    stepSeconds: 300,
    steps: rows.length,
    values,
    calendar: {
      minuteOfDay: Uint16Array.from(rows, (_, step) => (step % 288) * 5),
      dayOfWeek: Uint8Array.from(rows, (_, step) => (3 + Math.floor(step / 288)) % 7),
    },
    links: linksFromEdges(places.length, edges, 'adjacency'),
    covariates: [],
  };
}
