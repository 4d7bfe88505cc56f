import { join } from 'node:path';
import type { Pair } from '../measures/lagged.ts';
import { quantile } from '../measures/order.ts';
import { rowsOf } from './files.ts';

interface Loop {
  readonly index: number;
  readonly latitude: number;
  readonly longitude: number;
}

function loopsOf(folder: string): Map<string, Loop> {
  const [, ...rows] = rowsOf(join(folder, 'sensors.csv'));
  return new Map(
    rows.map(([index, id = '', latitude, longitude]) => [
      id,
      { index: Number(index), latitude: Number(latitude), longitude: Number(longitude) },
    ]),
  );
}

/**
 * Pairs of which one lies downstream of the other, with the metres between them along the road. DCRNN gives exp(-(d / s)²) for the
 * distance d by road and does not say s: it is taken from the straightest roads, on which d is what the map shows. A pair counts
 * as one way where the way back is much longer, and as one road where it is nearly straight.
 */
export function losLoopPairs(folder: string): readonly Pair[] {
  const loops = loopsOf(folder);
  const [, ...rows] = rowsOf(join(folder, 'links.csv'));
  const weights = new Map(rows.map(([from = '', to = '', weight]) => [`${from} ${to}`, Number(weight)]));
  const links = rows.flatMap(([from = '', to = '', text]) => {
    const up = loops.get(from);
    const down = loops.get(to);
    if (up === undefined || down === undefined || from === to) return [];
    const weight = Number(text);
    const way = { up, down, root: Math.sqrt(-Math.log(weight)), straight: metresBetween(up, down) };
    return [{ ...way, isOneWay: (weights.get(`${to} ${from}`) ?? 0) <= weight / 2 }];
  });
  const scale = quantile(
    links.filter(({ root }) => root > 0.1).map(({ straight, root }) => straight / root),
    0.9,
  );
  return links.flatMap(({ up, down, root, straight, isOneWay }) =>
    isOneWay && straight > 0.8 * scale * root
      ? [{ up: up.index, down: down.index, metres: scale * root }]
      : [],
  );
}

/** Pairs that are further apart than this even as the crow flies. */
export function farPairs(folder: string, metres: number): readonly (readonly [number, number])[] {
  const loops = [...loopsOf(folder).values()];
  return loops.flatMap((one) =>
    loops
      .filter((other) => other.index > one.index && metresBetween(one, other) > metres)
      .map((other) => [one.index, other.index] as const),
  );
}

function metresBetween(one: Loop, other: Loop): number {
  const perDegree = 111_195;
  const north = (one.latitude - other.latitude) * perDegree;
  const east = (one.longitude - other.longitude) * perDegree * Math.cos((one.latitude * Math.PI) / 180);
  return Math.hypot(east, north);
}
