import { join } from 'node:path';
import { builtFolder } from '../paths.mjs';
import { runHere } from '../processes.mjs';
import { consoleCommand } from './prepare.mjs';
import { documentsFolder, makeFolderFor } from './user-folders.mjs';
import { virtualDisplay } from './virtual-display.mjs';

/**
 * The console's main job without a screen: forecast the workspace that was open last, or else the practice city, and
 * write the report. With a prepared console
 * it runs under a virtual display, map and PDF included; without one it is plain Node, with an SVG map and HTML only.
 *
 * @param {object} job
 * @param {import('./prepare.mjs').Prepared | undefined} job.prepared
 * @param {(line: string) => void} job.say
 * @returns {Promise<number>} exit status
 */
export async function headlessReport({ prepared, say }) {
  const documents = documentsFolder(prepared?.user);
  const out = join(documents, 'reports');
  for (const folder of [documents, out]) makeFolderFor(folder, prepared?.user);
  const parameters = ['report', '--out', out];
  const [command, ...rest] = prepared
    ? consoleCommand(prepared, parameters, virtualDisplay)
    : [
        process.execPath,
        join(builtFolder, 'main', 'cli.cjs'),
        ...parameters,
        '--workspace',
        join(documents, 'workspace'),
      ];
  const code = await runHere(command, rest, { cwd: prepared?.stage.folder, withAll: prepared !== undefined });
  if (code === 0) say(`The report is in ${out}`);
  return code;
}
