import { covariateKinds, covariateNames } from '../../main/common/covariates.ts';
import type { GroupId } from '../model.ts';
import type { FilledWindow } from '../series/fill.ts';
import { bridgeGaps } from '../series/fill.ts';
import type { Covariate } from '../series/series.ts';
import type { SameTime } from '../series/window.ts';

/** What a model was told of some places of a window at another origin: a real situation that the present one is compared with. */
export interface Situation {
  /** Tells local days apart: what is measured on one day is much alike. */
  readonly day: number;
  /** Positions in the window, in the order of the arrays. */
  readonly places: Uint32Array;
  /** `[place, history step]`, NaN = missing. */
  readonly history: Float32Array;
  /** `[place, horizon step]` */
  readonly sameTime: readonly SameTime[];
  /** `[place, history step]`, or `[history step]` where it is the same everywhere. */
  readonly covariates: readonly Covariate[];
}

/** What inputs of a window are before they get their real values; all of one moment, so that they belong together. */
export interface Others {
  readonly day: number;
  /** `[place, history step]`, without gaps where anything is known of a place. */
  readonly history: Float32Array;
  readonly sameTime: readonly SameTime[];
  /** Values of a covariate of the window. */
  readonly covariate: (covariate: Covariate) => Float32Array;
}

/** Everything at its usual, and nothing out of the ordinary. */
export function usualOthers({ window, usualHistory, usualHorizon }: FilledWindow): Others {
  return {
    day: 0,
    history: usualHistory,
    sameTime: window.sameTime.map((column) => ({ ...column, values: usualHorizon })),
    covariate: ({ values }) => values.map((value) => (Number.isNaN(value) ? NaN : 0)),
  };
}

/**
 * A situation along a window of some places of the one that it is told of. Where it says nothing, it is as usual; what is not known now
 * is not known then.
 * @param places position in the whole window of each place of the window
 */
export function othersOf(filled: FilledWindow, situation: Situation, places: readonly number[]): Others {
  const { historySteps, horizonSteps } = filled.window;
  const rowOf = new Map(Array.from(situation.places, (place, row) => [place, row]));
  const usual = usualOthers(filled);
  const along = (into: Float32Array, values: Float32Array, steps: number): Float32Array => {
    const out = into.slice();
    places.forEach((whole, place) => {
      const row = rowOf.get(whole);
      const known = row === undefined ? undefined : values.slice(row * steps, (row + 1) * steps);
      if (known === undefined || known.length !== steps) return;
      bridgeGaps(known);
      if (!Number.isNaN(known[0] ?? NaN)) out.set(known, place * steps);
    });
    return out;
  };
  return {
    day: situation.day,
    history: along(usual.history, situation.history, historySteps),
    sameTime: usual.sameTime.map((column) => {
      const own = situation.sameTime.find(({ daysBefore }) => daysBefore === column.daysBefore);
      return own === undefined
        ? column
        : { ...column, values: along(column.values, own.values, horizonSteps) };
    }),
    covariate: (covariate) => {
      const ordinary = usual.covariate(covariate);
      const own = situation.covariates.find(({ name }) => name === covariate.name);
      if (own === undefined) return ordinary;
      const then = covariate.perPlace ? along(ordinary, own.values, historySteps) : own.values;
      return ordinary.map((value, at) => (Number.isNaN(value) ? NaN : (finite(then[at]) ?? value)));
    },
  };
}

/** The mean of several, each value for itself. */
export function meanOthers(others: readonly Others[]): Others {
  const [first, ...more] = others;
  if (first === undefined) throw new RangeError('no situation to take the mean of');
  if (more.length === 0) return first;
  const mean = (columns: readonly Float32Array[]): Float32Array =>
    (columns[0] ?? new Float32Array(0)).map(
      (_, at) => columns.reduce((sum, values) => sum + (values[at] ?? NaN), 0) / columns.length,
    );
  return {
    day: 0,
    history: mean(others.map(({ history }) => history)),
    sameTime: first.sameTime.map((column, index) => ({
      ...column,
      values: mean(others.map(({ sameTime }) => sameTime[index]?.values ?? column.values)),
    })),
    covariate: (covariate) => mean(others.map((one) => one.covariate(covariate))),
  };
}

/** Under which group a covariate is credited. */
export function groupOfCovariate({ name }: Covariate): GroupId | undefined {
  const kind = covariateNames.find((one) => one === name);
  return kind === undefined ? undefined : covariateKinds[kind].group;
}

function finite(value: number | undefined): number | undefined {
  return value !== undefined && Number.isFinite(value) ? value : undefined;
}
