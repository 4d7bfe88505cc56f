import { weatherMetricIds, weatherMetrics } from '../../common/weather.ts';
import { refusal, type ImportContext, type Reader, type Staged } from '../import-context.ts';
import { numberSql } from '../readings/cells.ts';
import { problemsOf, requireRows, stageRows } from '../records/stage-rows.ts';
import { makeTimesOf } from '../records/times-of.ts';
import { numberOf, numberOrNull, queryOne } from '../sql.ts';

/** Weather with one row for each interval and a column for each metric, as CSV or Parquet; forecasts have a column of when they were issued. */
export const weather: Reader = {
  format: 'weather',
  requireKind: requireRows,
  missing: (mapping) => [
    ...(['timeColumn', 'zone'] as const).filter((key) => mapping[key] === undefined),
    ...(weatherMetricIds.some((metric) => mapping[`${metric}Column`] !== undefined)
      ? []
      : (['rainColumn'] as const)),
  ],
  stage,
};

const hourSeconds = 3600;

async function stage(context: ImportContext): Promise<Staged> {
  const { connection, mapping } = context;
  const isForecast = mapping.issuedColumn !== undefined;
  const rows = await stageRows(context, {
    started: 'timeColumn',
    issued: 'issuedColumn',
    station: 'placeColumn',
    ...Object.fromEntries(weatherMetricIds.map((metric) => [metric, `${metric}Column` as const])),
  });
  context.step('import-checking', 0.4);
  await makeTimesOf(context, 'started', mapping.timeColumn, { mayLieAhead: isForecast });
  await makeTimesOf(context, 'issued', mapping.issuedColumn);
  const seconds = await intervalSeconds(context);
  await connection.run(
    `CREATE TEMP TABLE weather_row AS
     SELECT r.rowid AS record, r.station, s.starts_at,
            ${isForecast ? 'i.starts_at' : `s.starts_at + to_seconds(${seconds})`} AS known_at,
            CASE WHEN r.started IS NULL ${isForecast ? 'OR r.issued IS NULL' : ''} THEN 'time-missing' END AS problem,
            ${weatherMetricIds.map((metric) => `r.${metric}`).join(', ')}
     FROM raw r LEFT JOIN time_started s ON s.raw_time = r.started LEFT JOIN time_issued i ON i.raw_time = r.issued`,
  );
  const untimed = await reportUntimed(context);
  await connection.run(
    `CREATE TEMP TABLE weather_cell AS
     SELECT record, station, starts_at, known_at, metric, text, value, CASE
         WHEN value IS NULL THEN 'value-not-a-number'
         WHEN NOT (${weatherMetricIds.map((metric) => `(metric = '${metric}' AND value BETWEEN ${plausibleSql(metric, seconds)})`).join(' OR ')})
           THEN 'value-absurd' END AS problem
     FROM (${weatherMetricIds
       .map(
         (metric) =>
           `SELECT record, station, starts_at, known_at, '${metric}' AS metric, ${metric} AS text, ${rateSql(context, metric, seconds)} AS value
            FROM weather_row WHERE ${metric} IS NOT NULL AND starts_at IS NOT NULL AND known_at IS NOT NULL`,
       )
       .join(' UNION ALL ')})`,
  );
  await connection.run(
    `UPDATE weather_cell SET problem = 'record-duplicate' WHERE problem IS NULL AND (metric, record) NOT IN (
       SELECT (metric, max(record)) FROM weather_cell WHERE problem IS NULL GROUP BY metric, station, starts_at, known_at)`,
  );
  await reportCells(context);
  const { kept } = await queryOne(
    connection,
    'SELECT count(*) AS kept FROM weather_cell WHERE problem IS NULL',
  );
  if (kept === 0) throw refusal(context, 'import-no-usable-row', { unit: '' });
  return {
    rowsRead: rows.records + rows.refused,
    rowsRefused: rows.refused + untimed,
    commit: async (sourceId) => {
      await connection.run(
        `INSERT INTO weather (source_id, source_row, metric, station, starts_at, interval_seconds, value, is_forecast, known_at)
         SELECT ${sourceId}, record, metric, station, starts_at, ${seconds}, value, ${isForecast}, known_at
         FROM weather_cell WHERE problem IS NULL ORDER BY metric, record`,
      );
      await connection.run(
        `INSERT INTO source_span SELECT ${sourceId}, min(starts_at), max(starts_at) + to_seconds(${seconds})
         FROM weather_cell WHERE problem IS NULL`,
      );
    },
  };
}

type Metric = (typeof weatherMetricIds)[number];

/** A sum over the interval as a rate per hour. */
function rateSql(context: ImportContext, metric: Metric, seconds: number): string {
  const value = numberSql(context, metric);
  return weatherMetrics[metric].isSum ? `${value} * ${hourSeconds / seconds}` : value;
}

function plausibleSql(metric: Metric, seconds: number): string {
  const { plausible, isSum } = weatherMetrics[metric];
  const [lowest, highest] = plausible;
  return `${lowest} AND ${isSum ? highest * Math.max(1, hourSeconds / seconds) : highest}`;
}

/** The most frequent step between the file's times; an hour where there is but one. */
async function intervalSeconds({ connection }: ImportContext): Promise<number> {
  const found = await queryOne(
    connection,
    `SELECT mode(seconds)::INTEGER AS seconds FROM (
       SELECT epoch(starts_at - lag(starts_at) OVER (ORDER BY starts_at)) AS seconds
       FROM (SELECT DISTINCT starts_at FROM time_started WHERE starts_at IS NOT NULL)) WHERE seconds > 0`,
  );
  return numberOrNull(found, 'seconds') ?? hourSeconds;
}

/** Rows without a time that can be read; those that say one which cannot are told of already. */
async function reportUntimed(context: ImportContext): Promise<number> {
  const [missing] = await problemsOf(context, "SELECT problem, record, '' AS value FROM weather_row");
  context.findings.add({
    severity: 'error',
    code: 'time-missing',
    record: missing?.record ?? null,
    column: context.mapping.issuedColumn ?? context.mapping.timeColumn ?? null,
    count: missing?.count ?? 0,
  });
  const { untimed } = await queryOne(
    context.connection,
    'SELECT count(*) AS untimed FROM weather_row WHERE starts_at IS NULL OR known_at IS NULL',
  );
  return numberOf({ untimed }, 'untimed');
}

async function reportCells(context: ImportContext): Promise<void> {
  for (const metric of weatherMetricIds) {
    const found = await problemsOf(
      context,
      `SELECT problem, record, text AS value FROM weather_cell WHERE metric = '${metric}'`,
    );
    for (const { problem, count, record, value } of found) {
      const isDuplicate = problem === 'record-duplicate';
      context.findings.add({
        severity: isDuplicate ? 'warning' : 'error',
        code:
          problem === 'value-absurd'
            ? 'value-absurd'
            : isDuplicate
              ? 'record-duplicate'
              : 'value-not-a-number',
        record,
        column: context.mapping[`${metric}Column`] ?? null,
        count,
        parameters: { value, unit: weatherMetrics[metric].unit },
      });
    }
  }
}
