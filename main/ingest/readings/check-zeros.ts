import type { MetricId } from '../../common/metrics.ts';
import type { ImportContext } from '../import-context.ts';
import { numberOf, queryOne, textOf } from '../sql.ts';
import type { StagedReadings } from './cells.ts';

/** Metrics for which an hour of nothing but zeros looks like a dead sensor. */
const suspicious: readonly MetricId[] = ['speed', 'load'];

/** How long zeros must last, and how many there must be, before they are worth a notice. */
const shortestSeconds = 3600;
const fewest = 4;

/** Reports runs of zeros. They are kept: only the owner of the sensor knows. Needs `place_span`. */
export async function checkZeros(
  context: ImportContext,
  staged: StagedReadings,
  kept: string,
): Promise<void> {
  if (!suspicious.includes(context.mapping.metric ?? 'speed')) return;
  const found = await queryOne(
    context.connection,
    `WITH zero AS (
       SELECT k.place_no, k.record, k.starts_at, s.cadence_seconds,
              k.starts_at - to_seconds(s.cadence_seconds * row_number() OVER (PARTITION BY k.place_no ORDER BY k.starts_at)) AS run
       FROM (${kept}) k JOIN place_span s USING (place_no) WHERE k.value = 0 AND s.cadence_seconds IS NOT NULL
     ), run AS (
       SELECT place_no, count(*) AS zeros, min(record) AS record FROM zero GROUP BY place_no, run
       HAVING count(*) >= ${fewest} AND count(*) * any_value(cadence_seconds) >= ${shortestSeconds}
     )
     SELECT coalesce(sum(zeros), 0)::BIGINT AS zeros, count(DISTINCT place_no) AS places, min(record) AS record,
            arg_min(column_name, record) AS column_name
     FROM run JOIN place_list USING (place_no)`,
  );
  context.findings.add({
    severity: 'warning',
    code: 'value-zero-run',
    record: numberOf(found, 'record'),
    column: staged.valueColumn ?? textOf(found, 'column_name'),
    count: numberOf(found, 'zeros'),
    parameters: { places: numberOf(found, 'places') },
  });
}
