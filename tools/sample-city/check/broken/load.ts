import { streamOf } from '../../random.ts';
import type { Grid, World } from '../../words.ts';
import { meanOf } from '../measures/order.ts';
import { clockOf } from '../study/clock.ts';
import type { Broken } from './broken.ts';

function withLoad(world: World, change: (feeders: Grid, feeder: number, step: number) => number): World {
  const { feeders } = world.energy;
  const values = feeders.values.map((_, index) =>
    change(feeders, Math.floor(index / feeders.steps), index % feeders.steps),
  );
  return { ...world, energy: { ...world.energy, feeders: { ...feeders, values } } };
}

const valueAt = ({ values, steps }: Grid, feeder: number, step: number) =>
  values[feeder * steps + Math.max(0, Math.min(steps - 1, step))] ?? Number.NaN;

const noTemperature: Broken = {
  name: 'load knows no temperature: each day uses as much as any other of its kind',
  fails: ['load-heating', 'load-cooling'],
  change: (world) => {
    const { feeders } = world.energy;
    const clock = clockOf(world.calendar, feeders);
    const sums = new Map<string, number[]>();
    const keyOf = (feeder: number, step: number, ofDay: boolean) =>
      `${feeder} ${ofDay ? (clock.day[step] ?? 0) : `kind ${clock.isWorkday[step] ?? 0}`}`;
    feeders.values.forEach((value, index) => {
      for (const ofDay of [true, false]) {
        const key = keyOf(Math.floor(index / feeders.steps), index % feeders.steps, ofDay);
        const known = sums.get(key) ?? [];
        sums.set(key, known);
        known.push(value);
      }
    });
    const means = new Map([...sums].map(([key, values]) => [key, meanOf(values)]));
    return withLoad(
      world,
      (grid, feeder, step) =>
        (valueAt(grid, feeder, step) * (means.get(keyOf(feeder, step, false)) ?? Number.NaN)) /
        (means.get(keyOf(feeder, step, true)) ?? Number.NaN),
    );
  },
};

const otherClimate: Broken = {
  name: 'the weather is that of a city 12 degrees warmer',
  fails: ['load-turn'],
  change: (world) => ({
    ...world,
    weather: {
      ...world.weather,
      hours: world.weather.hours.map((hour) => ({
        ...hour,
        temperatureCelsius: hour.temperatureCelsius + 12,
      })),
    },
  }),
};

const flatDay: Broken = {
  name: 'load is the same at all hours',
  fails: ['load-day'],
  change: (world) =>
    withLoad(world, (grid, feeder, step) =>
      meanOf(Array.from({ length: 24 }, (_, hour) => valueAt(grid, feeder, step - 12 + hour))),
    ),
};

const hoursShuffled: Broken = {
  name: 'the hours of each day come in another order',
  fails: ['load-repeats-daily'],
  change: (world) => {
    const random = streamOf(1, 'hours shuffled');
    const orders = Array.from({ length: Math.ceil(world.energy.feeders.steps / 24) }, () =>
      random.shuffle(Uint32Array.from({ length: 24 }, (_, hour) => hour)),
    );
    return withLoad(world, (grid, feeder, step) => {
      const day = Math.floor(step / 24);
      return valueAt(grid, feeder, day * 24 + (orders[day]?.[step % 24] ?? 0));
    });
  },
};

const noWeek: Broken = {
  name: 'days off use what working days use',
  fails: ['load-week'],
  change: (world) => {
    const clock = clockOf(world.calendar, world.energy.feeders);
    return withLoad(world, (grid, feeder, step) => {
      let other = step;
      while (other >= 24 && clock.isWorkday[other] === 0) other -= 24;
      while (other < grid.steps - 24 && clock.isWorkday[other] === 0) other += 24;
      return valueAt(grid, feeder, other);
    });
  },
};

export const brokenLoad: readonly Broken[] = [noTemperature, otherClimate, flatDay, hoursShuffled, noWeek];
