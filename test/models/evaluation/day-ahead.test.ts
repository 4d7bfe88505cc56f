import { describe, expect, it } from 'vitest';
import { blendForecasts } from '../../../models/evaluation/day-ahead-blend.ts';
import { runDayAheadProtocol } from '../../../models/evaluation/day-ahead-protocol.ts';
import { dayAheadRecord } from '../../../models/evaluation/day-ahead-record.ts';
import { DayAheadSheet } from '../../../models/evaluation/day-ahead-sheet.ts';
import { ExceedanceSheet } from '../../../models/evaluation/exceedance-sheet.ts';
import { levelCount, type Forecaster } from '../../../models/model.ts';
import { forecasterById } from '../../../models/registry.ts';
import type { Series } from '../../../models/series/series.ts';
import { gridWithHolidays } from '../energy/grid-with-holidays.ts';
import { smallGrid } from '../energy/small-grid.ts';

const hour = 3_600_000;
const named = (name: string, horizonSteps = 24): Forecaster =>
  forecasterById(`energy.${name}`, { stepSeconds: 3600, horizonSteps });

/** Loads that rise by one every hour: yesterday is wrong by exactly 24, last week by 168. */
function rising(days: number): Series {
  const series = smallGrid({ days });
  return { ...series, values: series.values.map((_, index) => 1000 + (index % series.steps)) };
}

describe('the protocol of a day ahead', () => {
  it('judges each place and the sum on the last sixty midnights', { timeout: 120_000 }, async () => {
    const series = rising(160);
    const table = await runDayAheadProtocol(series, [named('yesterday'), named('last-week')], {
      split: 'test',
      daysAhead: 1,
      refitDays: () => 60,
    });
    expect(table.from).toBe(series.start + 100 * 24 * hour);
    expect(table.to).toBe(series.start + 159 * 24 * hour);
    const [yesterday, lastWeek] = table.rows;
    expect(yesterday?.targets.map(({ scores }) => scores.days)).toEqual([60, 60, 60]);
    expect(yesterday?.targets.map(({ scores }) => scores.rmse)).toEqual([24, 24, 48]);
    expect(lastWeek?.targets.map(({ scores }) => scores.maeOfMean)).toEqual([168, 168, 336]);
  });

  it('judges the sixty days before those while models are made', { timeout: 120_000 }, async () => {
    const series = rising(160);
    const { from, to } = await runDayAheadProtocol(series, [named('yesterday')], {
      split: 'validation',
      daysAhead: 1,
      refitDays: () => 60,
    });
    expect(from).toBe(series.start + 40 * 24 * hour);
    expect(to).toBe(series.start + 99 * 24 * hour);
  });

  it(
    'compares with the daily ridge day by day, and blends the published ones',
    { timeout: 240_000 },
    async () => {
      const names = ['yesterday', 'last-week', 'daily-ridge', 'load-ridge'];
      const table = await runDayAheadProtocol(
        smallGrid({ days: 130 }),
        names.map((name) => named(name)),
        {
          split: 'test',
          daysAhead: 1,
          refitDays: () => 10,
        },
      );
      const { rows, benchmark } = dayAheadRecord(table);
      expect(benchmark).toBe('energy.daily-ridge');
      expect(rows.map(({ model }) => model)).toEqual([...names, 'blend'].map((name) => `energy.${name}`));
      const against = (at: number): number =>
        rows[at]?.targets[0]?.againstBenchmark?.meanAbsoluteError.low ?? NaN;
      expect(against(0)).toBeGreaterThan(0);
      expect(rows[2]?.targets[0]?.againstBenchmark).toBeNull();
      const [, , ridge, load] = rows;
      expect(load?.coverage).toBeGreaterThan(0.84);
      expect(load?.overload.brier).toBeLessThan(load?.overload.brierOfUsual ?? NaN);
      expect(ridge?.targets[2]?.coverage).toBeGreaterThan(0.75);
    },
  );

  it('says what holidays are worth to the load ridge, day by day', { timeout: 120_000 }, async () => {
    const series = gridWithHolidays(95, [8, 17, 22, 29, 36, 45, 50, 57, 64, 71, 79, 87]);
    const options = { split: 'test', daysAhead: 1, refitDays: () => 10 } as const;
    const table = await runDayAheadProtocol(series, [named('load-ridge')], options);
    const { rows } = dayAheadRecord(table);
    expect(rows.map(({ model, without, against }) => [model, without, against])).toEqual([
      ['energy.load-ridge', null, null],
      ['energy.load-ridge', 'holidays', 'energy.load-ridge'],
    ]);
    expect(rows[1]?.targets[0]?.againstBenchmark?.meanAbsoluteError.low).toBeGreaterThan(0);
  });

  it(
    'judges the same days from a day earlier, by the last day that was known then',
    { timeout: 120_000 },
    async () => {
      const series = rising(160);
      const table = await runDayAheadProtocol(
        series,
        ['yesterday', 'last-week', 'lag-ridge', 'load-ridge'].map((name) => named(name, 48)),
        { split: 'test', daysAhead: 2, refitDays: () => 60 },
      );
      expect(table.from).toBe(series.start + 100 * 24 * hour);
      expect(table.rows.map(({ model }) => model.name)).not.toContain('blend');
      const [yesterday, lastWeek, lags, load] = table.rows;
      expect(yesterday?.targets.map(({ scores }) => scores.rmse)).toEqual([48, 48, 96]);
      expect(lastWeek?.targets.map(({ scores }) => scores.maeOfMean)).toEqual([168, 168, 336]);
      for (const row of [lags, load]) expect(row?.targets[0]?.scores.rmse).toBeLessThan(24);
    },
  );

  it('tells a model nothing of the day it judges, nor of later ones', { timeout: 120_000 }, async () => {
    const series = smallGrid({ days: 120 });
    const changed = 100 * 24;
    const other = series.values.map((value, index) =>
      index % series.steps >= changed ? value * (1 + (index % 7)) : value,
    );
    const firstDays = async (values: Float32Array, daysAhead: 1 | 2, days: number): Promise<number[]> => {
      const table = await runDayAheadProtocol({ ...series, values }, [named('lag-ridge', 24 * daysAhead)], {
        split: 'test',
        daysAhead,
        refitDays: () => 20,
      });
      return table.rows[0]?.targets.flatMap(({ pinballPerDay }) => pinballPerDay.slice(0, days)) ?? [];
    };
    expect(await firstDays(other, 1, 40)).toEqual(await firstDays(series.values, 1, 40));
    expect(await firstDays(other, 2, 40)).toEqual(await firstDays(series.values, 2, 40));
  });

  it(
    'trains networks with each seed, keeps them between trainings on a ridge of the day, and compares them with that ridge',
    { timeout: 240_000 },
    async () => {
      const asked: string[] = [];
      const lastWeek = named('last-week');
      const network: Forecaster = {
        declaration: { ...lastWeek.declaration, id: 'energy.network', name: 'network', kind: 'network' },
        restore: lastWeek.restore.bind(lastWeek),
        fit: (series, options) => {
          const begins = options.startFrom === undefined ? 'anew' : `${options.startFrom.epochs} more`;
          asked.push(`${options.seed} ${begins}`);
          return lastWeek.fit(series, options);
        },
      };
      const table = await runDayAheadProtocol(
        smallGrid({ days: 100 }),
        [named('daily-ridge'), named('load-ridge'), network],
        {
          split: 'test',
          daysAhead: 1,
          refitDays: () => 30,
          seeds: [4, 5],
        },
      );
      const seed = (of: number): string[] => {
        const month = [`${of} anew`, ...Array.from({ length: 29 }, () => `${of} 0 more`)];
        return [...month, ...month];
      };
      expect(asked).toEqual([...seed(4), ...seed(5)]);
      const { rows } = dayAheadRecord(table);
      expect(rows.map(({ seed: of, against }) => [of, against])).toEqual(
        [
          [null, null],
          [null, 'energy.daily-ridge'],
          [4, 'energy.load-ridge'],
          [5, 'energy.load-ridge'],
          [null, 'energy.daily-ridge'],
        ].slice(0, rows.length),
      );
    },
  );

  it('refuses too few days', async () => {
    const run = runDayAheadProtocol(rising(100), [named('yesterday')], {
      split: 'validation',
      daysAhead: 1,
      refitDays: () => 60,
    });
    await expect(run).rejects.toMatchObject({ code: 'forecast-no-data' });
  });
});

describe('DayAheadSheet', () => {
  it('scores the median, the mean, the deciles and the highest hour apart', () => {
    const sheet = new DayAheadSheet();
    const levels = Float32Array.from({ length: levelCount }, (_, level) => 95 + level);
    const quantiles = Float32Array.from([...levels, ...levels, ...levels]);
    sheet.addDay(Float32Array.of(102, NaN, 120), Float32Array.of(101, 101, 101), quantiles);
    const scores = sheet.scores();
    expect(scores.mae).toBe((2 + 20) / 2);
    expect(scores.maeOfMean).toBe((1 + 19) / 2);
    expect(scores.rmse).toBeCloseTo(Math.sqrt((1 + 361) / 2));
    expect([scores.coverage, scores.coverageAtPeak, scores.width]).toEqual([0.5, 0, 10]);
    const pinball = (truth: number): number =>
      [1, 2, 3, 4, 5, 6, 7, 8, 9].reduce((sum, level) => {
        const apart = truth - (95 + level);
        return sum + Math.max((level / 10) * apart, (level / 10 - 1) * apart) / 9;
      }, 0);
    expect(scores.pinball).toBeCloseTo((pinball(102) + pinball(120)) / 2, 5);
  });
});

describe('ExceedanceSheet', () => {
  it('gives the Brier score, that of the usual, and what came of like probabilities', () => {
    const sheet = new ExceedanceSheet();
    sheet.add(0.9, 0.5, true);
    sheet.add(0.85, 0.5, false);
    sheet.add(0, 0.5, false);
    const scores = sheet.scores();
    expect(scores.brier).toBeCloseTo((0.01 + 0.7225) / 3);
    expect(scores.brierOfUsual).toBeCloseTo(0.25);
    expect(scores.reliability.find(({ from }) => from === 0.8)).toEqual({
      from: 0.8,
      count: 2,
      forecast: 0.875,
      observed: 0.5,
    });
  });
});

describe('blendForecasts', () => {
  it('weighs alike on the first day, then by what each missed lately', () => {
    const day = (value: number) => ({
      mean: Float32Array.of(value),
      quantiles: new Float32Array(levelCount).fill(value),
    });
    const truths = [Float32Array.of(10), Float32Array.of(10)];
    const blended = blendForecasts(
      [
        [day(11), day(11)],
        [day(13), day(13)],
      ],
      truths,
      1,
    );
    expect(blended[0]?.mean[0]).toBe(12);
    expect(blended[1]?.mean[0]).toBeCloseTo(11.5);
    expect(blended[1]?.quantiles[5]).toBeCloseTo(11.5);
  });
});
