import { type CauseEffects } from '../traffic/effects-of-causes.ts';
import { intervalMilliseconds } from '../traffic/simulator.ts';
import { type Traffic } from '../traffic/simulate.ts';
import { copyOf } from '../traffic/state.ts';
import { readSpeeds, type ReferenceRun } from './reference-run.ts';

/** How a run that took another way differs from its reference, interval by interval. */
export interface Branch {
  /** Step of the first row. */
  readonly first: number;
  /** Speeds of the other run less those of the reference, km/h, one row of detectors for each interval. */
  readonly differences: readonly Float32Array[];
}

/** Below this difference, km/h, and for so many intervals in a row, two runs are one again. */
const sameSpeed = 0.1;
const sameIntervals = 6;
/** A difference that has not died out after this long is cut off. */
const longestAfter = 10 * 3_600_000;

/**
 * Runs again from a kept state with other causes, until what they do differently is over and has died out.
 *
 * @param from instant of a kept state
 * @param until from when on the causes of both runs are the same
 */
export function runBranch(
  traffic: Traffic,
  reference: ReferenceRun,
  causes: readonly CauseEffects[],
  from: number,
  until: number,
): Branch {
  const { simulator, start, steps, posts } = traffic;
  const kept = reference.states.get(from);
  if (kept === undefined) throw new RangeError(`no state was kept at ${from}`);
  const state = copyOf(kept);
  const circumstances = { ...traffic.circumstances, causes };
  const first = (from - start) / intervalMilliseconds;
  const differences: Float32Array[] = [];
  let quiet = 0;
  for (let step = first; step < steps && state.at < until + longestAfter; step++) {
    simulator.advance(state, circumstances);
    const row = new Float32Array(posts.length);
    readSpeeds(traffic, row);
    let most = 0;
    for (let detector = 0; detector < row.length; detector++) {
      const difference = (row[detector] ?? 0) - (reference.speeds[step * row.length + detector] ?? 0);
      row[detector] = difference;
      most = Math.max(most, Math.abs(difference));
    }
    differences.push(row);
    quiet = most < sameSpeed ? quiet + 1 : 0;
    if (state.at >= until && quiet >= sameIntervals) break;
  }
  return { first, differences };
}

/** The difference at a step and a detector; 0 outside of what was run. */
export function differenceAt({ first, differences }: Branch, step: number, detector: number): number {
  return differences[step - first]?.[detector] ?? 0;
}

/** First step after those of a branch. */
export function endOf({ first, differences }: Branch): number {
  return first + differences.length;
}
