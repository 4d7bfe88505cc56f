import type { ImportContext } from '../import-context.ts';
import { numberOf, query, queryOne, textOf } from '../sql.ts';

/** Reports places that no source has described yet, and sources that already have readings of the same time. */
export async function checkPlaces(context: ImportContext, column: string | null): Promise<void> {
  const { connection, findings, mapping } = context;
  const unknown = await queryOne(
    connection,
    `SELECT count(*) AS places, min(first_record) AS record, arg_min(key, place_no) AS key,
            arg_min(column_name, place_no) AS column_name
     FROM place_list WHERE key NOT IN (SELECT key FROM current_place WHERE latitude IS NOT NULL)`,
  );
  findings.add({
    severity: 'info',
    code: 'place-unknown',
    record: column === null ? null : numberOf(unknown, 'record'),
    column: column ?? textOf(unknown, 'column_name'),
    count: numberOf(unknown, 'places'),
    parameters: { place: textOf(unknown, 'key') },
  });
  const overlaps = await query(
    connection,
    `SELECT any_value(o.file_name) AS file, r.source_id, count(DISTINCT l.place_no) AS places
     FROM place_list l JOIN place_span n USING (place_no) JOIN place p USING (key)
     JOIN series s ON s.place_id = p.place_id AND s.metric = $metric AND s.unit = $unit
     JOIN series_span r ON r.series_id = s.series_id AND r.first_at <= n.last_at AND r.last_at >= n.first_at
     JOIN source o ON o.source_id = r.source_id
     GROUP BY r.source_id ORDER BY r.source_id`,
    { metric: mapping.metric ?? 'speed', unit: mapping.unit ?? '' },
  );
  for (const overlap of overlaps) {
    findings.add({
      severity: 'info',
      code: 'overlaps-source',
      record: null,
      column: null,
      count: numberOf(overlap, 'places'),
      parameters: { source: textOf(overlap, 'file') },
    });
  }
}
