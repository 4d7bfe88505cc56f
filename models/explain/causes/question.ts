import type { Point, RoadMap } from './road-map.ts';

/** How far places were from their usual before a cut-off, as shares of it: -0.4 where 40 % slower. */
export interface RecentDeviations {
  /** `[place, step]`, the last step ends at `asOf`; NaN where nothing was measured or nothing is usual. */
  readonly values: Float32Array;
  readonly steps: number;
  readonly stepMinutes: number;
  readonly asOf: number;
}

/** What is asked: why a place departs from its usual at a time. Instants are epoch milliseconds. */
export interface CauseQuestion {
  /** Position of the place. */
  readonly place: number;
  readonly targetAt: number;
  /** The value at the target less its usual, as a share of the usual. */
  readonly deviation: number;
  /** Root mean square distance of readings from the usual at this hour, as a share of the usual. */
  readonly spread: number;
  readonly recent: RecentDeviations;
  readonly roads: RoadMap;
}

/** Something on the road, as it was known at the cut-off. */
export interface LoggedOnRoad {
  readonly kind: 'collision' | 'breakdown' | 'roadworks' | 'closure';
  readonly key: string;
  readonly point: Point;
  readonly startsAt: number;
  /** Null while nobody has said that it is over. */
  readonly endsAt: number | null;
}

/** A part of the city without power, told where the grid has its fault or its customers are: signals around it may be dark. */
export interface LoggedOutage {
  readonly kind: 'outage';
  readonly key: string;
  readonly point: Point;
  readonly startsAt: number;
  /** Null while nobody has said that it is over. */
  readonly endsAt: number | null;
}

export interface LoggedEvent {
  readonly kind: 'event';
  readonly key: string;
  readonly point: Point;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly visitors: number | null;
}

/** Weather over the whole city, as it was known at the cut-off to be at the target and in the hour before. */
export interface LoggedWeather {
  readonly kind: 'rain' | 'fog';
  readonly key: string;
  readonly startsAt: number;
  /** mm/h of rain; metres of visibility that fog takes from 1,000. */
  readonly strength: number;
}

export type LoggedCause = LoggedOnRoad | LoggedOutage | LoggedEvent | LoggedWeather;
