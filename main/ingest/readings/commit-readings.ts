import { metrics } from '../../common/metrics.ts';
import type { ImportContext } from '../import-context.ts';
import { resolvePlaces } from '../places/resolve-places.ts';

/**
 * Writes what will be kept as source `sourceId`: places, series, readings and spans.
 * @param kept SQL that gives `place_no`, `starts_at`, `value` and `record`
 */
export async function commitReadings(context: ImportContext, kept: string, sourceId: number): Promise<void> {
  const { connection, mapping } = context;
  const metric = metrics[mapping.metric ?? 'speed'];
  const identity = { metric: metric.id, unit: mapping.unit ?? metric.units[0], kind: metric.kind };
  await resolvePlaces(connection, sourceId);
  const same = "s.metric = $metric AND s.unit = $unit AND s.kind = $kind AND s.state = 'raw'";
  await connection.run(
    `INSERT INTO series (place_id, metric, unit, kind, state, cadence_seconds)
     SELECT place_id, $metric, $unit, $kind, 'raw', cadence_seconds FROM known_place k JOIN place_span USING (place_no)
     WHERE NOT EXISTS (FROM series s WHERE s.place_id = k.place_id AND ${same}) ORDER BY place_no`,
    identity,
  );
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE known_series AS
     SELECT k.place_no, s.series_id FROM known_place k JOIN series s ON s.place_id = k.place_id AND ${same}`,
    identity,
  );
  await connection.run(
    `INSERT INTO reading (series_id, starts_at, value, source_id, source_row)
     SELECT series_id, starts_at, value, ${sourceId}, record FROM (${kept}) JOIN known_series USING (place_no)`,
  );
  await connection.run(
    `INSERT INTO series_span SELECT series_id, ${sourceId}, first_at, last_at, count
     FROM place_span JOIN known_series USING (place_no)`,
  );
}
