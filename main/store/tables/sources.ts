import type { DuckDBConnection } from '@duckdb/node-api';
import { z } from 'zod';
import { sourceSchema, type Source } from '../../common/contract/messages/sources.ts';
import { MetropoleError } from '../../common/errors.ts';
import { type Notice, noticeSchema } from '../../common/notices.ts';
import { readRow, readRows } from '../columns.ts';
import type { Database } from '../database.ts';

const json = z.string().transform((text): unknown => JSON.parse(text));

export class Sources {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** All sources, the first imported first. */
  async list(): Promise<readonly Source[]> {
    const rows = await this.#database.read((connection) =>
      readRows(connection, `${select} ORDER BY s.source_id`),
    );
    return rows.map(toSource);
  }

  /** @throws MetropoleError `source-unknown` */
  async get(sourceId: number): Promise<Source> {
    return this.#database.read(async (connection) => {
      const row = await readRow(connection, `${select} WHERE s.source_id = $sourceId`, { sourceId });
      if (row === undefined) throw new MetropoleError('source-unknown', { source: sourceId });
      return toSource(row);
    });
  }

  /** What the import of a source found, errors first. @throws MetropoleError `source-unknown` */
  async notices(sourceId: number): Promise<readonly Notice[]> {
    await this.get(sourceId);
    const rows = await this.#database.read((connection) =>
      readRows(
        connection,
        `SELECT severity, code, first_row AS "row", column_name AS "column", count, parameters::VARCHAR AS parameters
         FROM notice WHERE source_id = $sourceId
         ORDER BY list_position(['error', 'warning', 'info'], severity), first_row`,
        { sourceId },
      ),
    );
    return rows.map((row) => noticeSchema.parse({ ...row, parameters: json.parse(row['parameters']) }));
  }

  /** Says one more thing of a source than its file did. */
  async addNotice(
    sourceId: number,
    { severity, code, row, column, count, parameters }: Notice,
  ): Promise<void> {
    await this.#database.write((connection) =>
      connection.run(
        'INSERT INTO notice VALUES ($sourceId, $severity, $code, $row, $column, $count, $parameters::JSON)',
        { sourceId, severity, code, row, column, count, parameters: JSON.stringify(parameters) },
      ),
    );
  }

  /**
   * Takes out exactly what a source brought, and places and series that nothing refers to any more. What it covered of
   * earlier sources becomes current again. Forecasts of series that vanish go with them.
   * @throws MetropoleError `source-unknown`
   */
  async remove(sourceId: number): Promise<void> {
    await this.get(sourceId);
    await this.#database.write((connection) => removeSource(connection, sourceId));
  }
}

async function removeSource(connection: DuckDBConnection, sourceId: number): Promise<void> {
  await connection.run(
    'DELETE FROM link WHERE link_set_id IN (SELECT link_set_id FROM link_set WHERE source_id = $sourceId)',
    { sourceId },
  );
  for (const table of [
    'link_set',
    'reading',
    'series_span',
    'source_span',
    'weather',
    'incident',
    'planned_event',
    'holiday',
    'holiday_span',
    'place_version',
    'source_place',
    'notice',
    'source',
  ]) {
    await connection.run(`DELETE FROM ${table} WHERE source_id = $sourceId`, { sourceId });
  }
  await connection.run('DELETE FROM series WHERE series_id NOT IN (SELECT series_id FROM series_span)');
  for (const table of ['usual', 'series_loss', 'forecast']) {
    await connection.run(`DELETE FROM ${table} WHERE series_id NOT IN (SELECT series_id FROM series)`);
  }
  await connection.run(`DELETE FROM place WHERE place_id NOT IN (SELECT place_id FROM series)
    AND place_id NOT IN (SELECT place_id FROM place_version)
    AND place_id NOT IN (SELECT place_id FROM source_place)
    AND place_id NOT IN (SELECT from_place_id FROM link)
    AND place_id NOT IN (SELECT to_place_id FROM link)`);
}

const select = `SELECT s.source_id AS id, s.file_name, s.sha256, s.bytes, s.format, s.rows_read, s.rows_kept, s.rows_refused,
  s.licence, epoch_ms(s.imported_at) AS imported_at, s.imported_by, s.mapping::VARCHAR AS mapping,
  (SELECT count(*) FROM notice n WHERE n.source_id = s.source_id) AS notices,
  (SELECT count(*) FROM source_place p WHERE p.source_id = s.source_id) AS places,
  coalesce((SELECT epoch_ms(min(first_at)) FROM series_span p WHERE p.source_id = s.source_id),
    (SELECT epoch_ms(min(first_at)) FROM source_span p WHERE p.source_id = s.source_id)) AS "from",
  coalesce((SELECT max(epoch_ms(last_at) + 1000::BIGINT * coalesce(cadence_seconds, 0)) FROM series_span p JOIN series USING (series_id)
   WHERE p.source_id = s.source_id), (SELECT epoch_ms(max(last_at)) FROM source_span p WHERE p.source_id = s.source_id)) AS "to"
  FROM source s`;

function toSource(row: Readonly<Record<string, unknown>>): Source {
  return sourceSchema.parse({
    id: row['id'],
    fileName: row['file_name'],
    sha256: row['sha256'],
    bytes: row['bytes'],
    format: row['format'],
    outcome: row['notices'] === 0 ? 'loaded' : 'loaded-with-notices',
    rowsRead: row['rows_read'],
    rowsKept: row['rows_kept'],
    rowsRefused: row['rows_refused'],
    noticeCount: row['notices'],
    places: row['places'],
    from: row['from'],
    to: row['to'],
    licence: row['licence'],
    importedAt: row['imported_at'],
    importedBy: row['imported_by'],
    mapping: json.parse(row['mapping']),
  });
}
