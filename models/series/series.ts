import { knownBetween, type KnownAhead } from './known-ahead.ts';

/** What a link set says. Only `road` has a direction that traffic follows. */
export type LinkType = 'road' | 'similarity' | 'feeder-tree' | 'adjacency';

/**
 * A link set over the places of a window, as compressed sparse rows: the neighbours of place `p` are
 * `targets[offsets[p] .. offsets[p + 1])` with the same range of `weights`. Indices are positions in `places`.
 * Links of a place to itself may be present; models leave them out. No links at all: `noLinks(places)`.
 */
export interface Links {
  readonly type: LinkType;
  readonly offsets: Uint32Array;
  readonly targets: Uint32Array;
  readonly weights: Float32Array;
}

/**
 * The clock of consecutive steps in the workspace's zone. It is handed in because models know nothing of zones.
 * `minuteOfDay` 0 to 1439 at the start of the step, `dayOfWeek` 0 = Monday to 6 = Sunday.
 */
export interface Calendar {
  readonly minuteOfDay: Uint16Array;
  readonly dayOfWeek: Uint8Array;
}

/**
 * A series beside the forecast one, such as weather or events: `[place, step]`, or `[step]` where it is the same everywhere. Each value
 * is what was known at the end of its step, so that a window may take it as it is. The names are those of `main/common/covariates.ts`.
 */
export interface Covariate {
  readonly name: string;
  readonly perPlace: boolean;
  readonly values: Float32Array;
}

/**
 * What is said of each place and does not change with time: a number, or the position of a class; NaN = unknown. The names are those of
 * `main/common/place-attributes.ts`.
 */
export interface PlaceAttribute {
  readonly name: string;
  /** `[place]` */
  readonly values: Float32Array;
}

/**
 * One metric on a regular grid, to train and evaluate on. NaN is missing; the caller also writes NaN where a value must
 * not be learned from (an action was taken, or it was received after the cut-off).
 */
export interface Series {
  /** Place ids, in the order of all arrays. */
  readonly places: readonly string[];
  /** Epoch milliseconds of the first step's start. */
  readonly start: number;
  readonly stepSeconds: number;
  readonly steps: number;
  /** `[place, step]`, in any one unit. */
  readonly values: Float32Array;
  /** One entry a step. */
  readonly calendar: Calendar;
  readonly links: Links;
  readonly covariates: readonly Covariate[];
  /** Left out: nothing was known of what lay ahead. */
  readonly knownAhead?: readonly KnownAhead[] | undefined;
  /** Left out: nothing is said of any place. */
  readonly attributes?: readonly PlaceAttribute[] | undefined;
}

/** A link set without links. */
export function noLinks(placeCount: number, type: LinkType = 'adjacency'): Links {
  return {
    type,
    offsets: new Uint32Array(placeCount + 1),
    targets: new Uint32Array(0),
    weights: new Float32Array(0),
  };
}

/** The same links from a list of `[from, to, weight]` over place positions; several of one pair are kept. */
export function linksFromEdges(
  placeCount: number,
  edges: readonly (readonly [from: number, to: number, weight: number])[],
  type: LinkType = 'adjacency',
): Links {
  const ordered = [...edges].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const offsets = new Uint32Array(placeCount + 1);
  for (const [from] of ordered) offsets[from + 1] = (offsets[from + 1] ?? 0) + 1;
  for (let place = 0; place < placeCount; place++) {
    offsets[place + 1] = (offsets[place + 1] ?? 0) + (offsets[place] ?? 0);
  }
  return {
    type,
    offsets,
    targets: Uint32Array.from(ordered, (edge) => edge[1]),
    weights: Float32Array.from(ordered, (edge) => edge[2]),
  };
}

/** The steps before `end` of a series (arrays are copied). */
export function seriesUntil(series: Series, end: number): Series {
  return seriesBetween(series, 0, end);
}

/** The steps from `from` to before `end` of a series (arrays are copied). */
export function seriesBetween(series: Series, from: number, end: number): Series {
  const cut = (values: Float32Array, rows: number): Float32Array => {
    const out = new Float32Array(rows * (end - from));
    for (let row = 0; row < rows; row++) {
      out.set(values.subarray(row * series.steps + from, row * series.steps + end), row * (end - from));
    }
    return out;
  };
  return {
    ...series,
    start: series.start + from * series.stepSeconds * 1000,
    steps: end - from,
    values: cut(series.values, series.places.length),
    calendar: {
      minuteOfDay: series.calendar.minuteOfDay.slice(from, end),
      dayOfWeek: series.calendar.dayOfWeek.slice(from, end),
    },
    covariates: series.covariates.map((covariate) => ({
      ...covariate,
      values: cut(covariate.values, covariate.perPlace ? series.places.length : 1),
    })),
    knownAhead: series.knownAhead?.map((known) => knownBetween(known, from, end)),
  };
}
