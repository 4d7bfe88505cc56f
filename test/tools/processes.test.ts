import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const processes = new URL('../../tools/processes.mjs', import.meta.url).href;
const tool = `import { runHere } from '${processes}';
  await runHere('sh', ['-c', 'sleep 300 & echo $!; wait'], { withAll: true });
  console.log('went on');`;

/** Whether a process runs; one that has ended and that nobody has asked about does not. */
function isRunning(pid: number): boolean {
  const file = `/proc/${String(pid)}/stat`;
  return existsSync(file) && !/^\d+ \(.*\) Z/.test(readFileSync(file, 'utf8'));
}

test.runIf(process.platform === 'linux')(
  'a tool that is ended takes with it all that its program has started, and does not go on',
  async () => {
    const child = spawn(process.execPath, ['--input-type=module', '-e', tool], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
    await once(child.stdout, 'data');
    const grandchild = Number(said);
    expect(isRunning(grandchild)).toBe(true);
    child.kill('SIGTERM');
    const [status] = (await once(child, 'exit')) as [number | null];
    expect(status).toBe(143);
    expect(said.trim()).toBe(String(grandchild));
    await expect.poll(() => isRunning(grandchild), { timeout: 10_000 }).toBe(false);
  },
);
