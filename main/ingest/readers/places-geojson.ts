import { refusal, type ImportContext, type Reader, type Staged } from '../import-context.ts';
import { readHead } from '../file/head.ts';
import { stagePlaces } from '../places/stage-places.ts';
import { literal, numberOf, numberOrNull, pathLiteral, queryOne, textOf } from '../sql.ts';

/**
 * Places as a GeoJSON feature collection of points and lines; properties are kept as attributes. A line lies where the middle of
 * its vertices does.
 */
export const placesGeojson: Reader = {
  format: 'places-geojson',
  requireKind: (path) => readHead(path),
  missing: (mapping) => (['placeColumn'] as const).filter((key) => mapping[key] === undefined),
  stage,
};

/** The features of a file as rows of the columns `feature` (JSON) and `crs`. */
export function featuresSql(path: string, bytes: number): string {
  return `SELECT unnest(features) AS feature, crs FROM ${collectionSql(path, bytes)}`;
}

/** SQL that reads the columns `type`, `crs` and `features` of a file; `features` is null where it has none. */
export function collectionSql(path: string, bytes: number): string {
  return `read_json(${pathLiteral(path)}, format = 'unstructured', records = true,
    maximum_object_size = ${Math.max(bytes + 1024, 1 << 24)}, columns = {type: 'VARCHAR', crs: 'JSON', features: 'JSON[]'})`;
}

async function stage(context: ImportContext): Promise<Staged> {
  const { connection, mapping, findings } = context;
  const head = await readHead(context.path);
  const name = mapping.nameColumn;
  const property = (key: string): string => `json_extract_string(feature, ${literal(jsonPath(key))})`;
  try {
    await connection.run(
      `CREATE TEMP TABLE raw AS
       SELECT trim(coalesce(${property(mapping.placeColumn ?? 'id')}, ${mapping.placeColumn === 'id' ? "feature ->> '$.id'" : 'NULL'})) AS key,
              ${name === undefined ? 'NULL' : property(name)}::VARCHAR AS name, feature -> '$.properties' AS attributes,
              CASE WHEN kind = 'LineString' THEN ${lineSql} END AS line,
              CASE kind WHEN 'Point' THEN try_cast(feature ->> '$.geometry.coordinates[1]' AS DOUBLE) WHEN 'LineString' THEN ${middleSql(2)} END AS latitude,
              CASE kind WHEN 'Point' THEN try_cast(feature ->> '$.geometry.coordinates[0]' AS DOUBLE) WHEN 'LineString' THEN ${middleSql(1)} END AS longitude,
              CASE WHEN kind IN ('Point', 'LineString') AND (latitude IS NULL OR longitude IS NULL) THEN left(feature ->> '$.geometry.coordinates', 100) END AS misread,
              CASE WHEN kind NOT IN ('Point', 'LineString') THEN kind END AS geometry, crs ->> '$.properties.name' AS crs
       FROM (SELECT *, feature ->> '$.geometry.type' AS kind FROM (${featuresSql(context.path, head.bytes)}))`,
    );
  } catch (thrown) {
    throw geojsonRefusal(context.fileName, thrown);
  }
  const found = await queryOne(
    connection,
    `SELECT count(*) AS records, any_value(crs) AS crs, count(geometry) AS others, min(rowid) FILTER (geometry IS NOT NULL) AS other_record,
            arg_min(geometry, rowid) AS other FROM raw`,
  );
  const records = numberOf(found, 'records');
  if (records === 0) throw refusal(context, 'file-no-rows');
  refuseProjected(context, textOf(found, 'crs'));
  findings.add({
    severity: 'warning',
    code: 'geometry-not-point',
    record: numberOrNull(found, 'other_record'),
    column: null,
    count: numberOf(found, 'others'),
    parameters: { geometry: textOf(found, 'other') },
  });
  return stagePlaces(context, records, 0);
}

/** SQL of a line's vertices, heights left out; null where they are no numbers or fewer than two. */
const lineSql = `(CASE WHEN json_array_length(feature -> '$.geometry.coordinates') >= 2 THEN
  list_transform(try_cast(feature -> '$.geometry.coordinates' AS DOUBLE[][]), lambda vertex: vertex[1:2]) END)`;

/** SQL of the middle of its vertices: of one where their number is odd, between two where it is even. */
function middleSql(axis: 1 | 2): string {
  const at = (index: string): string => `line[CAST(floor(${index}) AS BIGINT)][${axis}]`;
  return `((${at('(len(line) + 1) / 2')} + ${at('len(line) / 2 + 1')}) / 2)`;
}

/** A property's path in a feature, whatever characters its name has. */
function jsonPath(property: string): string {
  return `$.properties."${property.replaceAll('"', '\\"')}"`;
}

/** GeoJSON is WGS 84 unless the outdated `crs` member says otherwise. */
function refuseProjected(context: ImportContext, crs: string): void {
  if (crs === '' || /CRS84$|EPSG:+4326$|EPSG:.*:4326$/i.test(crs)) return;
  throw refusal(context, 'import-coordinates-projected', { row: 1, x: crs, y: '' });
}

/**
 * What DuckDB's JSON reader throws, as the refusal of a file. Everything else (disk full, memory full, aborted) stays as it
 * is, whatever its path is called.
 * @param file its name
 */
export function geojsonRefusal(file: string, thrown: unknown): unknown {
  const message = thrown instanceof Error ? thrown.message : '';
  if (!/^(Invalid Input|Conversion|Binder) Error/.test(message)) return thrown;
  if (/UTF-?8|UTF-?16|unicode/i.test(message))
    return refusal({ fileName: file }, 'file-encoding', { row: 1 }, message);
  if (!/JSON|Malformed|unnest|features/i.test(message)) return thrown;
  const row = Number(/line (\d+)/i.exec(message)?.[1] ?? 1);
  const reason = /transform error/i.test(message)
    ? notACollection
    : (/^[^\n]*?Error: (.*)/.exec(message)?.[1] ?? message)
        .replace(/ in file ".*?",?/, '')
        .replace(/[.\s]+$/, '');
  return refusal({ fileName: file }, 'file-unreadable', { row, reason }, message);
}

/** What is wrong with JSON that has no features. */
export const notACollection = 'it is no GeoJSON feature collection';
