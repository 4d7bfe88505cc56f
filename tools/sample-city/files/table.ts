import type { DuckDBType, DuckDBValue } from '@duckdb/node-api';

/** One column of a file: its name, its type, and the value of each row; null where there is none. */
export interface FileColumn {
  readonly name: string;
  readonly type: DuckDBType;
  readonly at: (row: number) => DuckDBValue;
}

/** A table on its way into a file, rows in the order that the file keeps. */
export interface FileTable {
  /** The file's name without its ending. */
  readonly name: string;
  readonly rows: number;
  readonly columns: readonly FileColumn[];
}
