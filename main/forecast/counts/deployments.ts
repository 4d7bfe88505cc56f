import type { ActionRow } from '../../common/rows/actions.ts';
import { keptShares, visitProbabilities } from '../../../models/safety/responsible/feedback-control.ts';
import type { PlaceList } from '../ports.ts';
import { hexagons } from './cell-grid.ts';
import type { KeptShare } from './learned-incidents.ts';
import type { PeriodClock } from './period-clock.ts';

const dayMilliseconds = 86_400_000;

/** Days and cells with a logged deployment of officers. */
export interface Deployments {
  readonly days: number;
  /** Days with a deployment, by cell. */
  readonly visits: ReadonlyMap<string, number>;
}

/** Counts the days on which officers were logged to be deployed in a cell, until an instant. */
export function deploymentsOf(
  actions: readonly ActionRow[],
  { columns }: Pick<PlaceList, 'columns'>,
  clock: PeriodClock,
  until: number,
): Deployments {
  const daysByCell = new Map<string, Set<number>>();
  for (const { kind, placeId, from, until: end, takenBack } of actions) {
    if (kind !== 'patrol' || placeId === null || takenBack !== null || from >= until) continue;
    const row = columns.place.indexOf(placeId);
    const position = { latitude: columns.latitude[row] ?? NaN, longitude: columns.longitude[row] ?? NaN };
    if (!Number.isFinite(position.latitude + position.longitude)) continue;
    const cell = hexagons.cellOf(position);
    const days = daysByCell.get(cell) ?? new Set<number>();
    daysByCell.set(cell, days);
    for (let at = from; at < Math.min(end ?? until, until); at += dayMilliseconds)
      days.add(Math.floor(clock.at(at) / clock.periodsPerDay));
  }
  const visits = new Map([...daysByCell].map(([cell, days]) => [cell, days.size]));
  return { visits, days: Math.floor(clock.at(until) / clock.periodsPerDay) };
}

/**
 * How likely what officers found is kept, by how often they were there. Without any deployment nobody knows how often: nothing is kept.
 */
export function keptByDeployments({ visits, days }: Deployments): KeptShare | undefined {
  if (visits.size === 0) return undefined;
  const cells = [...visits.keys()];
  // One more stands for all cells that nobody was sent to.
  const shares = keptShares(visitProbabilities([...cells.map((cell) => visits.get(cell) ?? 0), 0], days));
  const shareOf = new Map(cells.map((cell, index) => [cell, shares[index] ?? 0]));
  const elsewhere = shares[cells.length] ?? 0;
  return (position) => shareOf.get(hexagons.cellOf(position)) ?? elsewhere;
}
