import { type DuckDBConnection, type DuckDBValue, DuckDBTimestampTZValue } from '@duckdb/node-api';
import { namedRows, type NamedRow } from '../common/rows/named-rows.ts';

/** How a column of a result is kept. SQL must give INTEGER, FLOAT, DOUBLE or VARCHAR to match. */
type Kind = 'int32' | 'float32' | 'float64' | 'text';

interface ArrayOfKind {
  int32: Int32Array;
  float32: Float32Array;
  float64: Float64Array;
  text: (string | null)[];
}

export type Shape = Readonly<Record<string, Kind>>;
export type ColumnsOf<S extends Shape> = { readonly [Name in keyof S]: ArrayOfKind[S[Name]] };

export type Parameters = Readonly<Record<string, DuckDBValue>>;

/** An instant, given as epoch milliseconds, as a query parameter. */
export function instant(milliseconds: number): DuckDBTimestampTZValue {
  return new DuckDBTimestampTZValue(BigInt(Math.round(milliseconds)) * 1000n);
}

/** Makes an empty array of a kind. Text starts as nulls. */
function emptyArray<K extends Kind>(kind: K, rows: number): ArrayOfKind[K];
function emptyArray(kind: Kind, rows: number): ArrayOfKind[Kind] {
  if (kind === 'int32') return new Int32Array(rows);
  if (kind === 'float32') return new Float32Array(rows);
  if (kind === 'float64') return new Float64Array(rows);
  return new Array<string | null>(rows).fill(null);
}

/**
 * Runs a query and gives its columns as arrays, straight from DuckDB's chunks with no object per row.
 * The columns of `shape` are taken by position. Missing numbers are NaN (0 in an int32 column), missing text is null.
 */
export async function readColumns<const S extends Shape>(
  connection: DuckDBConnection,
  sql: string,
  parameters: Parameters,
  shape: S,
): Promise<{ readonly rows: number; readonly columns: ColumnsOf<S> }> {
  const result = await connection.run(sql, { ...parameters });
  const chunks = await result.fetchAllChunks();
  const rows = chunks.reduce((sum, chunk) => sum + chunk.rowCount, 0);
  const columns: Partial<Record<string, ArrayOfKind[Kind]>> = {};
  for (const [index, [name, kind]] of Object.entries(shape).entries()) {
    const values = emptyArray(kind, rows);
    let start = 0;
    for (const chunk of chunks) {
      const vector = chunk.getColumnVector(index);
      const count = chunk.rowCount;
      for (let row = 0; row < count; row++) {
        const item = vector.getItem(row);
        if (Array.isArray(values)) values[start + row] = item === null ? null : String(item);
        else values[start + row] = item === null ? NaN : Number(item);
      }
      start += count;
    }
    columns[name] = values;
  }
  if (!hasShape(columns, shape))
    throw new Error(`the result lacks a column of ${Object.keys(shape).join(', ')}`);
  return { rows, columns };
}

/** The first row of a query as JSON values by name, or undefined when there is none. */
export async function readRow(
  connection: DuckDBConnection,
  sql: string,
  parameters: Parameters = {},
): Promise<NamedRow | undefined> {
  const [row] = await readRows(connection, sql, parameters);
  return row;
}

/** All rows of a small result by name. */
export async function readRows(
  connection: DuckDBConnection,
  sql: string,
  parameters: Parameters = {},
): Promise<NamedRow[]> {
  return namedRows(await connection.run(sql, { ...parameters }));
}

function hasShape<S extends Shape>(columns: object, shape: S): columns is ColumnsOf<S> {
  return Object.keys(shape).every((name) => name in columns);
}
