import { streamOf } from '../../random.ts';
import type { World } from '../../words.ts';
import { freeSpeeds } from '../measures/slowness.ts';
import { downstreamOf, pairsAlong } from '../study/along-roads.ts';
import type { Broken } from './broken.ts';
import { withReadings, withSteps } from './readings.ts';

const motorways = new Set(['motorway'] as const);

const noSpillBack: Broken = {
  name: 'no spill-back: a queue stands where it begins and passes nothing on',
  fails: ['neighbours-correlate', 'trouble-moves-upstream', 'queue-wave-strength'],
  change: (world) => {
    const random = streamOf(1, 'no spill-back');
    const { values, steps, stepSeconds } = world.traffic.speed;
    const free = freeSpeeds(world.traffic.speed);
    const below = downstreamByDetector(world);
    const memory = 1800 / stepSeconds;
    const isSlow = (detector: number, step: number) =>
      (values[detector * steps + step] ?? Number.NaN) < 0.75 * (free[detector] ?? 0);
    const wasSlow = (detector: number, step: number) => {
      for (let before = Math.max(0, step - memory); before <= step; before++)
        if (isSlow(detector, before)) return true;
      return false;
    };
    return withReadings(world, (detector, step, reading) => {
      if (!isSlow(detector, step)) return reading;
      if (!below.get(detector)?.some((other) => wasSlow(other, step))) return reading;
      const speed = (free[detector] ?? Number.NaN) * (1 + 0.02 * random.normal());
      return { ...reading, speed, occupancy: (reading.occupancy * reading.speed) / speed };
    });
  },
};

/** The detectors down the motorway from each, within 5 km. */
function downstreamByDetector(world: World): Map<number, number[]> {
  const below = new Map<number, number[]>();
  for (const { up, down } of pairsAlong(world.city, motorways, 5000))
    below.set(up, [...(below.get(up) ?? []), down]);
  return below;
}

const collisionsElsewhere: Broken = {
  name: 'collisions do nothing: their log is of other hours',
  fails: ['collision-delay-grows', 'collision-delay-clears'],
  change: (world) => {
    const random = streamOf(1, 'collisions elsewhere');
    const { start, steps, stepSeconds } = world.traffic.speed;
    const causes = world.causes.map((cause) => {
      if (cause.kind !== 'collision') return cause;
      const startsAt = start + random.below(steps - 72) * stepSeconds * 1000;
      return { ...cause, startsAt, endsAt: startsAt + cause.endsAt - cause.startsAt };
    });
    return { ...world, causes };
  },
};

const neverCleared: Broken = {
  name: 'the queue of a collision stays for four hours more',
  fails: ['collision-delay-clears'],
  change: (world) => {
    const { start, steps, stepSeconds } = world.traffic.speed;
    const held = new Map<string, number>();
    for (const { kind, at, endsAt } of world.causes) {
      if (kind !== 'collision' || at.kind !== 'road') continue;
      const end = Math.round((endsAt - start) / stepSeconds / 1000) - 1;
      world.city.detectors.forEach((stand, detector) => {
        if (downstreamOf(world.city, stand, [at], motorways, 5000).size === 0) return;
        for (let step = end; step < Math.min(steps, end + 14_400 / stepSeconds); step++)
          held.set(`${detector} ${step}`, end);
      });
    }
    return withSteps(world, (detector, step) => held.get(`${detector} ${step}`) ?? step);
  },
};

export const brokenQueues: readonly Broken[] = [noSpillBack, collisionsElsewhere, neverCleared];
