import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EngineClient } from '../../../main/common/contract/engine-contract.ts';
import type { Mapping } from '../../../main/common/contract/messages/sources.ts';
import { SeededRandom } from '../../../main/common/seeded-random.ts';

export const quarter = 900_000;
export const hour = 4 * quarter;
export const day = 24 * hour;

/** Monday midnight, UTC and in Lisbon. */
export const cityStart = Date.UTC(2024, 0, 1);
/** The end of the last reading: Thursday at nine. */
export const cityEnd = cityStart + 24 * day + 9 * hour;
/** In this hour no place was measured. */
export const cityGap = { from: cityStart + 23 * day + 10 * hour, to: cityStart + 23 * day + 11 * hour };
/** From here on the last place is silent. */
export const silentFrom = cityStart + 24 * day + 8 * hour;
export const cityPlaces = ['a', 'b', 'c', 'd'] as const;

/** About 60 km/h on working days with a dip at eight, about 80 at weekends, one faster from place to place. */
export function citySpeed(at: number, place: number): number {
  const hours = ((at - cityStart) % day) / hour;
  const isWeekend = Math.floor((at - cityStart) / day) % 7 >= 5;
  return (isWeekend ? 80 : 60 - 20 * Math.exp(-((hours - 8) ** 2))) + place;
}

/** The city's readings as a wide file, a row a quarter of an hour, each `more` km/h faster, or each place by its own. */
export function writeReadings(
  folder: string,
  name: string,
  from: number,
  to: number,
  more: number | readonly number[] = 0,
): string {
  const faster = (place: number): number => (typeof more === 'number' ? more : (more[place] ?? 0));
  const random = new SeededRandom(7);
  const rows = Array.from({ length: (to - from) / quarter }, (_, step) => {
    const at = from + step * quarter;
    const isGap = at >= cityGap.from && at < cityGap.to;
    const cells = cityPlaces.map((_place, place) =>
      isGap || (place === 3 && at >= silentFrom)
        ? ''
        : (citySpeed(at, place) + faster(place) + random.normal() / 2).toFixed(2),
    );
    return [new Date(at).toISOString().slice(0, 16), ...cells].join(',');
  });
  const path = join(folder, name);
  writeFileSync(path, [['time', ...cityPlaces].join(','), ...rows].join('\n'));
  return path;
}

/** Directed: a to b, b to c, c to a. */
export function writeLinks(folder: string): string {
  const path = join(folder, 'links.csv');
  writeFileSync(path, 'from,to,weight\na,b,1\nb,c,0.5\nc,a,0.25\n');
  return path;
}

/** Imports a file by the guess and what is said besides; gives the source's id. */
export async function importFile(
  client: EngineClient,
  path: string,
  said: Partial<Mapping>,
): Promise<number> {
  const { mapping, missing } = await client.call('import.preview', { path, mapping: said });
  if (missing.length > 0) throw new Error(`still to be said: ${missing.join(', ')}`);
  return (await client.call('import.run', { path, mapping })).source.id;
}

export const speeds = { metric: 'speed', unit: 'km/h', zone: 'Europe/Lisbon' } as const;
