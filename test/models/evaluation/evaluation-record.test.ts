import { describe, expect, it } from 'vitest';
import { barsFor } from '../../../models/evaluation/bars.ts';
import { recordsOf } from '../../../models/evaluation/evaluation-record.ts';
import { runTGcnProtocol } from '../../../models/evaluation/t-gcn-protocol.ts';
import { withoutLinks } from '../../../models/evaluation/without-links.ts';
import type { Forecaster } from '../../../models/model.ts';
import { forecasterById } from '../../../models/registry.ts';
import { noLinks } from '../../../models/series/series.ts';
import { windowAt } from '../../../models/series/window.ts';
import { smallCity } from '../small-city.ts';

const series = smallCity({ days: 8 });
const named = (name: string, horizonSteps: number): Forecaster =>
  forecasterById(`traffic.${name}`, { stepSeconds: 900, horizonSteps });

describe('an evaluation as records', () => {
  it('compares what is no benchmark with the best benchmark of each horizon, and looks for breakdowns when asked', async () => {
    const asNetwork = (forecaster: Forecaster): Forecaster => ({
      declaration: { ...forecaster.declaration, kind: 'network' },
      fit: (data, fitting) => forecaster.fit(data, fitting),
      restore: (stored) => forecaster.restore(stored),
    });
    const forecasters = (horizonSteps: number): Forecaster[] => [
      named('usual', horizonSteps),
      named('persistence', horizonSteps),
      asNetwork(named('ridge-shared', horizonSteps)),
    ];
    const options = {
      split: 'test',
      horizons: [1, 8],
      seeds: [1],
      breakdown: { from: 50, below: 45 },
    } as const;
    const [usual, persistence, ridge] = recordsOf(await runTGcnProtocol(series, forecasters, options));
    expect(usual?.cells.map(({ againstBenchmark }) => againstBenchmark)).toEqual([null, null]);
    expect(ridge?.cells.map(({ againstBenchmark }) => againstBenchmark?.model)).toEqual([
      'traffic.persistence',
      'traffic.usual',
    ]);
    const [, far] = ridge?.cells ?? [];
    expect(far?.againstBenchmark?.high).toBeLessThan(0);
    expect(far?.breakdowns?.situations).toBeGreaterThan(20);
    expect(far?.breakdowns?.recall).toBeGreaterThan(persistence?.cells[1]?.breakdowns?.recall ?? NaN);
    expect(far?.breakdowns?.precision).toBeGreaterThanOrEqual(0.5);
  });

  it('looks for no breakdowns when nobody asks', async () => {
    const table = await runTGcnProtocol(series, (steps) => [named('usual', steps)], {
      split: 'test',
      horizons: [4],
    });
    expect(recordsOf(table)[0]?.cells[0]?.breakdowns).toBeNull();
  });
});

describe('withoutLinks', () => {
  it('learns and forecasts as if no place had a neighbour, under a name of its own', async () => {
    const forecaster = named('ridge-shared', 4);
    const ablated = withoutLinks(forecaster);
    expect(ablated.declaration.id).toBe('traffic.ridge-shared-without-links');
    const window = windowAt(series, 300, { ...forecaster.declaration.inputs, horizonSteps: 4 });
    const links = noLinks(series.places.length, 'road');
    const { mean } = await (await ablated.fit(series, { seed: 1 })).predict(window);
    const alone = await forecaster.fit({ ...series, links }, { seed: 1 });
    expect(mean).toEqual((await alone.predict({ ...window, links })).mean);
    const linked = await forecaster.fit(series, { seed: 1 });
    expect(mean).not.toEqual((await linked.predict(window)).mean);
  });
});

describe('barsFor', () => {
  it('knows data by their content alone', () => {
    const known = '7b732d86ae32b2930595becba28aff39dacbfb2197e250fc0332e1744ce2cbf4';
    expect(barsFor(known).map(({ minutes, rmse }) => [minutes, rmse])).toEqual([
      [15, 4.75],
      [30, 5.5],
      [45, 5.95],
      [60, 6.3],
    ]);
    expect(barsFor('another')).toEqual([]);
  });
});
