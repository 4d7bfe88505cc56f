import { describe, expect, it } from 'vitest';
import { BreakdownSheet, probabilityBelow } from '../../../models/evaluation/breakdowns.ts';
import { levelCount, quantileLevels } from '../../../models/model.ts';

/** Quantiles of a few steps, each evenly spread over 20 units around its middle. */
function around(...middles: readonly number[]): Float32Array {
  return Float32Array.from(
    middles.flatMap((middle) => quantileLevels.map((level) => middle + 20 * (level - 0.5))),
  );
}

describe('probabilityBelow', () => {
  it('reads the level of a value off the quantiles', () => {
    expect(probabilityBelow(around(40), 0, 40)).toBeCloseTo(0.5, 6);
    expect(probabilityBelow(around(40), 0, 43)).toBeCloseTo(0.65, 6);
    expect(probabilityBelow(around(50, 40), levelCount, 43)).toBeCloseTo(0.65, 6);
    expect(probabilityBelow(around(40), 0, 20)).toBe(0);
    expect(probabilityBelow(around(40), 0, 60)).toBe(1);
  });
});

describe('BreakdownSheet', () => {
  const rule = { from: 50, below: 40 };
  const calm = Float32Array.of(60, 60, 60);

  it('counts situations, warnings, false alarms and lead by hand', () => {
    const sheet = new BreakdownSheet(rule, 300);
    const warning = around(42, 36, 36);
    // Place 0 breaks down at step 102 of the series: warned of from origin 100 on, once in vain before.
    sheet.add(0, 98, 60, calm, around(60, 60, 60), 0);
    sheet.add(0, 100, 60, Float32Array.of(55, 45, 39), around(60, 60, 60), 0);
    sheet.add(0, 101, 60, Float32Array.of(45, 39, 30), warning, 0);
    sheet.add(0, 102, 55, Float32Array.of(39, 30, 30), warning, 0);
    // Place 1 is warned of twice in a row for nothing: one false alarm.
    sheet.add(1, 100, 60, calm, warning, 0);
    sheet.add(1, 101, 60, calm, warning, 0);
    // Already slow, and too brief a dip: neither is a breakdown.
    sheet.add(2, 100, 45, Float32Array.of(30, 30, 30), warning, 0);
    sheet.add(3, 100, 60, Float32Array.of(30, 60, 30), around(60, 60, 60), 0);
    expect(sheet.scores()).toEqual({
      recall: 1,
      precision: 0.5,
      falseAlarmsPerDay: 1 / ((4 * 5) / 1440),
      leadMinutes: 10,
      situations: 2,
    });
  });

  it('warns of less rather than being wrong more than half of the time', () => {
    const sheet = new BreakdownSheet(rule, 300);
    const low = Float32Array.of(30, 30, 30);
    sheet.add(0, 1, 60, low, around(30, 30, 30), 0);
    sheet.add(1, 1, 60, low, around(45, 45, 45), 0);
    for (let place = 2; place < 6; place++) sheet.add(place, 1, 60, calm, around(44, 44, 44), 0);
    expect(sheet.scores()).toMatchObject({ recall: 0.5, precision: 1 });
  });

  it('has nothing to say where nothing broke down and nothing was warned of', () => {
    const sheet = new BreakdownSheet(rule, 300);
    sheet.add(0, 1, 60, calm, around(60, 60, 60), 0);
    sheet.add(0, 2, 60, calm, new Float32Array(3 * levelCount).fill(NaN), 0);
    const { recall, situations, falseAlarmsPerDay } = sheet.scores();
    expect(recall).toBeNaN();
    expect({ situations, falseAlarmsPerDay }).toEqual({ situations: 0, falseAlarmsPerDay: 0 });
  });
});
