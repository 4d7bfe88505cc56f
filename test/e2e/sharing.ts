import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { model, setting, training, windowOf } from '../main/compute/trained-network.ts';
import type { RunningConsole } from './console.ts';
import { startUtilityCompute } from './utility-compute.ts';

/** Two threads at least share a large run. */
const places = 1200;
const threadsOf = (pid: number): number => readdirSync(`/proc/${String(pid)}/task`).length;

/**
 * Expects that a compute host of the application shares a large run among threads.
 * @param build folder whose bundles are used; the running console's unless said otherwise
 */
export async function expectSharing(running: RunningConsole, build?: string): Promise<void> {
  const folder = build ?? join(await running.app.evaluate(({ app }) => app.getAppPath()), 'dist');
  const parameters = ['--wasm', join(folder, 'wasm', '/')];
  const compute = await startUtilityCompute(running, parameters, join(folder, 'main', 'compute.cjs'));
  const stateFile = join(running.folder, 'network.model');
  const ask = async (name: string, body: unknown): Promise<unknown> => {
    const answer = await compute.ask(name, body);
    expect(answer, name).toMatchObject({ kind: 'response' });
    return answer;
  };
  await ask('compute.start', { backend: 'wasm' });
  await ask('compute.train', { ...training, stateFile });
  const run = (count: number): Promise<unknown> =>
    ask('compute.run', { model, setting, stateFile, window: windowOf(count) });
  await run(20);
  const alone = threadsOf(compute.pid);
  const answer = await run(places);
  expect(answer).toMatchObject({ body: { tensors: 0, forecast: { horizonSteps: setting.horizonSteps } } });
  expect(threadsOf(compute.pid)).toBeGreaterThanOrEqual(alone + 2);
  await compute.end();
}
