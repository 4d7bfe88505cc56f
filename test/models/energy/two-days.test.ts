import { describe, expect, it } from 'vitest';
import { blocksOfLead, hoursOf, lastKnownDay, leadCount } from '../../../models/energy/hours.ts';
import { levelCount, type Forecaster } from '../../../models/model.ts';
import { forecasterById } from '../../../models/registry.ts';
import { seriesUntil } from '../../../models/series/series.ts';
import { targetsAt, windowAt } from '../../../models/series/window.ts';
import { smallGrid } from './small-grid.ts';

const series = smallGrid({ days: 90 });
const twoDays = { stepSeconds: 3600, horizonSteps: 48 };
const named = (name: string): Forecaster => forecasterById(`energy.${name}`, twoDays);
const learnedTo = 70 * 24;

/** What is missed on the second day, and how much of it lies inside the outermost levels, from every fifth hour after the fit. */
async function secondDay(name: string): Promise<{ readonly error: number; readonly coverage: number }> {
  const forecaster = named(name);
  const model = await forecaster.fit(seriesUntil(series, learnedTo), { seed: 1 });
  let [error, inside, count] = [0, 0, 0];
  for (let origin = learnedTo; origin + 48 <= series.steps; origin += 5) {
    const { mean, quantiles } = await model.predict(
      windowAt(series, origin, { ...forecaster.declaration.inputs, horizonSteps: 48 }),
    );
    targetsAt(series, origin, 48).forEach((truth, index) => {
      if (index % 48 < 24) return;
      count++;
      error += Math.abs(truth - (mean[index] ?? NaN));
      const level = (of: number): number => quantiles[index * levelCount + of] ?? NaN;
      if (truth >= level(0) && truth <= level(levelCount - 1)) inside++;
    });
  }
  return { error: error / count, coverage: inside / count };
}

describe('two days of loads', () => {
  it('learns each block of the first day for itself and those of the second by quarters', () => {
    const hours = hoursOf(twoDays);
    const leads = Array.from({ length: leadCount(hours) }, (_, lead) => blocksOfLead(lead, hours));
    expect(leads.flat()).toEqual(Array.from({ length: 48 }, (_, block) => block));
    expect(leads.map(({ length }) => length)).toEqual([...Array<number>(24).fill(1), 6, 6, 6, 6]);
    expect([0, 23, 24, 47].map((block) => lastKnownDay(block, hours))).toEqual([1, 1, 2, 2]);
    expect(leadCount(hoursOf({ stepSeconds: 600, horizonSteps: 144 }))).toBe(24);
  });

  it(
    'misses less than the last day that is known, inside intervals that hold',
    { timeout: 120_000 },
    async () => {
      const [naive, ridge] = [await secondDay('yesterday'), await secondDay('load-ridge')];
      expect(ridge.error).toBeLessThan(0.85 * naive.error);
      expect(ridge.coverage).toBeGreaterThan(0.83);
      expect(ridge.coverage).toBeLessThan(0.97);
    },
  );

  it(
    'forecasts the same from an origin that alone was learned for, but for what few errors tell of levels',
    { timeout: 120_000 },
    async () => {
      const forecaster = named('load-ridge');
      const past = seriesUntil(series, learnedTo + 7);
      const window = windowAt(series, learnedTo + 7, { ...forecaster.declaration.inputs, horizonSteps: 48 });
      const [every, only] = await Promise.all(
        [undefined, 7 * 60].map(async (onlyAt) => {
          const options = onlyAt === undefined ? { seed: 1 } : { seed: 1, onlyAt };
          return await (await forecaster.fit(past, options)).predict(window);
        }),
      );
      every?.mean.forEach((value, index) => {
        expect(Math.abs(value - (only?.mean[index] ?? NaN))).toBeLessThan(0.01 * value);
      });
    },
  );
});
