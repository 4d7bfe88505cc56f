import { horizonBands, regimes } from '../../common/regimes.ts';
import type { ErrorBlock } from '../../common/rows/drift.ts';
import type { Misses, MissRequest } from '../../common/rows/misses.ts';
import type { ScoreRequest } from '../../common/rows/runs.ts';
import type { BlockLosses, BlockRequest } from '../../common/rows/stand-ins.ts';
import { instant, type ColumnsOf, readColumns, readRow } from '../columns.ts';
import type { Database } from '../database.ts';
import { districtOfPlace } from './places.ts';
import {
  bandOfRow,
  benchmarkPinball,
  modelPinball,
  regimeOfRow,
  saidAndTruth,
  saidWithTruth,
  scoreParameters,
} from './scored-forecasts.ts';

const shape = {
  step: 'int32',
  regime: 'text',
  horizonMinutes: 'float64',
  count: 'int32',
  meanAbsoluteError: 'float64',
  coverage: 'float64',
  pinball: 'float64',
  benchmarkCount: 'int32',
  benchmarkMeanAbsoluteError: 'float64',
  benchmarkPinball: 'float64',
  benchmarkCoverage: 'float64',
  benchmarkId: 'text',
} as const;

/**
 * Scores per horizon of what a model said, shown or not, against what was measured: over all (`regime` null), then by regime.
 * `pinball` is over the levels 5, 50 and 95, which are kept of the benchmark too. `coverage` is the share of the truth inside the 90 %
 * interval. `benchmarkId`: the one beside the model in all of them; null where there are several.
 */
export interface ScoreTable {
  readonly rows: number;
  readonly columns: ColumnsOf<typeof shape>;
}

/** So many spreads wide is the middle 90 % of a normal distribution. */
const spreadsIn90 = 3.29;

export class Scores {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Scores by step, for forecasts whose truth is loaded. */
  async byHorizon(request: ScoreRequest, signal?: AbortSignal): Promise<ScoreTable> {
    return this.#database.read(
      (connection) =>
        readColumns(
          connection,
          `WITH ${saidAndTruth(request)}
           SELECT step::INTEGER, CASE WHEN grouping(is_disturbed) = 1 THEN NULL WHEN is_disturbed THEN 'disturbed' ELSE 'normal' END,
                  min(step * step_seconds / 60.0)::DOUBLE, count(*)::INTEGER, avg(abs(q50 - y)),
                  avg((y BETWEEN q05 AND q95)::INTEGER), avg(${modelPinball}),
                  count(benchmark)::INTEGER, avg(abs(benchmark - y)), avg(${benchmarkPinball}),
                  avg((y BETWEEN benchmark_q05 AND benchmark_q95)::INTEGER),
                  CASE WHEN min(coalesce(benchmark_id, $benchmark)) = max(coalesce(benchmark_id, $benchmark))
                       THEN min(coalesce(benchmark_id, $benchmark)) END
           FROM ${saidWithTruth}
           GROUP BY GROUPING SETS ((step), (step, is_disturbed)) HAVING grouping(is_disturbed) = 1 OR is_disturbed IS NOT NULL
           ORDER BY grouping(is_disturbed) DESC, step, is_disturbed`,
          scoreParameters(request),
          shape,
        ),
      signal,
    );
  }

  /**
   * Errors of the model by block of time, the oldest first, of the whole city and of each district, over the first part of the horizon: how far the truth lies from the median, in
   * the spreads that the model's own 90 % interval says of it: an interval that was widened since does not hide the error.
   * Only of blocks that are over by `to`: the mean of a few errors is further off by chance than that of a whole block.
   */
  async errorsByBlock(request: BlockRequest, signal?: AbortSignal): Promise<readonly ErrorBlock[]> {
    const { rows, columns } = await this.#database.read(
      (connection) =>
        readColumns(
          connection,
          `WITH ${saidAndTruth(request)}, error AS (
             SELECT as_of, epoch_ms(as_of) // ($block::BIGINT * 1000) AS block, ${districtOfPlace('p')} AS district,
                    ${spreadsIn90} * (y - q50) * width / nullif(q95 - q05, 0) AS error
             FROM ${saidWithTruth} JOIN series s ON s.series_id = said.series_id JOIN current_place p USING (place_id)
             WHERE step * ${horizonBands} <= steps
               AND as_of IN (SELECT min(as_of) FROM run GROUP BY epoch_ms(as_of) // ($every::BIGINT * 1000))
               AND (epoch_ms(as_of) // ($block::BIGINT * 1000) + 1) * $block::BIGINT * 1000 <= coalesce($until::BIGINT, 9e15::BIGINT)
           )
           SELECT CASE WHEN grouping(district) = 0 THEN district END, count(error)::INTEGER, avg(error), avg(abs(error))
           FROM error WHERE error IS NOT NULL GROUP BY GROUPING SETS ((block), (block, district)) ORDER BY min(as_of)`,
          {
            ...scoreParameters(request),
            every: request.everySeconds,
            block: request.blockSeconds,
            until: request.to,
          },
          { district: 'text', count: 'int32', bias: 'float64', size: 'float64' },
        ),
      signal,
    );
    return Array.from({ length: rows }, (_, row) => ({
      district: columns.district[row] ?? null,
      count: columns.count[row] ?? 0,
      bias: columns.bias[row] ?? NaN,
      size: columns.size[row] ?? NaN,
    }));
  }

  /** How many forecasts of the model came true outside their 90 % interval since a time, by part of the horizon and regime, and by series. */
  async misses(request: MissRequest, signal?: AbortSignal): Promise<Misses> {
    const { rows, columns } = await this.#database.read(
      (connection) =>
        readColumns(
          connection,
          `WITH ${saidAndTruth(request)}
           SELECT band, regime, series_id, count(*)::INTEGER, sum(missed)::INTEGER FROM (
             SELECT ${bandOfRow('step', 'steps')} AS band, ${regimeOfRow('said')} AS regime, said.series_id,
                    (y NOT BETWEEN q05 AND q95)::INTEGER AS missed
             FROM ${saidWithTruth}
             WHERE said.is_disturbed IS NOT NULL AND target_at + to_seconds(step_seconds) > $since
           ) GROUP BY GROUPING SETS ((band, regime), (series_id))`,
          { ...scoreParameters(request), since: instant(request.since) },
          { band: 'int32', regime: 'text', series: 'int32', count: 'int32', missed: 'int32' },
        ),
      signal,
    );
    const all = Array.from({ length: rows }, (_, row) => ({
      band: columns.band[row] ?? 0,
      regime: regimes.find((regime) => regime === columns.regime[row]),
      seriesId: columns.series[row] ?? 0,
      count: columns.count[row] ?? 0,
      missed: columns.missed[row] ?? 0,
    }));
    return {
      cells: all.flatMap(({ band, regime, count, missed }) =>
        regime === undefined ? [] : [{ band, regime, count, missed }],
      ),
      series: all.flatMap(({ regime, seriesId, count, missed }) =>
        regime === undefined ? [{ seriesId, count, missed }] : [],
      ),
    };
  }

  /** How many forecasts whose truth is loaded are left out, for logged actions that touch them. */
  async countLeftOut(request: ScoreRequest): Promise<number> {
    if (request.leftOut.length === 0) return 0;
    const row = await this.#database.read((connection) =>
      readRow(
        connection,
        `WITH ${saidAndTruth(request, 'touched')} SELECT count(*)::INTEGER AS count FROM ${saidWithTruth}`,
        scoreParameters(request),
      ),
    );
    return Number(row?.['count'] ?? 0);
  }

  /** Losses of both forecasters by district, part of the horizon, regime and block of time. */
  async byBlock(request: BlockRequest, signal?: AbortSignal): Promise<readonly BlockLosses[]> {
    const { rows, columns } = await this.#database.read(
      (connection) =>
        readColumns(
          connection,
          `WITH ${saidAndTruth(request)}, thinned AS (
             SELECT as_of FROM run
             QUALIFY row_number() OVER (PARTITION BY epoch_ms(as_of) // ($every::BIGINT * 1000) ORDER BY as_of) = 1
           ), summed AS (
             SELECT said.series_id, step, steps, is_disturbed, epoch_ms(as_of) // ($block::BIGINT * 1000) AS block, count(*) AS count,
                    sum(${modelPinball}) AS model, sum(${benchmarkPinball}) AS benchmark
             FROM ${saidWithTruth}
             WHERE as_of IN (SELECT as_of FROM thinned) AND is_disturbed IS NOT NULL
               AND benchmark_q05 IS NOT NULL AND benchmark_q95 IS NOT NULL AND benchmark IS NOT NULL
             GROUP BY ALL
           )
           SELECT ${districtOfPlace('p')}, ${bandOfRow('step', 'steps')},
                  CASE WHEN is_disturbed THEN 'disturbed' ELSE 'normal' END, sum(count)::INTEGER, sum(model), sum(benchmark)
           FROM summed JOIN series USING (series_id) JOIN current_place p USING (place_id)
           GROUP BY 1, 2, 3, block ORDER BY ALL`,
          { ...scoreParameters(request), every: request.everySeconds, block: request.blockSeconds },
          {
            group: 'text',
            band: 'int32',
            regime: 'text',
            count: 'int32',
            model: 'float64',
            benchmark: 'float64',
          },
        ),
      signal,
    );
    return Array.from({ length: rows }, (_, row) => ({
      placeGroup: columns.group[row] ?? '',
      band: columns.band[row] ?? 0,
      regime: regimes.find((regime) => regime === columns.regime[row]) ?? 'normal',
      count: columns.count[row] ?? 0,
      model: columns.model[row] ?? NaN,
      benchmark: columns.benchmark[row] ?? NaN,
    }));
  }
}
