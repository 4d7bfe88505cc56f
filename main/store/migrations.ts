import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MetropoleError } from '../common/errors.ts';
import { readRow } from './columns.ts';
import type { Database } from './database.ts';

/** One numbered step of the schema: `003_alarms.sql` is version 3. */
interface Migration {
  readonly version: number;
  readonly name: string;
  readonly sql: string;
}

/** The migrations of a folder in order. @throws Error when numbers are missing or doubled. */
export function readMigrations(folder: string): readonly Migration[] {
  const names = readdirSync(folder)
    .filter((name) => /^\d{3}_.+\.sql$/.test(name))
    .sort();
  return names.map((name, index) => {
    const version = Number(name.slice(0, 3));
    if (version !== index + 1) throw new Error(`migration ${name} is out of sequence in ${folder}`);
    return { version, name, sql: readFileSync(join(folder, name), 'utf8') };
  });
}

/** The schema version of a database; 0 when it is empty, undefined when it is somebody else's. */
export async function schemaVersion(database: Database): Promise<number | undefined> {
  return database.read(async (connection) => {
    const tables = await readRow(
      connection,
      `SELECT count(*) AS tables, count(*) FILTER (table_name = 'migration') AS ours
       FROM duckdb_tables() WHERE NOT internal`,
    );
    if (tables?.['tables'] === 0) return 0;
    if (tables?.['ours'] !== 1) return undefined;
    const row = await readRow(connection, 'SELECT max(version) AS version FROM migration');
    return typeof row?.['version'] === 'number' ? row['version'] : undefined;
  });
}

/** Brings a database from `from` to the newest version, each step in a transaction of its own. */
export async function migrate(
  database: Database,
  migrations: readonly Migration[],
  from: number,
): Promise<number> {
  for (const migration of migrations.slice(from)) {
    await database.write(async (connection) => {
      if (migration.version === 1) {
        await connection.run(
          'CREATE TABLE migration (version INTEGER NOT NULL, name VARCHAR NOT NULL, applied_at TIMESTAMPTZ NOT NULL)',
        );
      }
      await connection.run(migration.sql);
      await connection.run('INSERT INTO migration VALUES ($version, $name, now())', {
        version: migration.version,
        name: migration.name,
      });
    });
  }
  return migrations.length;
}

/** @throws MetropoleError `workspace-too-new` when this program does not know the schema yet. */
export function refuseNewer(version: number, migrations: readonly Migration[], folder: string): void {
  if (version > migrations.length) {
    throw new MetropoleError('workspace-too-new', { folder, schema: version, known: migrations.length });
  }
}
