import { createHash } from 'node:crypto';
import { DuckDBTimestampTZValue, type DuckDBValue } from '@duckdb/node-api';
import type { FileTable } from './table.ts';

/**
 * sha256 over the content of tables: names, and every value in the order of the rows as it stands in the file. The same on
 * every machine, whatever writes the files.
 */
export function contentHash(tables: readonly FileTable[]): string {
  const hash = createHash('sha256');
  for (const { name, rows, columns } of tables) {
    hash.update(
      `${name}\n${columns.map((column) => `${column.name}:${column.type.toString()}`).join('\n')}\n`,
    );
    for (const column of columns) {
      let lines = '';
      for (let row = 0; row < rows; row++) {
        lines += `${said(column.at(row))}\n`;
        if (lines.length < 1 << 16) continue;
        hash.update(lines);
        lines = '';
      }
      hash.update(lines);
    }
  }
  return hash.digest('hex');
}

function said(value: DuckDBValue): string {
  return value instanceof DuckDBTimestampTZValue ? `${value.micros}` : String(value);
}
