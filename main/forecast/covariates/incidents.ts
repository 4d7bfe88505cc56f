import type { IncidentRow } from '../../common/rows/surroundings.ts';
import { linksTurned } from '../../../models/series/neighbours.ts';
import type { LinkRows } from '../ports.ts';
import { eachStepWithin, type Grid } from './grid.ts';
import type { PlacePositions } from './whereabouts.ts';

/** Kinds that stand in the way of traffic. */
const onTheRoad: ReadonlySet<string> = new Set(['collision', 'breakdown', 'roadworks', 'closure']);
/** An incident of which nobody says that it is over counts for so long, milliseconds. */
export const longestOpen = 3 * 3_600_000;
/** It is at the nearest place, and at those hardly further away, such as the other carriageway where both are one line. Metres. */
const furthestMetres = 500;
const asNearMetres = 8;
/** Its effect is looked for so many links away. */
const reachLinks = 3;
const leftByEachLink = 0.5;

/** Columns `[place, step]` of the incidents at a place, and of those ahead of and behind its traffic. */
export function incidentColumns(
  grid: Grid,
  incidents: readonly IncidentRow[],
  positions: PlacePositions,
  links: LinkRows,
): ReadonlyMap<string, Float32Array> {
  const places = links.offsets.length - 1;
  const [here, downstream, upstream] = [0, 1, 2].map(() => new Float32Array(places * grid.steps));
  const reversed = linksTurned(links);
  for (const incident of incidents) {
    if (
      !onTheRoad.has(incident.kind) ||
      here === undefined ||
      downstream === undefined ||
      upstream === undefined
    )
      continue;
    const [known, over] = knownOpen(incident);
    if (over <= grid.from) continue;
    const metres = positions.metresTo(incident);
    const nearest = metres.reduce((least, one) => Math.min(least, one), Infinity);
    if (nearest > furthestMetres) continue;
    const at = Array.from(metres.keys()).filter(
      (place) => (metres[place] ?? Infinity) <= nearest + asNearMetres,
    );
    const add = (into: Float32Array, shares: ReadonlyMap<number, number>): void => {
      for (const [place, share] of shares)
        eachStepWithin(grid, known, over, (step) => {
          const cell = place * grid.steps + step;
          into[cell] = (into[cell] ?? 0) + share;
        });
    };
    add(here, new Map(at.map((place) => [place, 1])));
    add(downstream, within(reversed, at));
    add(upstream, within(links, at));
  }
  return new Map(
    Object.entries({
      'incident-here': here,
      'incident-downstream': downstream,
      'incident-upstream': upstream,
    }).flatMap(([name, values]) => (values === undefined ? [] : [[name, values]])),
  );
}

/** From when to when the incident was known and, as far as was known, going on; epoch milliseconds. */
function knownOpen({ startsAt, receivedAt, endsAt, endReceivedAt }: IncidentRow): [from: number, to: number] {
  const lapses = Math.max(startsAt + longestOpen, receivedAt);
  const told = endsAt === null ? Infinity : (endReceivedAt ?? endsAt);
  return [Math.max(startsAt, receivedAt), told > lapses ? lapses : Math.max(endsAt ?? -Infinity, told)];
}

/** The places up to `reachLinks` links away, with what is left of an effect there. */
function within({ offsets, targets }: LinkRows, from: readonly number[]): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  const seen = new Set(from);
  let edge = [...from];
  for (let link = 1; link <= reachLinks; link++) {
    const next: number[] = [];
    for (const place of edge)
      for (let index = offsets[place] ?? 0; index < (offsets[place + 1] ?? 0); index++) {
        const other = targets[index] ?? -1;
        if (seen.has(other)) continue;
        seen.add(other);
        found.set(other, leftByEachLink ** link);
        next.push(other);
      }
    edge = next;
  }
  return found;
}
