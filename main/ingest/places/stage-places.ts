import { checkRatings } from '../loads/check-ratings.ts';
import { refusal, type ImportContext, type Staged } from '../import-context.ts';
import { numberOf, numberOrNull, queryOne, textOf } from '../sql.ts';
import { resolvePlaces } from './resolve-places.ts';

/**
 * Checks places that a reader left in the temporary table `raw` (key, name, latitude, longitude, line, misread, attributes, geometry)
 * and gives what is to be kept. `misread` is what stands where a number of degrees should; `geometry` names the GeoJSON
 * geometry where it is neither a point nor a line.
 * @throws MetropoleError `import-duplicate-place`, `import-coordinates-projected`, `import-no-usable-row`
 */
export async function stagePlaces(
  context: ImportContext,
  records: number,
  refusedLines: number,
): Promise<Staged> {
  const { connection, findings, mapping } = context;
  context.step('import-checking', 0.5);
  const isOff = '(abs(latitude) > 90 OR abs(longitude) > 180)';
  const isWhole =
    '(len(list_filter(line, lambda vertex: abs(vertex[2]) <= 90 AND abs(vertex[1]) <= 180)) = len(line))';
  const found = await queryOne(
    connection,
    `SELECT count(*) FILTER (key IS NULL OR key = '') AS keyless, min(rowid) FILTER (key IS NULL OR key = '') AS keyless_record,
            count(*) FILTER (key <> '') AS keyed, count(latitude) AS located,
            count(*) FILTER (${isOff}) AS off, min(rowid) FILTER (${isOff}) AS off_record,
            arg_min(latitude, rowid) FILTER (${isOff}) AS off_latitude, arg_min(longitude, rowid) FILTER (${isOff}) AS off_longitude,
            count(*) FILTER (geometry IS NULL AND (latitude IS NULL OR longitude IS NULL)) AS lost,
            min(rowid) FILTER (geometry IS NULL AND (latitude IS NULL OR longitude IS NULL)) AS lost_record,
            count(misread) AS misread, min(rowid) FILTER (misread IS NOT NULL) AS misread_record, arg_min(misread, rowid) AS misread_text
     FROM raw`,
  );
  const located = numberOf(found, 'located');
  if (located > 0 && numberOf(found, 'off') * 2 > located) {
    throw refusal(context, 'import-coordinates-projected', {
      row: findings.lineOf(numberOf(found, 'off_record')),
      x: numberOf(found, 'off_longitude'),
      y: numberOf(found, 'off_latitude'),
    });
  }
  if (numberOf(found, 'keyed') === 0) throw refusal(context, 'import-no-usable-row', { unit: '' });
  await refuseDuplicates(context);
  findings.add({
    severity: 'error',
    code: 'place-key-missing',
    record: numberOf(found, 'keyless_record'),
    column: mapping.placeColumn ?? null,
    count: numberOf(found, 'keyless'),
  });
  findings.add({
    severity: 'warning',
    code: 'location-out-of-range',
    record: numberOf(found, 'off_record'),
    column: mapping.latitudeColumn ?? null,
    count: numberOf(found, 'off'),
  });
  findings.add({
    severity: 'warning',
    code: 'location-unreadable',
    record: numberOrNull(found, 'misread_record'),
    column: mapping.latitudeColumn ?? null,
    count: numberOf(found, 'misread'),
    parameters: { value: textOf(found, 'misread_text') },
  });
  findings.add({
    severity: 'warning',
    code: 'location-missing',
    record: numberOrNull(found, 'lost_record'),
    column: mapping.latitudeColumn ?? null,
    count: numberOf(found, 'lost'),
  });
  await connection.run(
    `CREATE TEMP TABLE place_list AS
     SELECT (row_number() OVER (ORDER BY rowid) - 1)::INTEGER AS place_no, key, nullif(name, '') AS name, attributes,
            CASE WHEN NOT ${isOff} THEN latitude END AS latitude, CASE WHEN NOT ${isOff} THEN longitude END AS longitude,
            CASE WHEN ${isWhole} THEN line END AS line
     FROM raw WHERE key <> ''`,
  );
  await checkRatings(context);
  return {
    rowsRead: records + refusedLines,
    rowsRefused: refusedLines + numberOf(found, 'keyless'),
    commit: async (sourceId) => {
      await resolvePlaces(connection, sourceId);
      await connection.run(
        `INSERT INTO place_version (source_id, place_id, kind, name, latitude, longitude, attributes, line)
         SELECT ${sourceId}, place_id, 'sensor', name, latitude, longitude, attributes, line
         FROM place_list JOIN known_place USING (place_no) ORDER BY place_no`,
      );
    },
  };
}

async function refuseDuplicates(context: ImportContext): Promise<void> {
  const doubled = await queryOne(
    context.connection,
    `SELECT min(second) AS record, arg_min(key, second) AS key FROM (
       SELECT key, min(rowid) FILTER (turn = 2) AS second FROM (
         SELECT key, rowid, row_number() OVER (PARTITION BY key ORDER BY rowid) AS turn FROM raw WHERE key <> ''
       ) GROUP BY key HAVING count(*) > 1)`,
  );
  const record = numberOrNull(doubled, 'record');
  if (record !== null) {
    throw refusal(context, 'import-duplicate-place', {
      row: context.findings.lineOf(record),
      place: textOf(doubled, 'key'),
    });
  }
}
