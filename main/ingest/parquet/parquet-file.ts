import type { DuckDBConnection } from '@duckdb/node-api';
import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { MetropoleError } from '../../common/errors.ts';
import { readHead } from '../file/head.ts';
import { literal, pathLiteral, query, textOf } from '../sql.ts';

/** What a Parquet file begins and ends with. */
const mark = Buffer.from('PAR1');

/** Whether a file is Parquet by its first bytes; one that cannot be read is none. */
export async function isParquet(path: string): Promise<boolean> {
  try {
    return (await bytesAt(path, 0)).equals(mark);
  } catch {
    return false;
  }
}

/** @throws MetropoleError `file-missing`, `file-inaccessible`, `file-empty`, `file-kind-mismatch` */
export async function requireParquet(path: string): Promise<void> {
  if (await isParquet(path)) return;
  await readHead(path);
  throw new MetropoleError('file-kind-mismatch', { file: basename(path), kind: 'text' });
}

/** A column of a Parquet file: its name, and SQL that gives it as text and as a number. */
export interface ParquetColumn {
  readonly name: string;
  readonly type: 'number' | 'time' | 'text';
  readonly text: string;
  /** Null where the column holds no numbers. */
  readonly number: string | null;
  /** Its times say the instant themselves. */
  readonly saysInstant: boolean;
}

/** SQL of the rows of a file. */
export function parquetSql(path: string): string {
  return `read_parquet(${pathLiteral(path)})`;
}

/**
 * The columns of a file that hold single values; lists and structures are passed over.
 * @throws MetropoleError `file-unreadable` where the file is cut short or damaged
 */
export async function parquetColumns(
  connection: DuckDBConnection,
  path: string,
): Promise<readonly ParquetColumn[]> {
  await refuseCut(path);
  try {
    const rows = await query(connection, `DESCRIBE SELECT * FROM ${parquetSql(path)}`);
    return rows.flatMap((row) => columnOf(textOf(row, 'column_name'), textOf(row, 'column_type')));
  } catch (thrown) {
    throw parquetRefusal(basename(path), thrown);
  }
}

/**
 * What DuckDB's Parquet reader throws, as the refusal of a file. Everything else (disk full, memory full, aborted) stays as it is.
 * @param file its name
 */
export function parquetRefusal(file: string, thrown: unknown): unknown {
  const message = thrown instanceof Error ? thrown.message : '';
  if (!/^(Invalid Input|IO|Serialization|Not implemented|Binder) Error|TProtocol|Snappy|ZSTD/i.test(message))
    return thrown;
  if (/No space left|Could not write/i.test(message)) return thrown;
  const reason = (message.split('\n')[0] ?? '')
    .replace(/ in file ".*?"/, '')
    .replace(/^\w[\w ]* Error: /, '');
  return new MetropoleError('file-unreadable', { file, row: 1, reason }, message, thrown);
}

async function refuseCut(path: string): Promise<void> {
  const { size } = await stat(path);
  if (size > 8 && (await bytesAt(path, size - mark.length)).equals(mark)) return;
  const reason = 'it is cut short: the end of a Parquet file is missing';
  throw new MetropoleError('file-unreadable', { file: basename(path), row: 1, reason });
}

async function bytesAt(path: string, position: number): Promise<Buffer> {
  const handle = await open(path);
  try {
    const buffer = Buffer.alloc(mark.length);
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, position);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

function columnOf(name: string, type: string): readonly ParquetColumn[] {
  const quoted = `"${name.replaceAll('"', '""')}"`;
  const column = { name, text: `${quoted}::VARCHAR`, number: null, saysInstant: false };
  if (/\[\]$|^(STRUCT|MAP|UNION|BLOB|GEOMETRY)/.test(type)) return [];
  if (/^TIMESTAMP.*(WITH TIME ZONE|TZ)/.test(type)) {
    const text = `strftime(timezone('UTC', ${quoted}), ${literal('%Y-%m-%dT%H:%M:%SZ')})`;
    return [{ ...column, type: 'time', text, saysInstant: true }];
  }
  if (/^(TIMESTAMP|DATE)/.test(type)) return [{ ...column, type: 'time' }];
  if (/^(U?(TINY|SMALL|BIG|HUGE)?INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL)/.test(type))
    return [{ ...column, type: 'number', number: `${quoted}::DOUBLE` }];
  return [{ ...column, type: 'text' }];
}
