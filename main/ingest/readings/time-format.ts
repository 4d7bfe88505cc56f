import type { DuckDBConnection } from '@duckdb/node-api';
import { literal } from '../sql.ts';

/** Whether a text is a strptime format. DuckDB judges formats when it prepares a query, and only says so by failing. */
export async function isTimeFormat(connection: DuckDBConnection, format: string): Promise<boolean> {
  try {
    await connection.run(`SELECT try_strptime('', ${literal(format)})`);
    return true;
  } catch (thrown) {
    if (thrown instanceof Error && thrown.message.includes('format specifier')) return false;
    throw thrown;
  }
}
