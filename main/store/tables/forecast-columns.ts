import {
  BOOLEAN,
  DuckDBTimestampTZValue,
  FLOAT,
  INTEGER,
  SMALLINT,
  TIMESTAMPTZ,
  VARCHAR,
  type DuckDBConnection,
} from '@duckdb/node-api';
import { quantileLevels } from '../../common/quantiles.ts';
import type { ForecastColumns } from '../../common/rows/runs.ts';
import { type AppendedColumn, appendColumns } from '../append.ts';

/** `q05`, `q10` … `q95`: the quantile columns in order. */
export const quantileColumns = quantileLevels.map(
  (level) => `q${String(Math.round(level * 100)).padStart(2, '0')}`,
);

/** Appends the forecasts of runs in one pass. */
export async function appendForecasts(
  connection: DuckDBConnection,
  runs: readonly { readonly runId: number; readonly forecasts: ForecastColumns }[],
): Promise<void> {
  for (const { runId, forecasts } of runs) {
    await appendColumns(connection, 'forecast', forecasts.series.length, columnsOf(runId, forecasts));
  }
}

function columnsOf(runId: number, forecasts: ForecastColumns): readonly AppendedColumn[] {
  const { servedBy, quantiles } = forecasts;
  const levels = quantileLevels.length;
  const number = (values: Float32Array): AppendedColumn => ({
    type: FLOAT,
    at: (row) => {
      const value = values[row] ?? NaN;
      return Number.isNaN(value) ? null : value;
    },
  });
  return [
    { type: INTEGER, at: () => runId },
    { type: INTEGER, at: (row) => forecasts.series[row] ?? null },
    { type: SMALLINT, at: (row) => forecasts.step[row] ?? null },
    {
      type: TIMESTAMPTZ,
      at: (row) => new DuckDBTimestampTZValue(BigInt(forecasts.targetAt[row] ?? 0) * 1000n),
    },
    { type: VARCHAR, at: typeof servedBy === 'string' ? () => servedBy : (row) => servedBy[row] ?? null },
    number(forecasts.mean),
    ...quantileLevels.map((_, level) => ({
      type: FLOAT,
      at: (row: number) => quantiles[row * levels + level] ?? null,
    })),
    number(forecasts.benchmark),
    number(forecasts.benchmarkLower),
    number(forecasts.benchmarkUpper),
    number(forecasts.usual),
    { type: BOOLEAN, at: (row) => forecasts.isDisturbed[row] === 1 },
    number(forecasts.modelLower),
    number(forecasts.modelMedian),
    number(forecasts.modelUpper),
    { type: VARCHAR, at: (row) => forecasts.benchmarkId[row] ?? null },
  ];
}
