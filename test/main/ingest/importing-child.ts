import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { WorkspaceStore } from '../../../main/store/workspace-store.ts';
import { migrations } from '../store/migrations.ts';
import { scratchFolder } from '../store/store.ts';

/** An empty workspace's folder that vanishes with the test. */
export async function newWorkspace(): Promise<string> {
  const folder = join(scratchFolder(), 'city');
  await (await WorkspaceStore.create(folder, { name: 'City', isPractice: false }, { migrations })).close();
  return folder;
}

/** What may befall an import in a process of its own. */
export interface Hardship {
  /** No file may grow larger. */
  readonly mebibytes?: number;
  /** The stage in which it is cancelled before it is started once more. */
  readonly cancelIn?: string;
}

/** Starts an import in a process of its own. */
export function startImport(
  workspace: string,
  file: string,
  { mebibytes, cancelIn }: Hardship = {},
): ChildProcess {
  const script = fileURLToPath(new URL('./child.mjs', import.meta.url));
  const limit = mebibytes === undefined ? '' : `ulimit -f ${mebibytes * 1024}; `;
  return spawn('bash', ['-c', `${limit}exec "${process.execPath}" "${script}"`], {
    env: {
      ...process.env,
      CHILD_WORKSPACE: workspace,
      CHILD_FILE: file,
      ...(cancelIn === undefined ? {} : { CHILD_CANCEL: cancelIn }),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** All that a child says until it ends; `onLine` hears every line. */
export async function lines(
  child: ChildProcess,
  onLine: (line: string) => void = () => undefined,
): Promise<string[]> {
  if (child.stdout === null) throw new Error('no output');
  const said: string[] = [];
  const closed = once(child, 'close');
  for await (const line of createInterface({ input: child.stdout })) {
    said.push(line);
    onLine(line);
  }
  await closed;
  return said;
}

/** How many sources and readings a workspace holds; it must open. */
export async function holds(
  workspace: string,
): Promise<{ sources: number; readings: number; spans: number }> {
  const store = await WorkspaceStore.open(workspace, { migrations });
  const result = await store.read(async (connection) =>
    (
      await connection.run(
        `SELECT (SELECT count(*) FROM source)::INTEGER, (SELECT count(*) FROM reading)::INTEGER,
                (SELECT coalesce(sum(count), 0) FROM series_span)::INTEGER`,
      )
    ).getRows(),
  );
  await store.close();
  const [sources, readings, spans] = result[0] ?? [];
  return { sources: Number(sources), readings: Number(readings), spans: Number(spans) };
}
