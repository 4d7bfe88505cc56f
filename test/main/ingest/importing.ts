import { existsSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Mapping, Source } from '../../../main/common/contract/messages/sources.ts';
import { MetropoleError } from '../../../main/common/errors.ts';
import type { Notice } from '../../../main/common/notices.ts';
import { Importer, type ImportOptions } from '../../../main/ingest/importer.ts';
import type { WorkspaceStore } from '../../../main/store/workspace-store.ts';
import { emptyStore, scratchFolder } from '../store/store.ts';

const root = join(import.meta.dirname, '../../..');

/** Where the real data sets lie, when this machine has them. */
export const dataFolder = resolve(root, process.env['METROPOLE_DATA'] ?? '../shared/data');

export const hasLosLoop = existsSync(join(dataFolder, 'los-loop/speed.csv'));
if (!hasLosLoop) {
  console.warn(
    `Skipped: the real road data is not at ${dataFolder} (set METROPOLE_DATA to the folder that holds los-loop).`,
  );
}

/** A file with this content that vanishes with the test. */
export function written(name: string, content: string | Uint8Array): string {
  const path = join(scratchFolder(), name);
  writeFileSync(path, content);
  return path;
}

export interface Bench {
  readonly store: WorkspaceStore;
  readonly importer: Importer;
  /** Imports with the guessed mapping, corrected by `known`. */
  readonly load: (
    path: string,
    known?: Partial<Mapping>,
    options?: Partial<ImportOptions>,
  ) => Promise<Loaded>;
}

export interface Loaded {
  readonly source: Source;
  readonly notices: readonly Notice[];
}

/** What the tests' clock says: a year in which all their times lie in the past. */
export const now = Date.UTC(2026, 0, 1);

/** An empty workspace with an importer. */
export async function bench(): Promise<Bench> {
  const store = await emptyStore();
  const importer = new Importer(store, () => now);
  return {
    store,
    importer,
    load: async (path, known = {}, options = {}) => {
      const { mapping } = await importer.preview(path, known);
      const { sourceId, notices } = await importer.importFile(path, mapping, { actor: 'test', ...options });
      return { source: await store.sources.get(sourceId), notices };
    },
  };
}

/** Speeds in miles per hour with UTC times: what most tests import. */
export const speeds = { metric: 'speed', unit: 'mph', zone: 'UTC' } as const satisfies Partial<Mapping>;

/** The refusal of a promise that must fail. */
export async function refusalOf(promise: Promise<unknown>): Promise<MetropoleError> {
  const thrown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (thrown instanceof MetropoleError) return thrown;
  throw new Error(`expected a refusal, got ${String(thrown)}`);
}

/** Severity, code, row, column and count of notices, for comparison. */
export function brief(notices: readonly Notice[]): string[] {
  return notices.map(
    ({ severity, code, row, column, count }) =>
      `${severity} ${code} row ${row ?? '-'} column ${column ?? '-'} x${count}`,
  );
}

/** Every reading of a workspace: `place time value`, in order. */
export async function readingsOf(store: WorkspaceStore): Promise<string[]> {
  return store.read(async (connection) => {
    const result = await connection.run(
      `SELECT key || ' ' || strftime(timezone('UTC', starts_at), '%Y-%m-%dT%H:%M') || ' ' || value::VARCHAR
       FROM current_reading JOIN series USING (series_id) JOIN place USING (place_id) ORDER BY key, starts_at`,
    );
    return (await result.getRows()).map((row) => String(row[0]));
  });
}
