import { readdir, readFile, writeFile } from 'node:fs/promises';
import { arch, cpus, platform, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import type { Engine } from './engine.ts';

/** A zip of logs, versions and counts for whoever helps. No readings, no places, no file names of sources. */
export async function saveDiagnostics(
  engine: Engine,
  path: string,
): Promise<{ path: string; bytes: number }> {
  const { store, options } = engine;
  const sources = await store.sources.list();
  const facts = {
    version: options.version,
    schemaVersion: store.schemaVersion,
    node: process.version,
    electron: process.versions['electron'],
    system: {
      platform: platform(),
      release: release(),
      arch: arch(),
      cores: cpus().length,
      memory: totalmem(),
    },
    compute: engine.forecasting.state,
    sources: sources.map(({ format, rowsRead, rowsKept, rowsRefused, noticeCount }) => ({
      format,
      rowsRead,
      rowsKept,
      rowsRefused,
      noticeCount,
    })),
    clock: await engine.forecasts.clock(),
  };
  const files: Record<string, Uint8Array> = { 'facts.json': strToU8(JSON.stringify(facts, null, 2)) };
  for (const name of await readdir(store.folder.logs)) {
    files[`logs/${name}`] = new Uint8Array(await readFile(join(store.folder.logs, name)));
  }
  const zip = zipSync(files);
  await writeFile(path, zip);
  return { path, bytes: zip.byteLength };
}
