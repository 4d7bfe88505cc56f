import { type Cause, type City } from '../words.ts';
import { cellAt, type Cells } from './cells.ts';
import { darkJunctions } from './dark-signals.ts';
import { type Network } from './network.ts';
import { type VisitPlan, visitPlan } from './visits.ts';

/** A stretch of road that is narrowed while a cause lasts. */
export interface Restriction {
  readonly cell: number;
  readonly speed: number;
  readonly capacity: number;
}

/** What a cause does to traffic; nothing of it where it is a decoy. */
export interface CauseEffects {
  readonly cause: Cause;
  readonly restrictions: readonly Restriction[];
  /** Junctions whose signals are dark. */
  readonly dark: readonly number[];
  readonly visits: VisitPlan | null;
  readonly rains: boolean;
  readonly isFoggy: boolean;
  /** From when to when it acts on its own; what it leaves behind lasts longer. */
  readonly startsAt: number;
  readonly endsAt: number;
}

/**
 * Exhibit 10-17 of the Highway Capacity Manual 2010 gives what is left of capacity with some lanes closed: 0.35 with one of two,
 * 0.49 and 0.17 with one and two of three, 0.58 and 0.25 with one and two of four. The power meets them within 0.05, but for
 * two of four.
 */
const collisionPower = 1.65;
/** A stopped vehicle beside the lanes leaves 0.81 to 0.99 (same exhibit). */
const besideLanes = 0.92;
/** An open lane beside roadworks carries about four fifths of what it carried. */
const roadworksLane = 0.8;

export function effectsOfCause(city: City, network: Network, cells: Cells, cause: Cause): CauseEffects {
  const none = { restrictions: [], dark: [], visits: null, rains: false, isFoggy: false };
  const { startsAt, endsAt } = cause;
  const base: CauseEffects = { cause, ...none, startsAt, endsAt };
  if (cause.decoy !== null) return base;
  switch (cause.kind) {
    case 'rain':
      return { ...base, rains: true };
    case 'fog':
      return { ...base, isFoggy: true };
    case 'collision':
      return {
        ...base,
        restrictions: restrictionOf(
          city,
          network,
          cells,
          cause,
          0.7,
          Math.min(besideLanes, (1 - cause.size) ** collisionPower),
        ),
      };
    case 'roadworks':
      return {
        ...base,
        restrictions: restrictionOf(city, network, cells, cause, 0.75, (1 - cause.size) * roadworksLane),
      };
    case 'event': {
      const visits = visitPlan(cause);
      return visits === null
        ? base
        : { ...base, visits, startsAt: visits.firstArrivalAt, endsAt: visits.lastDepartureAt };
    }
    case 'outage':
      return { ...base, dark: darkJunctions(city, network, cause) };
    case 'heat':
      return base;
  }
}

function restrictionOf(
  city: City,
  network: Network,
  cells: Cells,
  cause: Cause,
  speed: number,
  capacity: number,
): readonly Restriction[] {
  if (cause.at.kind !== 'road') return [];
  const road = city.roads[cause.at.road];
  const link = network.linkOf[cause.at.road] ?? -1;
  if (road === undefined || link < 0) return [];
  return [{ cell: cellAt(cells, link, cause.at.atMetres, road.lengthMetres), speed, capacity }];
}
