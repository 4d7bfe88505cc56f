import type { GroupId } from '../model.ts';

/** One line below a contribution. Values are in the unit of the forecast and add up to the contribution. */
export type ContributionDetail =
  /** `stepsBefore` 0 = the last step before the origin. */
  | {
      readonly kind: 'lag';
      readonly stepsBefore: number;
      readonly observed: number;
      readonly usual: number;
      readonly value: number;
    }
  | {
      readonly kind: 'neighbour';
      readonly place: number;
      /** Its share in the mean of the neighbours; 0 further than one link away. */
      readonly weight: number;
      readonly value: number;
      /** The step of its history that counts most for `value`, as for a lag; left out where steps are not told apart. */
      readonly stepsBefore?: number | undefined;
    }
  /** The values at the target time so many days earlier. */
  | { readonly kind: 'day'; readonly daysBefore: number; readonly value: number }
  /** What the other parts leave of the contribution. */
  | { readonly kind: 'rest'; readonly value: number }
  /** The exact time of day against the half hours around it. */
  | { readonly kind: 'time-of-day'; readonly value: number }
  /** What the model expects in a usual situation, beyond the usual itself. */
  | { readonly kind: 'model-offset'; readonly value: number };

/** `limits`: the forecast was kept within the range of values seen in training. */
export interface Contribution {
  readonly group: GroupId | 'limits';
  readonly value: number;
  readonly details: readonly ContributionDetail[];
}

/**
 * Start value + contributions = forecast. `exact-linear`: the parts are the model's own terms. `ordered-replacement`:
 * asymmetric Shapley values over groups in their declared order (Frye, Rowat and Feige 2020), each the mean change of the
 * forecast when the values that a group has in situations like the present one give way to the real ones; inside a group, integrated gradients along that change where the model
 * has a derivative, else Shapley values again.
 */
export interface Explanation {
  readonly method: 'exact-linear' | 'ordered-replacement';
  /** Position of the place in the window. */
  readonly place: number;
  /** Horizon step, 0 = first. */
  readonly step: number;
  /** The usual of the place at the target time. */
  readonly startValue: number;
  /** In the declared order of the groups; `limits` last. */
  readonly contributions: readonly Contribution[];
  /** The mean forecast. */
  readonly forecast: number;
  readonly background: Background;
  /** The real situations whose inputs stood in for those of now; left out where it was compared with what is usual. */
  readonly compared?: Compared | undefined;
}

/** Real situations that a forecast was compared with. */
export interface Compared {
  readonly situations: number;
  /** Of the mean forecast over them, by days, as those of one day are much alike; NaN where unknown. */
  readonly standardError: number;
  /** False: they were too few, and inputs at their usual stood in for them. */
  readonly isUsed: boolean;
}

/** The situations the start value is the mean of. */
export interface Background {
  /** How many readings of this place went into it. */
  readonly situations: number;
  /**
   * Standard deviation of those readings over the square root of the number of days that they come from, as readings of one half hour
   * are much alike; NaN where unknown.
   */
  readonly standardError: number;
  readonly dayType: 'all' | 'weekday' | 'weekend';
  /** Readings up to this many minutes before and after the time of day count. */
  readonly halfWidthMinutes: number;
}
