import { streamOf } from '../../random.ts';
import type { World } from '../../words.ts';
import { clockOf } from '../study/clock.ts';
import { freeSpeeds } from '../measures/slowness.ts';
import type { Broken } from './broken.ts';
import { withReadings, withSteps } from './readings.ts';

const seed = 1;

function freeAt(world: World): (detector: number) => number {
  const free = freeSpeeds(world.traffic.speed);
  return (detector) => free[detector] ?? Number.NaN;
}

const neverCongested: Broken = {
  name: 'nothing ever jams',
  fails: ['congested-branch-occupied', 'congested-branch-falls', 'queue-wave-strength'],
  change: (world) => {
    const free = freeAt(world);
    return withReadings(world, (detector, _, reading) => ({
      ...reading,
      speed: reading.speed < 0.7 * free(detector) ? 0.9 * free(detector) : reading.speed,
    }));
  },
};

const flowRegardless: Broken = {
  name: 'in a jam as many vehicles pass as ever',
  fails: ['congested-branch-falls'],
  change: (world) => {
    const random = streamOf(seed, 'flow regardless');
    const free = freeAt(world);
    return withReadings(world, (detector, _, reading) => ({
      ...reading,
      flow: reading.speed < 0.7 * free(detector) ? 12 * random.below(500) : reading.flow,
    }));
  },
};

const slowedByEach: Broken = {
  name: 'each vehicle slows all others down',
  fails: ['free-branch-flat'],
  change: (world) =>
    withReadings(world, (detector, _, reading) => {
      const lanes = world.city.roads[world.city.detectors[detector]?.road ?? -1]?.lanes ?? 1;
      return { ...reading, speed: reading.speed * (1 - (0.4 * reading.flow) / lanes / 2000) };
    }),
};

const boundlessRoads: Broken = {
  name: 'roads carry what they cannot',
  fails: ['capacity'],
  change: (world) => withReadings(world, (_, __, reading) => ({ ...reading, flow: 1.7 * reading.flow })),
};

const anyHour: Broken = {
  name: 'days begin at any hour, everywhere at another',
  fails: ['rush-hours', 'rush-hours-flow'],
  change: (world) => {
    const random = streamOf(seed, 'any hour');
    const { steps, stepSeconds } = world.traffic.speed;
    const perDay = 86_400 / stepSeconds;
    const shifts = world.city.detectors.map(() =>
      Array.from({ length: Math.ceil(steps / perDay) }, () => random.below(perDay)),
    );
    return withSteps(world, (detector, step) => {
      const day = Math.floor(step / perDay);
      return Math.min(steps - 1, day * perDay + ((step + (shifts[detector]?.[day] ?? 0)) % perDay));
    });
  },
};

const noWeekend: Broken = {
  name: 'there is no weekend',
  fails: ['weekend'],
  change: (world) => {
    const { speed } = world.traffic;
    const clock = clockOf(world.calendar, speed);
    const perDay = 86_400 / speed.stepSeconds;
    return withSteps(world, (_, step) => {
      for (let other = step; other < speed.steps; other += perDay)
        if (clock.isWorkday[other] === 1) return other;
      for (let other = step; other >= 0; other -= perDay) if (clock.isWorkday[other] === 1) return other;
      return step;
    });
  },
};

const noCoupling: Broken = {
  name: 'no coupling: each detector has its days in an order of its own',
  fails: [
    'neighbours-correlate',
    'trouble-moves-upstream',
    'queue-wave-strength',
    'free-wave-speed',
    'collision-delay-grows',
    'collision-delay-clears',
  ],
  change: (world) => {
    const { steps, stepSeconds } = world.traffic.speed;
    const perDay = 86_400 / stepSeconds;
    const days = Math.floor(steps / perDay);
    const orders = world.city.detectors.map((_, detector) =>
      streamOf(seed, 'no coupling', detector).shuffle(Uint32Array.from({ length: days }, (__, day) => day)),
    );
    return withSteps(world, (detector, step) => {
      const day = Math.floor(step / perDay);
      return (orders[detector]?.[day] ?? day) * perDay + (step % perDay);
    });
  },
};

const oneMood: Broken = {
  name: 'the whole city speeds up and slows down as one',
  fails: ['correlation-falls'],
  change: (world) => {
    const free = freeAt(world);
    const first = world.city.detectors.findIndex(
      ({ road }) => world.city.roads[road]?.roadClass === 'motorway',
    );
    const { steps, values } = world.traffic.speed;
    return withReadings(world, (detector, step, reading) => ({
      ...reading,
      speed: ((values[first * steps + step] ?? Number.NaN) / free(first)) * free(detector),
    }));
  },
};

const backwards: Broken = {
  name: 'time runs backwards: queues travel downstream',
  fails: ['trouble-moves-upstream', 'queue-wave-strength', 'free-wave-speed'],
  change: (world) => withSteps(world, (_, step) => world.traffic.speed.steps - 1 - step),
};

const longRoads: Broken = {
  name: 'the roads are three times as long as the traffic on them takes them for',
  fails: ['queue-wave-speed', 'free-wave-speed'],
  change: (world) => ({
    ...world,
    city: {
      ...world.city,
      roads: world.city.roads.map((road) => ({ ...road, lengthMetres: 3 * road.lengthMetres })),
      detectors: world.city.detectors.map((detector) => ({ ...detector, atMetres: 3 * detector.atMetres })),
    },
  }),
};

export const brokenTraffic: readonly Broken[] = [
  neverCongested,
  flowRegardless,
  slowedByEach,
  boundlessRoads,
  anyHour,
  noWeekend,
  noCoupling,
  oneMood,
  backwards,
  longRoads,
];
