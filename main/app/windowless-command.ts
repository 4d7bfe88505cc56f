import { basename, join } from 'node:path';
import { app, utilityProcess } from 'electron';
import { electronHost } from './electron-host.ts';
import { EngineProcess } from './engine-process.ts';

/**
 * Runs one command of `metropole` with no window: an engine of this application owns the workspace, so that maps are
 * captured and PDFs printed, and the command line talks to it as to any console that is open.
 *
 * @returns the exit status of the command
 */
export async function runCommand(folder: string, parameters: readonly string[]): Promise<number> {
  const create = { name: basename(folder), practice: true };
  const engine = new EngineProcess({ folder, create, version: app.getVersion() }, electronHost);
  await engine.opened();
  const entry = join(app.getAppPath(), 'dist', 'main', 'cli.cjs');
  const own = [...parameters, ...(parameters.includes('--workspace') ? [] : ['--workspace', folder])];
  const status = await new Promise<number>((resolve) => {
    utilityProcess
      .fork(entry, own, { serviceName: 'Metropole command', stdio: 'inherit' })
      .once('exit', resolve);
  });
  await engine.stop();
  return status;
}
