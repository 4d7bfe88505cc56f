import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { dispersionOf } from '../measures/dispersion.ts';
import { knoxTest } from '../measures/knox.ts';
import type { CheckName } from '../thresholds.ts';
import { rowsIn } from './files.ts';

const dayMilliseconds = 86_400_000;
const days = 730;
const squareMetres = 3000;

/** What the checks of incidents find on New York's crime of 2014 and 2015; the Knox test on its first 180 days. */
export function measureNewYork(folder: string): Partial<Record<CheckName, number>> {
  const events = eventsOf(folder);
  const squares = new Map<string, Float64Array>();
  for (const { east, north, day } of events) {
    const key = `${Math.floor(east / squareMetres)} ${Math.floor(north / squareMetres)}`;
    const row = squares.get(key) ?? new Float64Array(days);
    squares.set(key, row);
    const at = Math.floor(day);
    if (at >= 0 && at < days) row[at] = (row[at] ?? 0) + 1;
  }
  const counts = new Float64Array(squares.size * days);
  [...squares.values()].forEach((row, index) => counts.set(row, index * days));
  const { excess, excessWithinCells } = dispersionOf(counts, days);
  const kinds = [...new Set(events.map(({ kind }) => kind))];
  const knox = knoxTest(
    kinds.map((kind) => events.filter((event) => event.kind === kind && event.day < 180)),
    { metres: 400, days: 2 },
    19,
    1,
  );
  return {
    'incidents-overdispersed': excess,
    'incidents-overdispersed-in-time': excessWithinCells,
    'incidents-cluster': knox.ratio,
    'incidents-cluster-surely': knox.probability,
  };
}

function eventsOf(folder: string): { kind: string; east: number; north: number; day: number }[] {
  const files = Object.entries(unzipSync(readFileSync(join(folder, 'NYC_Crime.zip'))));
  const table = files.find(([name]) => name.endsWith('.csv') && !name.startsWith('__'))?.[1];
  const [, ...rows] = rowsIn(strFromU8(table ?? new Uint8Array()));
  const perDegree = 111_195;
  return rows
    .map(([date = '', , kind = '', , , latitude, longitude]) => ({
      kind,
      east: Number(longitude) * perDegree * Math.cos((40.7 * Math.PI) / 180),
      north: Number(latitude) * perDegree,
      day: (Date.parse(`${date} UTC`) - Date.UTC(2014, 0, 1)) / dayMilliseconds,
    }))
    .filter(({ east, north, day }) => Number.isFinite(east + north + day));
}
