import { basename } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Progress } from '../common/contract/envelope.ts';
import type { Mapping, Preview } from '../common/contract/messages/sources.ts';
import { MetropoleError, throwIfAborted } from '../common/errors.ts';
import type { Notice } from '../common/notices.ts';
import { readFacts, type FileFacts } from './file/facts.ts';
import { readHead } from './file/head.ts';
import { Findings } from './findings.ts';
import type { ImportContext, ImportStore, Staged } from './import-context.ts';
import { isUnitOf } from './guess/words.ts';
import { preview } from './preview.ts';
import { readers } from './readers/registry.ts';
import { numberOf, queryOne } from './sql.ts';

export interface ImportOptions {
  /** Who imports, for the source's record. */
  readonly actor: string;
  readonly licence?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly progress?: ((progress: Progress) => void) | undefined;
}

export interface Imported {
  readonly sourceId: number;
  readonly notices: readonly Notice[];
}

/** Brings files into a workspace. */
export class Importer {
  readonly #store: ImportStore;
  readonly #now: () => number;

  /** @param now the clock, epoch milliseconds */
  constructor(store: ImportStore, now: () => number = Date.now) {
    this.#store = store;
    this.#now = now;
  }

  /**
   * Looks at a file and guesses how it is to be read; `known` overrides parts of the guess.
   * @throws MetropoleError when it cannot be a file of any known format
   */
  preview(path: string, known: Partial<Mapping> = {}, signal?: AbortSignal): Promise<Preview> {
    return this.#store.read((connection) => preview(connection, path, known), signal);
  }

  /**
   * Reads, checks and keeps a file: afterwards it is in completely, or not at all.
   * @throws MetropoleError with file, row and column where they are known
   */
  async importFile(path: string, mapping: Mapping, options: ImportOptions): Promise<Imported> {
    const fileName = basename(path);
    const { signal } = options;
    const reader = readers[mapping.format];
    const missing = reader.missing(mapping);
    await (reader.requireKind?.(path) ?? readHead(path, mapping.encoding));
    if (missing.length > 0) {
      throw new MetropoleError('import-mapping-incomplete', { file: fileName, missing: missing.join(', ') });
    }
    const { metric, unit } = mapping;
    if (metric !== undefined && unit !== undefined && !isUnitOf(metric, unit)) {
      throw new MetropoleError('import-unit-mismatch', { file: fileName, metric, unit });
    }
    return this.#store.session(async ({ connection, transaction }) => {
      const facts = readFacts(path, signal);
      facts.catch(() => undefined);
      const context: ImportContext = {
        connection,
        path,
        fileName,
        mapping,
        facts,
        findings: new Findings(),
        now: this.#now(),
        step: (stage, fraction) => {
          throwIfAborted(signal);
          options.progress?.({ stage, fraction, parameters: { file: fileName } });
        },
      };
      context.step('import-reading', 0);
      const staged = await reader.stage(context);
      context.step('import-saving', 0.7);
      const known = await facts;
      const sourceId = await transaction(() => keep(context, staged, known, options));
      context.step('import-saving', 1);
      return { sourceId, notices: context.findings.notices() };
    }, signal);
  }
}

/** Writes the source, what it brought and what was found, inside the transaction. */
async function keep(
  context: ImportContext,
  staged: Staged,
  facts: FileFacts,
  options: ImportOptions,
): Promise<number> {
  const { connection, findings } = context;
  const source = await queryOne(
    connection,
    `INSERT INTO source (file_name, sha256, bytes, format, mapping, rows_read, rows_kept, rows_refused, licence, imported_at,
       imported_by, precedence)
     SELECT $file, $sha256, $bytes, $format, $mapping::JSON, $read, $kept, $refused, $licence,
       make_timestamptz($now::BIGINT * 1000), $actor, coalesce(max(precedence), 0) + 1 FROM source
     RETURNING source_id`,
    {
      file: context.fileName,
      sha256: facts.sha256,
      bytes: facts.bytes,
      format: context.mapping.format,
      mapping: JSON.stringify(context.mapping),
      read: staged.rowsRead,
      kept: staged.rowsRead - staged.rowsRefused,
      refused: staged.rowsRefused,
      licence: options.licence ?? null,
      now: context.now,
      actor: options.actor,
    },
  );
  const sourceId = numberOf(source, 'source_id');
  await staged.commit(sourceId);
  await keepNotices(connection, sourceId, findings.notices());
  throwIfAborted(options.signal);
  return sourceId;
}

async function keepNotices(
  connection: DuckDBConnection,
  sourceId: number,
  notices: readonly Notice[],
): Promise<void> {
  for (const notice of notices) {
    await connection.run(
      'INSERT INTO notice VALUES ($source, $severity, $code, $row, $column, $count, $parameters::JSON)',
      {
        source: sourceId,
        severity: notice.severity,
        code: notice.code,
        row: notice.row,
        column: notice.column,
        count: notice.count,
        parameters: JSON.stringify(notice.parameters),
      },
    );
  }
}
