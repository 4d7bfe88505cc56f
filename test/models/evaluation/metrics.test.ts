import { describe, expect, it } from 'vitest';
import { isPeak, pinballLoss, pinballOfFive, ScoreSheet } from '../../../models/evaluation/metrics.ts';
import { quantileLevels } from '../../../models/model.ts';

describe('pinballLoss', () => {
  it('weighs misses from below by the level and from above by the rest', () => {
    expect(pinballLoss(10, 8, 0.9)).toBeCloseTo(1.8, 12);
    expect(pinballLoss(8, 10, 0.9)).toBeCloseTo(0.2, 12);
  });
});

describe('pinballOfFive', () => {
  it('takes 25 and 75 % halfway between the levels beside them', () => {
    const quantiles = Float32Array.from(quantileLevels, (level) => 100 * level);
    const byHand = [5, 25, 50, 75, 95].map((value) => pinballLoss(60, value, value / 100));
    expect(pinballOfFive(60, quantiles, 0)).toBeCloseTo(byHand.reduce((sum, loss) => sum + loss, 0) / 5, 5);
  });
});

describe('isPeak', () => {
  it('holds from 7 to 10 and from 16 to 19', () => {
    const hours = Array.from({ length: 24 }, (_, hour) => hour).filter((hour) => isPeak(60 * hour));
    expect(hours).toEqual([7, 8, 9, 16, 17, 18]);
  });
});

describe('ScoreSheet', () => {
  /** Quantiles at `median` plus ten times the level's distance from one half. */
  const quantilesAround = (median: number): Float32Array =>
    Float32Array.from(quantileLevels, (level) => median + 10 * (level - 0.5));

  it('gives hand-computed scores', () => {
    const sheet = new ScoreSheet(2, 45);
    sheet.add(0, 53, 50, quantilesAround(51), 0);
    sheet.add(1, 30, 40, quantilesAround(41), 0);
    const scores = sheet.scores();
    expect(scores.count).toBe(2);
    expect(scores.rmse).toBeCloseTo(Math.sqrt((9 + 100) / 2), 6);
    expect(scores.mae).toBeCloseTo(6.5, 6);
    expect(scores.maeMedian).toBeCloseTo((2 + 11) / 2, 6);
    expect(scores.coverage).toBe(0.5);
    expect(scores.coverageCongested).toBe(0);
    expect(scores.countCongested).toBe(1);
    expect(scores.coverageWorstPlaces).toBe(0);
    const byHand = (truth: number, median: number): number =>
      quantileLevels.reduce((sum, level) => {
        const error = truth - (median + 10 * (level - 0.5));
        return sum + Math.max(level * error, (level - 1) * error);
      }, 0) / 11;
    expect(scores.pinball).toBeCloseTo((byHand(53, 51) + byHand(30, 41)) / 2, 5);
  });

  it('measures coverage and width apart where forecasts are low, in peaks and at the worst places', () => {
    const sheet = new ScoreSheet(2, 45);
    const wide = quantilesAround(60).map((value) => 2 * value - 60);
    sheet.add(0, 60, 60, wide, 0, true);
    sheet.add(0, 40, 40, quantilesAround(40), 0);
    sheet.add(1, 90, 60, quantilesAround(60), 0, true);
    const { coverage, width, ...apart } = sheet.scores();
    expect(coverage).toBeCloseTo(2 / 3, 6);
    expect(width).toBeCloseTo((18 + 9 + 9) / 3, 4);
    expect(apart.coverageCongested).toBe(1);
    expect(apart.widthCongested).toBeCloseTo(9, 4);
    expect(apart.coveragePeaks).toBe(0.5);
    expect(apart.widthPeaks).toBeCloseTo(13.5, 4);
    expect(apart.coverageWorstPlaces).toBe(0);
    expect(apart.widthWorstPlaces).toBeCloseTo(9, 4);
  });

  it('leaves missing truth and missing forecasts out', () => {
    const sheet = new ScoreSheet(1, 45);
    expect(sheet.add(0, NaN, 50, quantilesAround(50), 0)).toBeNaN();
    expect(sheet.add(0, 50, NaN, quantilesAround(50), 0)).toBeNaN();
    expect(sheet.scores().count).toBe(0);
  });
});
