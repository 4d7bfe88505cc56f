import type { City } from '../words.ts';

export interface DetectorLink {
  /** Indices of detectors; traffic passes `from` before `to`. */
  readonly from: number;
  readonly to: number;
  /** 1 for next to each other, less with distance. */
  readonly weight: number;
}

/** Detectors further apart along the roads are not linked, metres. */
const reach = 4000;
/** Width of the Gaussian kernel over road distance (as Li et al. 2018, DCRNN, weigh theirs), metres. */
const width = 2000;

/** Which detectors a vehicle may pass next after each one, along the simulated roads. */
export function detectorLinks({ roads, detectors }: City): readonly DetectorLink[] {
  const leaving = new Map<number, number[]>();
  roads.forEach(({ from, roadClass }, road) => {
    if (roadClass !== 'street') leaving.set(from, [...(leaving.get(from) ?? []), road]);
  });
  const onRoad = new Map<number, { readonly detector: number; readonly at: number }[]>();
  detectors.forEach(({ road, atMetres }, detector) => {
    onRoad.set(
      road,
      [...(onRoad.get(road) ?? []), { detector, at: atMetres }].sort((one, other) => one.at - other.at),
    );
  });
  return detectors.flatMap(({ road, atMetres }, from) => {
    const found = new Map<number, number>();
    const seen = new Set<number>();
    const waiting = [{ road, from: atMetres, walked: 0 }];
    for (let place = waiting.shift(); place !== undefined; place = waiting.shift()) {
      const { road: index, from: start, walked } = place;
      const next = onRoad.get(index)?.find(({ at, detector }) => at >= start && detector !== from);
      const { lengthMetres = 0, to = -1, opposite = null } = roads[index] ?? {};
      if (next !== undefined) {
        const distance = walked + next.at - start;
        if (distance <= reach)
          found.set(next.detector, Math.min(distance, found.get(next.detector) ?? Infinity));
        continue;
      }
      const reached = walked + lengthMetres - start;
      if (reached > reach) continue;
      for (const onward of leaving.get(to) ?? []) {
        if (onward === opposite || seen.has(onward)) continue;
        seen.add(onward);
        waiting.push({ road: onward, from: 0, walked: reached });
      }
    }
    return [...found].map(([to, metres]) => ({
      from,
      to,
      weight: Math.round(1000 * Math.exp(-((metres / width) ** 2))) / 1000,
    }));
  });
}
