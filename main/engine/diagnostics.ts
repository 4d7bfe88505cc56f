import { open, readdir, readFile, writeFile } from 'node:fs/promises';
import { arch, cpus, platform, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { MetropoleError } from '../common/errors.ts';
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
  await refuseOtherFiles(path);
  await writeFile(path, zip);
  return { path, bytes: zip.byteLength };
}

/** Only a new file, or an earlier zip, may be written over. @throws MetropoleError `file-kind-mismatch` */
async function refuseOtherFiles(path: string): Promise<void> {
  const file = await open(path, 'r').catch(() => null);
  if (file === null) return;
  try {
    const { buffer } = await file.read(Buffer.alloc(2), 0, 2, 0);
    if (buffer.toString('latin1') !== 'PK') throw new MetropoleError('file-kind-mismatch', { file: path });
  } finally {
    await file.close();
  }
}
