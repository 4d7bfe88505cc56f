import type { Cause } from '../../words.ts';
import { meanOf } from '../measures/order.ts';
import { downstreamOf } from './along-roads.ts';
import type { Study } from './study.ts';

/** Unusual delay upstream of collisions, vehicle hours per km and hour, means over collisions and detectors. */
export interface CollisionDelay {
  readonly collisions: number;
  readonly firstHalf: number;
  readonly secondHalf: number;
  /** The worst seventh of the time from the start to half an hour after the end, and its standard error. */
  readonly peak: number;
  readonly error: number;
  /** From two to two and a half hours after the end. */
  readonly later: number;
}

const minute = 60_000;

/** Follows the collisions on motorways that close at least three tenths of the lanes for half an hour or more. */
export function delayAroundCollisions(study: Study): CollisionDelay {
  return study.once('delay around collisions', () => {
    const delay = unusualDelay(study);
    const followed = study.world.causes.flatMap((cause) => {
      const detectors = isFollowed(study, cause) ? upstreamOf(study, cause) : [];
      return detectors.length === 0 ? [] : [{ cause, detectors }];
    });
    const delays = (window: (cause: Cause) => Window): number[] =>
      followed
        .map(({ cause, detectors }) => meanWithin(study, delay, detectors, window(cause)))
        .filter(Number.isFinite);
    const parts = Array.from({ length: 7 }, (_, part) =>
      delays(({ startsAt, endsAt }) => {
        const length = (endsAt + 30 * minute - startsAt) / 7;
        return { from: startsAt + part * length, to: startsAt + (part + 1) * length };
      }),
    );
    const worst = parts.reduce((one, other) => (meanOf(other) > meanOf(one) ? other : one));
    const middle = ({ startsAt, endsAt }: Cause) => (startsAt + endsAt) / 2;
    return {
      collisions: followed.length,
      firstHalf: meanOf(delays((cause) => ({ from: cause.startsAt, to: middle(cause) }))),
      secondHalf: meanOf(delays((cause) => ({ from: middle(cause), to: cause.endsAt }))),
      peak: meanOf(worst),
      error: standardError(worst),
      later: meanOf(delays(({ endsAt }) => ({ from: endsAt + 120 * minute, to: endsAt + 150 * minute }))),
    };
  });
}

/** Epoch milliseconds. */
interface Window {
  readonly from: number;
  readonly to: number;
}

function meanWithin(
  study: Study,
  delay: Float32Array,
  detectors: readonly number[],
  { from, to }: Window,
): number {
  const { start, stepSeconds, steps } = study.world.traffic.speed;
  const stepOf = (at: number) => Math.max(0, Math.min(steps, Math.round((at - start) / stepSeconds / 1000)));
  return meanOf(
    detectors.flatMap((detector) => [
      ...delay.subarray(detector * steps + stepOf(from), detector * steps + stepOf(to)),
    ]),
  );
}

function standardError(values: readonly number[]): number {
  const mean = meanOf(values);
  return Math.sqrt(meanOf(values.map((value) => (value - mean) ** 2)) / (values.length - 1));
}

function isFollowed(study: Study, { kind, decoy, at, size, startsAt, endsAt }: Cause): boolean {
  const { start, stepSeconds, steps } = study.world.traffic.speed;
  return (
    kind === 'collision' &&
    decoy === null &&
    at.kind === 'road' &&
    study.world.city.roads[at.road]?.roadClass === 'motorway' &&
    size >= 0.3 &&
    endsAt - startsAt >= 30 * minute &&
    startsAt >= start &&
    endsAt + 150 * minute <= start + steps * stepSeconds * 1000
  );
}

function upstreamOf(study: Study, { at }: Cause): number[] {
  const { city } = study.world;
  if (at.kind !== 'road') return [];
  return study.motorway.filter((detector) => {
    const stand = city.detectors[detector];
    return (
      stand !== undefined && downstreamOf(city, stand, [at], new Set(['motorway'] as const), 5000).size > 0
    );
  });
}

/** Flow times lost hours per km, less its mean at the same time of other days of the kind; `[detector * steps + step]`. */
function unusualDelay(study: Study): Float32Array {
  const { speed, flow } = study.world.traffic;
  const { clock, free } = study;
  const delay = new Float32Array(speed.values.length).fill(Number.NaN);
  for (const detector of study.motorway) {
    const sums = new Float64Array(2 * 1440);
    const counts = new Float64Array(2 * 1440);
    const slotOf = (step: number) => (clock.minuteOfDay[step] ?? 0) + 1440 * (clock.isWorkday[step] ?? 0);
    for (let step = 0; step < speed.steps; step++) {
      const index = detector * speed.steps + step;
      const lost = 1 / Math.max(5, speed.values[index] ?? Number.NaN) - 1 / (free[detector] ?? Number.NaN);
      delay[index] = Math.max(0, lost) * (flow.values[index] ?? Number.NaN);
      if (Number.isNaN(delay[index])) continue;
      const slot = slotOf(step);
      sums[slot] = (sums[slot] ?? 0) + (delay[index] ?? 0);
      counts[slot] = (counts[slot] ?? 0) + 1;
    }
    for (let step = 0; step < speed.steps; step++) {
      const slot = slotOf(step);
      const index = detector * speed.steps + step;
      delay[index] = (delay[index] ?? Number.NaN) - (sums[slot] ?? 0) / (counts[slot] ?? 0);
    }
  }
  return delay;
}
