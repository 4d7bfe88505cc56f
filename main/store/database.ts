import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { throwIfAborted } from '../common/errors.ts';
import { fromDatabase } from './database-errors.ts';

export interface DatabaseLimits {
  /** DuckDB's own spelling, e.g. `2GB`. */
  readonly memory: string;
  readonly threads: number;
}

export const defaultLimits: DatabaseLimits = { memory: '2GB', threads: 2 };

/** A connection of one's own for work of many steps: temporary tables live in it and vanish with it. */
export interface Session {
  readonly connection: DuckDBConnection;
  /** Waits for its turn among all writers, then commits what `work` did, or nothing. */
  readonly transaction: <T>(work: () => Promise<T>) => Promise<T>;
}

/** One DuckDB file: readers side by side, writers one after another. */
export class Database {
  readonly file: string;
  readonly #instance: DuckDBInstance;
  readonly #idle: DuckDBConnection[] = [];
  #lastWrite: Promise<unknown> = Promise.resolve();
  #closed = false;

  private constructor(file: string, instance: DuckDBInstance) {
    this.file = file;
    this.#instance = instance;
  }

  /**
   * Opens or creates `file`. Sessions are in UTC; what does not fit in memory spills into `spillFolder`.
   * @throws MetropoleError `workspace-in-use`, `workspace-not-writable`, `workspace-not-a-workspace`, `disk-full`
   */
  static async open(
    file: string,
    spillFolder: string,
    limits: DatabaseLimits = defaultLimits,
  ): Promise<Database> {
    try {
      const instance = await DuckDBInstance.create(file, {
        memory_limit: limits.memory,
        threads: String(limits.threads),
        temp_directory: spillFolder,
        autoinstall_known_extensions: 'false',
        autoload_known_extensions: 'false',
      });
      const connection = await instance.connect();
      await connection.run("SET GLOBAL TimeZone = 'UTC'");
      const database = new Database(file, instance);
      database.#idle.push(connection);
      return database;
    } catch (thrown) {
      throw fromDatabase(thrown, { file });
    }
  }

  /** Runs queries that change nothing, on a connection that nobody else uses meanwhile. */
  async read<T>(work: (connection: DuckDBConnection) => Promise<T>, signal?: AbortSignal): Promise<T> {
    const connection = this.#idle.pop() ?? (await this.#instance.connect());
    try {
      return await interruptible(connection, () => work(connection), signal);
    } catch (thrown) {
      throw fromDatabase(thrown, { file: this.file });
    } finally {
      if (this.#closed) connection.closeSync();
      else this.#idle.push(connection);
    }
  }

  /** Runs `work` in a transaction of its own: all of it is kept, or nothing. First come, first served. */
  async write<T>(work: (connection: DuckDBConnection) => Promise<T>, signal?: AbortSignal): Promise<T> {
    return this.#inTurn(() =>
      this.read((connection) => committed(connection, () => work(connection), signal), signal),
    );
  }

  async session<T>(work: (session: Session) => Promise<T>, signal?: AbortSignal): Promise<T> {
    const connection = await this.#instance.connect();
    const transaction = <R>(steps: () => Promise<R>): Promise<R> =>
      this.#inTurn(() => committed(connection, steps, signal));
    try {
      return await interruptible(connection, () => work({ connection, transaction }), signal);
    } catch (thrown) {
      throw fromDatabase(thrown, { file: this.file });
    } finally {
      connection.closeSync();
    }
  }

  /** Waits for writers, then gives the file back. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#lastWrite.catch(() => undefined);
    for (const connection of this.#idle) connection.closeSync();
    this.#idle.length = 0;
    this.#instance.closeSync();
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#lastWrite.then(work, work);
    this.#lastWrite = mine.catch(() => undefined);
    return mine;
  }
}

async function committed<T>(
  connection: DuckDBConnection,
  work: () => Promise<T>,
  signal: AbortSignal | undefined,
): Promise<T> {
  throwIfAborted(signal);
  await connection.run('BEGIN TRANSACTION');
  try {
    const result = await work();
    throwIfAborted(signal);
    await connection.run('COMMIT');
    return result;
  } catch (thrown) {
    await connection.run('ROLLBACK').catch(() => undefined);
    throw thrown;
  }
}

async function interruptible<T>(
  connection: DuckDBConnection,
  work: () => Promise<T>,
  signal: AbortSignal | undefined,
): Promise<T> {
  throwIfAborted(signal);
  const interrupt = (): void => connection.interrupt();
  signal?.addEventListener('abort', interrupt);
  try {
    return await work();
  } finally {
    signal?.removeEventListener('abort', interrupt);
  }
}
