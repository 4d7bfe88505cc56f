import { describe, expect, it } from 'vitest';
import { bestRow, compareRows } from '../../../models/evaluation/evaluation-table.ts';
import { protocolWindowCount, runTGcnProtocol } from '../../../models/evaluation/t-gcn-protocol.ts';
import { forecastersFor } from '../../../models/registry.ts';
import type { Forecaster } from '../../../models/model.ts';
import { haveLosLoop, losLoop, noticeWithoutLosLoop } from '../los-loop.ts';
import { smallCity } from '../small-city.ts';

const chosen =
  (stepSeconds: number, names: readonly string[]) =>
  (horizonSteps: number): Forecaster[] =>
    forecastersFor({ topic: 'traffic', stepSeconds, horizonSteps }).filter(({ declaration }) =>
      names.includes(declaration.name),
    );

describe('the protocol of T-GCN', () => {
  it('has 389, 386, 383 and 380 windows in a test part of 404 steps', () => {
    expect([3, 6, 9, 12].map((horizon) => protocolWindowCount(404, horizon))).toEqual([389, 386, 383, 380]);
  });

  it('puts models down and horizons across, and compares them over the same origins', async () => {
    const series = smallCity({ days: 8 });
    const table = await runTGcnProtocol(series, chosen(900, ['persistence', 'usual', 'ridge-shared']), {
      split: 'test',
      horizons: [2, 4],
    });
    const partSteps = series.steps - Math.floor(0.8 * series.steps);
    expect(table.rows.map((row) => row.cells.map((cell) => cell.windows))).toEqual(
      Array.from({ length: 3 }, () => [partSteps - 14, partSteps - 16]),
    );
    expect(bestRow(table.rows)?.model.name).toBe('ridge-shared');
    const [persistence, , ridge] = table.rows;
    const difference = persistence && ridge && compareRows(table, ridge, persistence, 4);
    expect(difference?.high).toBeLessThan(0);
    expect(difference?.difference).toBeCloseTo(
      (ridge?.cells[1]?.scores.pinball.mean ?? NaN) - (persistence?.cells[1]?.scores.pinball.mean ?? NaN),
      6,
    );
  });

  it('never looks at the test part when it validates', async () => {
    const series = smallCity({ days: 8 });
    const spoiled = { ...series, values: series.values.slice() };
    const from = Math.floor(0.8 * series.steps);
    for (let place = 0; place < series.places.length; place++) {
      spoiled.values.fill(0, place * series.steps + from, (place + 1) * series.steps);
    }
    const run = (data: typeof series): ReturnType<typeof runTGcnProtocol> =>
      runTGcnProtocol(data, chosen(900, ['ridge-own']), { split: 'validation', horizons: [4] });
    expect((await run(spoiled)).rows).toEqual((await run(series)).rows);
  });
});

describe.skipIf(!haveLosLoop)('on the week of Los Angeles speeds', () => {
  it('agrees with the published figures of persistence and both ridges', async () => {
    const table = await runTGcnProtocol(
      losLoop(),
      chosen(300, ['persistence', 'ridge-own', 'ridge-shared']),
      {
        split: 'test',
      },
    );
    const printed = table.rows.map(({ model, cells }) => [
      model.name,
      ...cells.map(({ scores }) => `${scores.rmse.mean.toFixed(3)}/${scores.mae.mean.toFixed(3)}`),
    ]);
    expect(printed).toEqual([
      ['persistence', '5.543/3.156', '6.699/3.632', '7.628/4.042', '8.456/4.433'],
      ['ridge-own', '5.319/3.060', '6.357/3.552', '7.142/3.965', '7.803/4.342'],
      ['ridge-shared', '5.246/3.255', '5.984/3.616', '6.475/3.872', '6.848/4.080'],
    ]);
  }, 60_000);
});

noticeWithoutLosLoop();
