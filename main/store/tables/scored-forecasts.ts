import { horizonBands } from '../../common/regimes.ts';
import type { ScoreRequest } from '../../common/rows/runs.ts';
import { instant, type Parameters } from '../columns.ts';

/** The regime of a forecast, where it is kept. */
export function regimeOfRow(table: string): string {
  return `(CASE WHEN ${table}.is_disturbed THEN 'disturbed' WHEN NOT ${table}.is_disturbed THEN 'normal' END)`;
}

/** The part of the horizon that a step lies in, as `bandOf` says. */
export function bandOfRow(step: string, steps: string): string {
  return `ceil(${step} * ${horizonBands}.0 / ${steps})::INTEGER`;
}

/** Whether what actions touch is left out, or it alone is looked at. */
type Kept = 'untouched' | 'touched';

/**
 * Of forecasts (`f`, of the run `r`) those alone that a logged action does not touch, or those alone that one does: as long as the interval
 * that is forecast lies partly in what it touches.
 */
function byTouch({ leftOut }: ScoreRequest, kept: Kept): string {
  if (leftOut.length === 0) return '';
  return `${kept === 'untouched' ? 'ANTI' : 'SEMI'} JOIN (
      SELECT unnest(from_json($leftOut::JSON, '[{"series":"INTEGER","from":"BIGINT","to":"BIGINT"}]'), recursive := true)
    ) t ON t.series = f.series_id AND epoch_ms(f.target_at) + r.step_seconds * 1000 > t."from"
      AND (t."to" IS NULL OR epoch_ms(f.target_at) < t."to")`;
}

/**
 * Table expressions `said` (what a model and the benchmark beside it said, whichever was shown; `width`: of the interval, as a multiple of the model's own) and `truth` (what was measured, as far
 * as it had been received), for the parameters of {@link scoreParameters}. An as-of counts once.
 */
export function saidAndTruth(request: ScoreRequest, kept: Kept = 'untouched'): string {
  return `run AS (
    SELECT as_of, arg_max(run_id, (kind = 'live', run_id)) AS run_id, any_value(step_seconds) AS step_seconds,
           any_value(steps) AS steps
    FROM forecast_run
    WHERE topic = $topic AND list_contains(CAST($kinds AS VARCHAR[]), kind) AND model_id = $model
      AND model_version = $version AND benchmark_id = $benchmark AND ($from IS NULL OR as_of >= $from)
    GROUP BY as_of
  ), said AS (
    SELECT f.series_id, f.step, f.target_at, f.is_disturbed, f.benchmark_id, r.as_of, r.steps, r.step_seconds, f.benchmark, f.benchmark_q05,
           f.benchmark_q95, coalesce(f.model_q05, f.q05) AS q05, coalesce(f.model_q50, f.q50) AS q50,
           coalesce(f.model_q95, f.q95) AS q95,
           coalesce(json_extract_string(w.widths, '$.' || ${regimeOfRow('f')} || ${bandOfRow('f.step', 'r.steps')})::DOUBLE, 1) * coalesce(sw.width, 1) AS width
    FROM forecast f JOIN run r USING (run_id) LEFT JOIN run_widths w USING (run_id)
      LEFT JOIN series_width sw ON sw.run_id = f.run_id AND sw.series_id = f.series_id ${byTouch(request, kept)}
    WHERE ($to IS NULL OR f.target_at + to_seconds(r.step_seconds) <= $to)
      AND ($series IS NULL OR list_contains(CAST($series AS INTEGER[]), f.series_id))
  ), truth AS (
    SELECT r.series_id, r.starts_at, arg_max(r.value, s.precedence)::FLOAT AS y
    FROM reading r JOIN source s USING (source_id)
    WHERE r.starts_at >= (SELECT min(target_at) FROM said) AND r.starts_at <= (SELECT max(target_at) FROM said)
      AND ($series IS NULL OR list_contains(CAST($series AS INTEGER[]), r.series_id))
      AND ($to IS NULL OR r.received_at IS NULL OR r.received_at <= $to)
    GROUP BY r.series_id, r.starts_at
  )`;
}

/** Forecasts beside their truth. */
export const saidWithTruth =
  'said JOIN truth ON truth.series_id = said.series_id AND truth.starts_at = said.target_at';

export function scoreParameters(request: ScoreRequest): Parameters {
  return {
    topic: request.topic,
    kinds: JSON.stringify(request.kinds),
    series: request.series === null ? null : JSON.stringify(request.series),
    model: request.modelId,
    version: request.modelVersion,
    benchmark: request.benchmarkId,
    from: request.from === null ? null : instant(request.from),
    to: request.to === null ? null : instant(request.to),
    // Without end is null in JSON.
    ...(request.leftOut.length > 0 && { leftOut: JSON.stringify(request.leftOut) }),
  };
}

/** Mean pinball loss (Koenker and Bassett 1978) of columns that forecast quantiles, in the unit of the truth `y`. */
function meanPinball(columns: readonly (readonly [column: string, level: number])[]): string {
  const losses = columns.map(
    ([column, level]) => `greatest(${level} * (y - ${column}), ${level - 1} * (y - ${column}))`,
  );
  return `(${losses.join(' + ')}) / ${columns.length}`;
}

/** Over the levels 5, 50 and 95: the only ones that are kept of both. */
export const modelPinball = meanPinball([
  ['q05', 0.05],
  ['q50', 0.5],
  ['q95', 0.95],
]);
export const benchmarkPinball = meanPinball([
  ['benchmark_q05', 0.05],
  ['benchmark', 0.5],
  ['benchmark_q95', 0.95],
]);
