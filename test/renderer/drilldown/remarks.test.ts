import { describe, expect, it } from 'vitest';
import { drilldownIn } from '../../../main/common/display-units.ts';
import { wording } from '../../../main/common/wording.ts';
import {
  degradedText,
  insteadFacts,
  rowForHorizon,
  servedText,
  whenText,
} from '../../../renderer/drilldown/remarks.ts';
import { sampleDrilldown } from '../../main/report/drilldown-sample.ts';

const words = wording('en');
const served = {
  model: 'traffic.persistence',
  version: '1',
  isBenchmark: true,
  isJudgedBesideNetwork: true,
  isAsShipped: false,
  trainedTo: 0,
};

describe('remarks', () => {
  it('name the benchmark that is shown instead of a model', () => {
    const sample = sampleDrilldown();
    expect(degradedText(sample, false, words)).toBeNull();
    expect(degradedText({ ...sample, servedBy: served }, false, words)).toBe(
      'Benchmark shown instead: last value. No model did better here.',
    );
    expect(servedText({ ...sample, servedBy: served }, words)).toBe('last value, version 1');
    expect(servedText({ ...sample, servedBy: null }, words)).toBeNull();
  });

  it('say what the model says where the benchmark is shown instead, and why it is', () => {
    const because = {
      ...{ benchmark: served.model, district: 'Harbour', fromMinutes: 15, horizonMinutes: 30 },
      ...{ regime: 'normal' as const, since: 0, count: 4210, difference: 0.31, low: 0.12, high: 0.52 },
    };
    const insteadOf = { model: 'traffic.network', value: 27, lower: 19, upper: 38, because };
    const sample = sampleDrilldown({ servedBy: served, insteadOf });
    expect(degradedText(sample, false, words)).toBe(
      'Benchmark shown instead: last value. The model, small network, says 27 (19–38)\u00a0km/h.',
    );
    expect(insteadFacts(sample, words, () => 'noon')).toEqual([
      ['shown instead for', 'Harbour, 15–30 min ahead, normal'],
      ['better by', '0.31 km/h (0.12 to 0.52)'],
      ['over', '4\u202f210 forecasts up to noon'],
    ]);
    expect(insteadFacts(sampleDrilldown(), words, () => 'noon')).toEqual([]);
    const inMiles = drilldownIn(sample, 'imperial');
    expect(inMiles.insteadOf?.value).toBeCloseTo(27 / 1.609344, 4);
    expect(inMiles.insteadOf?.because?.difference).toBeCloseTo(0.31 / 1.609344, 4);
  });

  it('claim nothing of a network that is still being trained, or never was', () => {
    const sample = sampleDrilldown({ servedBy: { ...served, isJudgedBesideNetwork: false } });
    expect(degradedText(sample, true, words)).toBe(
      'Benchmark shown for now: last value. The models are still being trained.',
    );
    expect(degradedText(sample, false, words)).toBe(
      'Benchmark shown: last value. No network has been trained on these data.',
    );
    expect(degradedText({ ...sample, servedBy: served }, true, words)).toContain('No model did better');
  });

  it('say that a usual pattern is no forecast', () => {
    const shown = { state: 'usual' as const, value: 50, lower: null, upper: null, usual: 50 };
    expect(degradedText(sampleDrilldown({ shown }), false, words)).toBe('usual pattern, not a forecast');
  });

  it('say of a target ahead of now alone how far ahead it is', () => {
    const now = Date.UTC(2012, 2, 7, 0, 55);
    const text = (minutes: number): string => whenText(now + minutes * 60_000, now, 'UTC', words);
    expect([30, 0, -180].map(text)).toEqual(['01:25, in 30 min', '00:55', '21:55']);
    expect(whenText(now, null, '+01:00', words)).toBe('01:55');
  });

  it('find the row of the track record that reaches the horizon', () => {
    const rows = sampleDrilldown().trackRecord;
    expect([5, 15, 20, 60, 200].map((minutes) => rowForHorizon(rows, minutes))).toEqual([0, 0, 1, 3, 3]);
  });
});

describe('display units', () => {
  it('convert every value of a drill-down once, and leave counts, shares and gaps as they are', () => {
    const sample = sampleDrilldown({ unit: 'mph' });
    const metric = drilldownIn(sample, 'metric');
    const factor = 1.609344;
    expect(metric.unit).toBe('km/h');
    expect(metric.shown?.value).toBeCloseTo((sample.shown?.value ?? 0) * factor, 6);
    expect(metric.forecast.columns.lower.values[3]).toBeCloseTo(
      (sample.forecast.columns.lower.values[3] ?? 0) * factor,
      3,
    );
    expect(metric.history.columns.value.values.some(Number.isNaN)).toBe(true);
    expect(metric.trackRecord[0]?.count).toBe(sample.trackRecord[0]?.count);
    expect(metric.trackRecord[0]?.coverage).toBe(sample.trackRecord[0]?.coverage);
    expect(metric.saidThen[0]?.happened).toBeNull();
    const parts = metric.explanation?.contributions.reduce(
      (sum, { value }) => sum + value,
      metric.explanation.start,
    );
    expect(parts).toBeCloseTo(metric.explanation?.shown ?? Number.NaN, 6);
    expect(drilldownIn(metric, 'metric')).toBe(metric);
  });
});
