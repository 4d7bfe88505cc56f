import { basename, join } from 'node:path';
import { app, utilityProcess } from 'electron';
import type { Start } from './command-line.ts';
import { electronHost } from './electron-host.ts';
import { EngineProcess } from './engine-process.ts';
import { sendEnginePort } from './page-connection.ts';
import { connectPages } from './privileged-calls.ts';
import { practiceName } from './settings.ts';

/**
 * Runs one command of `metropole` with no window: an engine of this application owns the workspace, so that maps are
 * captured and PDFs printed, and the command line talks to it as to any console that is open.
 *
 * @returns the exit status of the command
 */
export async function runCommand({
  workspace: folder,
  creation,
  parameters,
}: Extract<Start, { kind: 'command' }>): Promise<number> {
  connectPages(sendEnginePort);
  const practice = creation === 'practice';
  const create =
    creation === 'refused' ? null : { name: practice ? practiceName : basename(folder), practice };
  const start = { folder, create, version: app.getVersion(), background: false };
  const engine = new EngineProcess(start, electronHost);
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
