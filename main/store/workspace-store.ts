import { randomUUID } from 'node:crypto';
import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { MetropoleError } from '../common/errors.ts';
import { Database, defaultLimits, type DatabaseLimits, type Session } from './database.ts';
import { fromDatabase } from './database-errors.ts';
import { migrate, readMigrations, refuseNewer, schemaVersion } from './migrations.ts';
import { removeOrphans } from './orphans.ts';
import { Actions } from './tables/actions.ts';
import { Audit } from './tables/audit.ts';
import { Drifts } from './tables/drifts.ts';
import { Forecasts } from './tables/forecasts.ts';
import { Links } from './tables/links.ts';
import { LoadOutlooks } from './tables/load-outlooks.ts';
import { Models } from './tables/models.ts';
import { Places } from './tables/places.ts';
import { Readings } from './tables/readings.ts';
import { Runs } from './tables/runs.ts';
import { SafetyUse } from './tables/safety-use.ts';
import { Scores } from './tables/scores.ts';
import { SeriesTable } from './tables/series.ts';
import { SeriesLossesTable } from './tables/series-losses.ts';
import { Sources } from './tables/sources.ts';
import { StandIns } from './tables/stand-ins.ts';
import { Surroundings } from './tables/surroundings.ts';
import { Usual } from './tables/usual.ts';
import { createWorkspaceRow, readWorkspaceRow, type WorkspaceRow } from './tables/workspace.ts';
import { checkFolder, prepareNewFolder, removeNewFolder, type WorkspaceFolder } from './workspace-folder.ts';

/** What a new workspace is called and whether it is the practice city. */
export type About = Pick<WorkspaceRow, 'name' | 'isPractice'>;

export interface StoreOptions {
  /** Folder of `NNN_name.sql` files. */
  readonly migrations: string;
  readonly limits?: DatabaseLimits;
}

/** DuckDB guards a file against other processes, not against a second opening in this one. */
const openFiles = new Set<string>();

/** The one owner of a workspace's data. Every table has its queries in a property of its own. */
export class WorkspaceStore {
  readonly folder: WorkspaceFolder;
  readonly workspace: WorkspaceRow;
  readonly schemaVersion: number;
  readonly places: Places;
  readonly series: SeriesTable;
  readonly readings: Readings;
  readonly links: Links;
  readonly sources: Sources;
  readonly surroundings: Surroundings;
  readonly usual: Usual;
  readonly models: Models;
  readonly seriesLosses: SeriesLossesTable;
  readonly runs: Runs;
  readonly forecasts: Forecasts;
  readonly loadOutlooks: LoadOutlooks;
  readonly scores: Scores;
  readonly standIns: StandIns;
  readonly drifts: Drifts;
  readonly actions: Actions;
  readonly safetyUse: SafetyUse;
  readonly audit: Audit;
  readonly #database: Database;

  private constructor(folder: WorkspaceFolder, database: Database, version: number, workspace: WorkspaceRow) {
    this.folder = folder;
    this.#database = database;
    this.schemaVersion = version;
    this.workspace = workspace;
    this.places = new Places(database);
    this.series = new SeriesTable(database);
    this.readings = new Readings(database);
    this.links = new Links(database);
    this.sources = new Sources(database);
    this.surroundings = new Surroundings(database);
    this.usual = new Usual(database);
    this.models = new Models(database);
    this.seriesLosses = new SeriesLossesTable(database);
    this.runs = new Runs(database);
    this.forecasts = new Forecasts(database);
    this.loadOutlooks = new LoadOutlooks(database);
    this.scores = new Scores(database);
    this.standIns = new StandIns(database);
    this.drifts = new Drifts(database);
    this.actions = new Actions(database);
    this.safetyUse = new SafetyUse(database);
    this.audit = new Audit(database);
  }

  /**
   * Makes a new workspace in an empty or missing folder.
   * @throws MetropoleError `workspace-exists`, `workspace-not-writable`, `disk-full`
   */
  static async create(path: string, about: About, options: StoreOptions): Promise<WorkspaceStore> {
    const folder = prepareNewFolder(path);
    return claimed(folder, async () => {
      const database = await Database.open(folder.database, folder.spill, options.limits ?? defaultLimits);
      try {
        const version = await migrate(database, readMigrations(options.migrations), 0);
        return new WorkspaceStore(folder, database, version, await identify(database, about));
      } catch (thrown) {
        await database.close();
        removeNewFolder(folder);
        throw thrown;
      }
    });
  }

  /**
   * Opens a workspace. An older schema is copied into `backups` and then brought up to date.
   *
   * @param unfinished what becomes of one whose creation was cut short before it was named; null: it is refused
   * @throws MetropoleError `workspace-missing`, `workspace-not-a-workspace`, `workspace-in-use`, `workspace-too-new`,
   * `workspace-not-writable`, `disk-full`
   */
  static async open(
    path: string,
    options: StoreOptions,
    unfinished: About | null = null,
  ): Promise<WorkspaceStore> {
    const folder = checkFolder(path);
    return claimed(folder, async () => {
      const open = (): Promise<Database> =>
        Database.open(folder.database, folder.spill, options.limits ?? defaultLimits);
      // The log is there where the last owner did not close the file.
      const wasKilled = existsSync(`${folder.database}.wal`);
      let database = await open();
      try {
        const migrations = readMigrations(options.migrations);
        const version = await schemaVersion(database);
        if (version === undefined || (version === 0 && unfinished === null)) {
          throw new MetropoleError('workspace-not-a-workspace', { folder: folder.path });
        }
        refuseNewer(version, migrations, folder.path);
        if (version < migrations.length) {
          // Copying an open file would drop its lock when the copy is closed.
          if (version > 0) {
            await database.close();
            backUp(folder, version);
            database = await open();
          }
          await migrate(database, migrations, version);
        }
        const row =
          (await database.read(readWorkspaceRow)) ??
          (unfinished === null ? undefined : await identify(database, unfinished));
        if (row === undefined) throw new MetropoleError('workspace-not-a-workspace', { folder: folder.path });
        const store = new WorkspaceStore(folder, database, migrations.length, row);
        if (wasKilled) await store.#removeOrphans();
        return store;
      } catch (thrown) {
        await database.close();
        throw thrown;
      }
    });
  }

  async #removeOrphans(): Promise<void> {
    const removed = await removeOrphans(this.#database);
    if (Object.keys(removed).length === 0) return;
    const by = { actor: 'console', clientId: 'store' };
    await this.audit.append({ at: Date.now(), ...by, action: 'store.orphans-removed', parameters: removed });
  }

  /** Queries that change nothing, several at a time. Aborting interrupts the query. */
  read<T>(work: (connection: DuckDBConnection) => Promise<T>, signal?: AbortSignal): Promise<T> {
    return this.#database.read(work, signal);
  }

  /** One transaction in turn: all of `work` is kept, or nothing. */
  write<T>(work: (connection: DuckDBConnection) => Promise<T>, signal?: AbortSignal): Promise<T> {
    return this.#database.write(work, signal);
  }

  /** A connection of one's own, for work that prepares in temporary tables before its transaction. */
  session<T>(work: (session: Session) => Promise<T>, signal?: AbortSignal): Promise<T> {
    return this.#database.session(work, signal);
  }

  /** Waits for writers and gives the workspace back. */
  async close(): Promise<void> {
    await this.#database.close();
    openFiles.delete(this.folder.database);
  }
}

async function claimed<T>(folder: WorkspaceFolder, open: () => Promise<T>): Promise<T> {
  if (openFiles.has(folder.database))
    throw new MetropoleError('workspace-in-use', { folder: folder.path, process: String(process.pid) });
  openFiles.add(folder.database);
  try {
    return await open();
  } catch (thrown) {
    openFiles.delete(folder.database);
    const error = fromDatabase(thrown, { folder: folder.path });
    throw new MetropoleError(error.code, { folder: folder.path, ...error.parameters }, error.detail, thrown);
  }
}

async function identify(database: Database, about: About): Promise<WorkspaceRow> {
  const row = { id: randomUUID(), ...about, createdAt: Date.now() };
  await database.write((connection) => createWorkspaceRow(connection, row));
  return row;
}

function backUp(folder: WorkspaceFolder, version: number): void {
  const day = new Date().toISOString().replaceAll(/[:.]/g, '-');
  copyFileSync(folder.database, join(folder.backups, `city-schema-${version}-${day}.duckdb`));
}
