import type { DuckDBConnection } from '@duckdb/node-api';

/**
 * Gives every key of the temporary table `place_list` (place_no, key) its place, making those that are new, and notes them
 * as the source's places in that order. Leaves the temporary table `known_place` (place_no, place_id).
 */
export async function resolvePlaces(connection: DuckDBConnection, sourceId: number): Promise<void> {
  await connection.run(
    `INSERT INTO place (key) SELECT key FROM place_list WHERE key NOT IN (SELECT key FROM place) ORDER BY place_no`,
  );
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE known_place AS SELECT l.place_no, p.place_id FROM place_list l JOIN place p USING (key)`,
  );
  await connection.run(
    `INSERT INTO source_place SELECT ${sourceId}, place_id, place_no FROM known_place ORDER BY place_no`,
  );
}
