import { type CauseEffects } from '../traffic/effects-of-causes.ts';
import { intervalMilliseconds } from '../traffic/simulator.ts';
import { freeSpeedOf, type Traffic, warmedUp } from '../traffic/simulate.ts';
import { copyOf, type State } from '../traffic/state.ts';
import { speedAt } from '../traffic/traffic-truth.ts';

/** A whole run with some causes: speeds at all detectors, and states from which it can be run again otherwise. */
export interface ReferenceRun {
  /** `speeds[step * detectors + detector]`, km/h. */
  readonly speeds: Float32Array;
  /** States by their instants. */
  readonly states: ReadonlyMap<number, State>;
}

/** The interval in which a cause begins to act, not before the start of what is kept. */
export function branchingPoint({ start }: Traffic, { startsAt }: CauseEffects): number {
  return Math.max(start, Math.floor(startsAt / intervalMilliseconds) * intervalMilliseconds);
}

/**
 * @param causes what happens in it
 * @param keepAt instants whose states are kept
 */
export function runReference(
  traffic: Traffic,
  causes: readonly CauseEffects[],
  keepAt: ReadonlySet<number>,
): ReferenceRun {
  const circumstances = { ...traffic.circumstances, causes };
  const state = warmedUp({ ...traffic, circumstances });
  const detectors = traffic.posts.length;
  const speeds = new Float32Array(detectors * traffic.steps);
  const states = new Map<number, State>();
  for (let step = 0; step < traffic.steps; step++) {
    if (keepAt.has(state.at)) states.set(state.at, copyOf(state));
    traffic.simulator.advance(state, circumstances);
    readSpeeds(traffic, speeds.subarray(step * detectors, (step + 1) * detectors));
  }
  return { speeds, states };
}

/** Speeds of the last interval at all detectors. */
export function readSpeeds({ simulator, posts }: Traffic, into: Float32Array): void {
  for (const [detector, post] of posts.entries())
    into[detector] = speedAt(post, simulator.passed, freeSpeedOf(simulator, post));
}
