import { describe, expect, it } from 'vitest';
import { loadRidge } from '../../../models/energy/load-ridge.ts';
import { levelCount } from '../../../models/model.ts';
import { seriesUntil, type Series } from '../../../models/series/series.ts';
import { windowAt } from '../../../models/series/window.ts';
import { smallGrid } from './small-grid.ts';

const days = 45;
const sound = smallGrid({ days, places: 2 });
const origin = (days - 1) * 24;

const changed = (change: (value: number, place: number, step: number) => number): Series => ({
  ...sound,
  values: sound.values.map((value, index) =>
    change(value, Math.floor(index / sound.steps), index % sound.steps),
  ),
});

/** Lowest and highest of the outer levels of a place over the day ahead. */
async function outlookOf(series: Series, place = 0): Promise<readonly [lowest: number, highest: number]> {
  const forecaster = loadRidge.create({ topic: 'energy', stepSeconds: 3600, horizonSteps: 24 });
  const fitted = await forecaster.fit(seriesUntil(series, origin), { seed: 1 });
  const shape = { ...fitted.declaration.inputs, horizonSteps: 24 };
  const { quantiles, mean } = await fitted.predict(windowAt(series, origin, shape));
  const own = quantiles.subarray(place * 24 * levelCount, (place + 1) * 24 * levelCount);
  expect(own.every(Number.isFinite)).toBe(true);
  expect(mean.subarray(place * 24, (place + 1) * 24).every(Number.isFinite)).toBe(true);
  for (let at = 1; at < own.length; at++)
    if (at % levelCount !== 0) expect(own[at]).toBeGreaterThanOrEqual(own[at - 1] ?? NaN);
  return [Math.min(...own), Math.max(...own)];
}

describe('loads that are not what they should be give no nonsense for a forecast', () => {
  it('meters that were swapped two weeks ago are forecast at the level that they have now', async () => {
    const swapped = changed((value, place, step) =>
      step < origin - 14 * 24 ? value : (sound.values[(1 - place) * sound.steps + step] ?? NaN),
    );
    const [lowest, highest] = await outlookOf(swapped);
    expect(lowest).toBeGreaterThan(500);
    expect(highest).toBeLessThan(1600);
  });

  it('a meter that counts up goes on about as it did, and no further', async () => {
    let total = 0;
    const counting = changed((value, place) => (place === 0 ? (total += value) : value));
    const [lowest, highest] = await outlookOf(counting);
    const last = counting.values[origin - 1] ?? NaN;
    const perDay = last - (counting.values[origin - 25] ?? NaN);
    expect(lowest).toBeGreaterThan(last - perDay);
    expect(highest).toBeLessThan(last + 3 * perDay);
  });

  it('a week without readings, as of weather that failed with the meters, is bridged', async () => {
    const [lowest, highest] = await outlookOf(
      changed((value, _, step) => (step >= origin - 9 * 24 && step < origin - 2 * 24 ? NaN : value)),
    );
    expect(lowest).toBeGreaterThan(200);
    expect(highest).toBeLessThan(900);
  });
});
