import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { WorkspaceStore } from '../../../main/store/workspace-store.ts';
import { migrations } from './migrations.ts';

/** A folder that vanishes with the test. */
export function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'metropole-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** An empty workspace that vanishes with the test. */
export async function emptyStore(folder = join(scratchFolder(), 'city')): Promise<WorkspaceStore> {
  const store = await WorkspaceStore.create(folder, { name: 'Test city', isPractice: false }, { migrations });
  onTestFinished(() => store.close());
  return store;
}

/** Lets another process open the database of a workspace, until the test ends or the process is killed. */
export async function heldElsewhere(folder: string): Promise<ChildProcess> {
  const script = `import { DuckDBInstance } from '@duckdb/node-api';
    await DuckDBInstance.create(${JSON.stringify(join(folder, 'city.duckdb'))});
    console.log('open'); setInterval(() => undefined, 1000);`;
  const holder = spawn(process.execPath, ['--input-type=module', '-e', script], {
    cwd: import.meta.dirname,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void holder.kill());
  await once(holder.stdout, 'data');
  return holder;
}

/** 2024-01-01 00:00 UTC in epoch milliseconds. */
const start = Date.UTC(2024, 0, 1);
export const stepMs = 300_000;

/** When a step starts. */
export const at = (step: number): number => start + step * stepMs;

/** Which readings {@link addReadings} adds. */
interface SampleReadings {
  readonly places: number;
  readonly from: number;
  readonly to: number;
  readonly offset?: number;
}

/**
 * Adds a source with readings every five minutes: place `p<n>` reads `n * 1000 + step` (plus `offset`) at the steps `from`
 * up to `to`. Gives the source's id.
 */
export async function addReadings(store: WorkspaceStore, about: SampleReadings): Promise<number> {
  return store.write(async (connection) => {
    const parameters = {
      places: BigInt(about.places),
      from: BigInt(about.from),
      to: BigInt(about.to),
      offset: about.offset ?? 0,
    };
    const source = await connection.run(
      `INSERT INTO source (file_name, sha256, bytes, format, mapping, rows_read, rows_kept, rows_refused, imported_at,
         imported_by, precedence)
       SELECT 'readings.csv', repeat('0', 64), 1, 'readings-long', '{"format":"readings-long"}', 1, 1, 0, now(), 'test',
         coalesce(max(precedence), 0) + 1 FROM source RETURNING source_id`,
    );
    const id = Number((await source.getRows())[0]?.[0]);
    await connection.run(
      `INSERT INTO place (key) SELECT 'p' || i FROM range($places::BIGINT) t(i)
       WHERE 'p' || i NOT IN (SELECT key FROM place) ORDER BY i`,
      { places: parameters.places },
    );
    await connection.run(
      `INSERT INTO series (place_id, metric, unit, kind, state, cadence_seconds)
       SELECT place_id, 'speed', 'mph', 'mean', 'raw', 300 FROM place
       WHERE place_id NOT IN (SELECT place_id FROM series) ORDER BY place_id`,
    );
    await connection.run(
      `INSERT INTO reading
       SELECT series_id, make_timestamptz(${start * 1000} + i * 300000000), substr(key, 2)::INTEGER * 1000 + i + $offset,
         ${id}, i, NULL
       FROM series JOIN place USING (place_id), range($from::BIGINT, $to::BIGINT) t(i)
       WHERE substr(key, 2)::INTEGER < $places`,
      parameters,
    );
    await connection.run(
      `INSERT INTO series_span SELECT series_id, source_id, min(starts_at), max(starts_at), count(*) FROM reading
       WHERE source_id = ${id} GROUP BY ALL`,
    );
    return id;
  });
}

/** A workspace with one source of readings, and the ids of its series. */
export async function storeWithReadings(about: SampleReadings): Promise<{
  readonly store: WorkspaceStore;
  readonly source: number;
  readonly series: readonly number[];
}> {
  const store = await emptyStore();
  const source = await addReadings(store, about);
  const series = (await store.series.list('speed')).map(({ seriesId }) => seriesId);
  return { store, source, series };
}
