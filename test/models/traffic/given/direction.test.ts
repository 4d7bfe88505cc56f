import { expect, describe, it, beforeAll } from 'vitest';
import type { TrainedModel } from '../../../../models/model.ts';
import { forecasterById } from '../../../../models/registry.ts';
import { SeededRandom } from '../../../../main/common/seeded-random.ts';
import { undirected } from '../../../../models/series/neighbours.ts';
import { linksFromEdges, type Series } from '../../../../models/series/series.ts';
import type { Window } from '../../../../models/series/window.ts';
import { givenIn } from '../../../../models/traffic/given/given.ts';
import { expectSound } from '../../expect-forecast.ts';
import { smallCity } from '../../small-city.ts';
import { useWasm } from '../../wasm-backend.ts';
import { givenFeatures, windowOf } from './features.ts';

const both = ['downstream', 'upstream'];
const steps = 60;

/** Two roads, 0 and 1, meet in 2, which goes on to 3 and 4; nothing leads to 5 or away. Place p stands at 10 p, and rises by 1 a step. */
const junction: Series = {
  ...smallCity({ places: 6, days: 2, stepSeconds: 1800 }),
  steps,
  values: Float32Array.from(
    { length: 6 * steps },
    (_, cell) => 10 * Math.floor(cell / steps) + (cell % steps),
  ),
  links: linksFromEdges(
    6,
    [
      [0, 2, 1],
      [1, 2, 3],
      [2, 3, 1],
      [3, 4, 0.5],
    ],
    'road',
  ),
};

interface Told {
  readonly oneLink: number;
  /** Of the place itself, over 1, 3, 6 and 11 steps. */
  readonly changes: readonly number[];
  readonly furtherByTheNext: number;
  readonly flag: number;
}

/** What is told of a place in one direction, above its own last value. */
function told(window: Window, place: number): readonly Told[] {
  const features = givenFeatures(junction, window, both, place);
  expect(features).toHaveLength(2 * 12);
  return [0, 12].map((from) => ({
    oneLink: features[from] ?? NaN,
    changes: features.slice(from + 1, from + 5),
    furtherByTheNext: features[from + 5] ?? NaN,
    flag: features[from + 11] ?? NaN,
  }));
}

describe('what is told of the places downstream and upstream', () => {
  const window = windowOf(junction, 30);

  it('is each by itself, the mean over successors and over predecessors by their weights', () => {
    const [downstream, upstream] = told(window, 2);
    expect(downstream).toMatchObject({ oneLink: 10, changes: [1, 3, 6, 11], furtherByTheNext: 10, flag: 0 });
    expect(upstream).toMatchObject({ oneLink: (-20 - 3 * 10) / 4, changes: [1, 3, 6, 11], flag: 0 });
  });

  it('is nothing, and said to be nothing, where no road leads on or nobody is heard of', () => {
    const [downstream, upstream] = told(window, 4);
    expect(downstream).toEqual({ oneLink: 0, changes: [0, 0, 0, 0], furtherByTheNext: 0, flag: 1 });
    expect(upstream).toMatchObject({ oneLink: -10, furtherByTheNext: -10, flag: 0 });
    expect(told(window, 5).map(({ flag }) => flag)).toEqual([1, 1]);
    const silent = { ...window, history: window.history.slice().fill(NaN, 3 * 12, 4 * 12) };
    expect(told(silent, 2).map(({ flag }) => flag)).toEqual([1, 0]);
  });

  it('leaves a silent place out of a mean', () => {
    const silent = { ...window, history: window.history.slice().fill(NaN, 12, 2 * 12) };
    expect(told(silent, 2)[1]?.oneLink).toBe(-20);
  });

  it('is not known where links have no direction', () => {
    const without = { ...window, links: undirected(window.links) };
    expect(told(without, 2).map(({ flag }) => flag)).toEqual([1, 1]);
    expect(givenIn(junction, both)).toEqual(both);
    expect(givenIn({ ...junction, links: without.links }, both)).toEqual([]);
  });
});

const setting = { stepSeconds: 1800, horizonSteps: 3 };
const network = forecasterById('traffic.network', setting);

/** A road on which slow traffic moves backwards: every place does what the next one downstream did the step before. */
function queues(): Series {
  const city = smallCity({ places: 5, days: 6, stepSeconds: 1800 });
  const random = new SeededRandom(5);
  const source = smallCity({ places: 1, days: 6, stepSeconds: 1800, seed: 5 }).values.map(
    (value) => value - (random.next() < 0.2 ? 30 : 0),
  );
  const { steps: length } = city;
  const values = Float32Array.from({ length: 5 * length }, (_, cell) => {
    const place = Math.floor(cell / length);
    return source[Math.max((cell % length) - (4 - place), 0)] ?? NaN;
  });
  const chain = [0, 1, 2, 3].map((place) => [place, place + 1, 1] as const);
  return { ...city, values, links: linksFromEdges(5, chain, 'road') };
}

describe('a network trained where queues move upstream', () => {
  const city = queues();
  let model: TrainedModel;

  beforeAll(async () => {
    await useWasm();
    model = await network.fit(city, { seed: 7, given: both });
  }, 120_000);

  /** How the next forecast of place 2 changes where a place has slowed down by 20 in the last step. */
  async function effectOf(place: number): Promise<number> {
    const window = windowOf(city, 250);
    const slowed = window.history.slice();
    const cell = (place + 1) * 12 - 1;
    slowed[cell] = (slowed[cell] ?? NaN) - 20;
    const [before, after] = [
      await model.predict(window),
      await model.predict({ ...window, history: slowed }),
    ];
    return (after.mean[2 * 3] ?? NaN) - (before.mean[2 * 3] ?? NaN);
  }

  it('expects a queue ahead to arrive, and none from behind', async () => {
    const [ahead, behind] = [await effectOf(3), await effectOf(1)];
    expect(ahead).toBeLessThan(-8);
    expect(Math.abs(behind)).toBeLessThan(0.5 * Math.abs(ahead));
  });

  it('says that it was given the direction, in a state that reads back as the same', async () => {
    const stored = model.store();
    expect(stored.numbers).toMatchObject({ 'direction downstream': 0, 'direction upstream': 1 });
    const back = await network.restore(structuredClone(stored));
    const window = windowOf(city, 260);
    expect(await back.predict(window)).toEqual(await model.predict(window));
  });

  it('forecasts soundly where links have no direction', async () => {
    const window = windowOf(city, 250);
    expectSound(await model.predict({ ...window, links: undirected(window.links) }));
  });

  it('credits what comes from downstream to the neighbours, and adds up', async () => {
    const window = windowOf(city, 250);
    const history = window.history.slice().fill(20, 4 * 12 - 3, 4 * 12);
    const { contributions, forecast, startValue } = await model.explain({ ...window, history }, 2, 0);
    const sum = contributions.reduce((total, { value }) => total + value, startValue);
    expect(sum).toBeCloseTo(forecast, 4);
    expect(contributions.find(({ group }) => group === 'neighbours')?.value).toBeLessThan(-5);
  });
});
