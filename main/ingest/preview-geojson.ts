import { basename } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { mappingSchema, type Mapping, type Preview } from '../common/contract/messages/sources.ts';
import { MetropoleError } from '../common/errors.ts';
import type { Head } from './file/head.ts';
import { columnFor } from './guess/words.ts';
import { noRows } from './no-rows.ts';
import {
  collectionSql,
  featuresSql,
  geojsonRefusal,
  notACollection,
  placesGeojson,
} from './readers/places-geojson.ts';
import { query, queryOne } from './sql.ts';

/** Looks at a GeoJSON file: its properties are the columns. @throws MetropoleError `file-unreadable` */
export async function previewGeojson(
  connection: DuckDBConnection,
  path: string,
  head: Head,
  known: Partial<Mapping>,
): Promise<Preview> {
  const features = await readFeatures(connection, path, head.bytes);
  const rows = features.map((feature) => properties(feature['properties']));
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const hasId = features.some((feature) => feature['id'] !== null);
  const place = columnFor('place', columns) ?? (hasId ? 'id' : undefined);
  const name = columnFor('name', columns);
  const mapping = mappingSchema.parse({
    ...(place === undefined ? {} : { placeColumn: place }),
    ...(name === undefined ? {} : { nameColumn: name }),
    ...known,
    format: 'places-geojson',
  });
  return {
    path,
    fileName: basename(path),
    bytes: head.bytes,
    mapping,
    confidence: features.length > 0 ? 0.95 : 0.3,
    columns: columns.slice(0, 200).map((column) => ({ name: column, type: 'text' })),
    rows: rows.map((row) => columns.slice(0, 200).map((column) => row[column] ?? null)),
    missing: [...placesGeojson.missing(mapping)],
    notices: features.length === 0 ? [noRows] : [],
  };
}

async function readFeatures(
  connection: DuckDBConnection,
  path: string,
  bytes: number,
): Promise<Readonly<Record<string, unknown>>[]> {
  const file = basename(path);
  try {
    const features = await query(
      connection,
      `SELECT feature ->> '$.id' AS id, (feature -> '$.properties')::VARCHAR AS properties
       FROM (${featuresSql(path, bytes)}) LIMIT 20`,
    );
    if (features.length === 0 && !(await isCollection(connection, path, bytes))) {
      throw new MetropoleError('file-unreadable', { file, row: 1, reason: notACollection });
    }
    return features;
  } catch (thrown) {
    throw geojsonRefusal(file, thrown);
  }
}

async function isCollection(connection: DuckDBConnection, path: string, bytes: number): Promise<boolean> {
  const { lists } = await queryOne(
    connection,
    `SELECT count(features) AS lists FROM ${collectionSql(path, bytes)}`,
  );
  return lists !== 0;
}

function properties(json: unknown): Readonly<Record<string, string | null>> {
  const parsed: unknown = typeof json === 'string' ? JSON.parse(json) : null;
  if (typeof parsed !== 'object' || parsed === null) return {};
  return Object.fromEntries(
    Object.entries(parsed).map(([key, value]) => [
      key,
      value === null ? null : typeof value === 'object' ? JSON.stringify(value) : String(value),
    ]),
  );
}
