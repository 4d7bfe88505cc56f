import type { DuckDBConnection } from '@duckdb/node-api';
import type { Progress } from '../common/contract/envelope.ts';
import type { FormatId, Mapping } from '../common/contract/messages/sources.ts';
import { MetropoleError } from '../common/errors.ts';
import type { FileFacts } from './file/facts.ts';
import type { Findings } from './findings.ts';

/** What the importer needs of a workspace's store. */
export interface ImportStore {
  read<T>(work: (connection: DuckDBConnection) => Promise<T>, signal?: AbortSignal): Promise<T>;
  session<T>(
    work: (session: {
      readonly connection: DuckDBConnection;
      readonly transaction: <R>(work: () => Promise<R>) => Promise<R>;
    }) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T>;
}

/** Everything a reader works with. Temporary tables of `connection` vanish with the import. */
export interface ImportContext {
  readonly connection: DuckDBConnection;
  readonly path: string;
  readonly fileName: string;
  readonly mapping: Mapping;
  /** Known when the pass over the whole file, beside the reading, is done. */
  readonly facts: Promise<FileFacts>;
  readonly findings: Findings;
  /** Throws `aborted` when the import was cancelled. */
  readonly step: (stage: Progress['stage'], fraction: number | null) => void;
  /** Epoch milliseconds of the import. */
  readonly now: number;
}

/** A file that was read and checked, and waits to be kept. */
export interface Staged {
  readonly rowsRead: number;
  readonly rowsRefused: number;
  /** Writes it as source `sourceId`; runs inside the import's one transaction. */
  commit(sourceId: number): Promise<void>;
}

/** One file format. A new format is one reader and one line in `readers/registry.ts`. */
export interface Reader {
  readonly format: FormatId;
  /**
   * Refuses a file of another kind before anything of it is read; left out: text in the mapping's encoding.
   * @throws MetropoleError `file-…`
   */
  readonly requireKind?: (path: string) => Promise<unknown>;
  /** Keys of the mapping that must still be said before a file can be read. */
  missing(mapping: Mapping): readonly (keyof Mapping)[];
  /** Reads and checks a file into temporary tables. @throws MetropoleError when the file is refused */
  stage(context: ImportContext): Promise<Staged>;
}

/** Refuses the file at hand, naming it. */
export function refusal(
  context: Pick<ImportContext, 'fileName'>,
  code: ConstructorParameters<typeof MetropoleError>[0],
  parameters: Readonly<Record<string, string | number>> = {},
  detail?: string,
): MetropoleError {
  return new MetropoleError(code, { file: context.fileName, ...parameters }, detail);
}
