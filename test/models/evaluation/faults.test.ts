import { beforeAll, describe, expect, it } from 'vitest';
import { evaluateFaults } from '../../../models/evaluation/fault-protocol.ts';
import { judgeFaults } from '../../../models/evaluation/faults.ts';
import type { TrainedModel } from '../../../models/model.ts';
import { forecasterById } from '../../../models/registry.ts';
import { smallCity } from '../small-city.ts';

const series = smallCity({ places: 8, days: 8 });
const persistence = forecasterById('traffic.persistence', { stepSeconds: 900, horizonSteps: 4 });
const origins = Array.from({ length: 60 }, (_, index) => 300 + 3 * index);

describe('places at fault', () => {
  let model: TrainedModel;

  beforeAll(async () => {
    model = await persistence.fit(series, { seed: 1 });
  });

  it('are judged apart from the sound ones, which a model of single places leaves alone', async () => {
    const [sound] = await judgeFaults(series, model, origins, { fault: 'silent', share: 0 }, [0]);
    expect(sound?.faulty.maeMedian).toBeNaN();
    const [silent] = await judgeFaults(series, model, origins, { fault: 'silent', share: 0.5 }, [0]);
    expect(silent?.faulty.maeMedian).toBeGreaterThan(1.3 * (silent?.sound.maeMedian ?? NaN));
    expect(silent?.faulty.maeMedian).toBeLessThan(5);
    expect(silent?.notFinite).toBe(0);
    expect(silent?.sound.maeMedian).toBeCloseTo(sound?.sound.maeMedian ?? NaN, 0);
  });

  it('keep the value of the first step where they are stuck', async () => {
    const [stuck] = await judgeFaults(series, model, origins, { fault: 'stuck', share: 1 }, [0]);
    const [fresh] = await judgeFaults(series, model, origins, { fault: 'stuck', share: 0 }, [0]);
    expect(stuck?.sound.maeMedian).toBeNaN();
    expect(stuck?.faulty.maeMedian).toBeGreaterThan(1.5 * (fresh?.sound.maeMedian ?? NaN));
  });

  it('are counted where a forecast is no number: nothing at all is known of a new place that is silent', async () => {
    const nothing = { ...series, values: series.values.slice().fill(NaN, 0, series.steps) };
    const [scores] = await judgeFaults(nothing, model, [300], { fault: 'new', share: 1 }, [0]);
    expect(scores?.notFinite).toBe(4 + 4 * 11);
  });

  it('are judged at a quarter of the horizon and at all of it, each fault in turn', async () => {
    const records = await evaluateFaults(series, [persistence], { split: 'validation' });
    expect(records.map(({ fault, share }) => `${fault} ${share}`)).toEqual([
      'silent 0',
      'silent 0.2',
      'silent 0.4',
      'silent 0.6',
      'stuck 0.2',
      'new 0.2',
    ]);
    expect(records[0]?.horizons.map(({ horizonSteps }) => horizonSteps)).toEqual([1, 4]);
  });
});
