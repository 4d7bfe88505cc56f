import { expect } from 'vitest';
import type { RunningConsole } from './console.ts';

/** The name a process of the console carries in the system's list, as Electron reports it. */
export type ServiceName =
  'Metropole engine' | 'Metropole compute (forecast)' | 'Metropole compute (training)';

/** Process ids of the console's own services with that name. */
export async function processesNamed({ app }: RunningConsole, name: ServiceName): Promise<number[]> {
  const metrics = await app.evaluate(({ app: electron }) =>
    electron
      .getAppMetrics()
      .map(({ pid, name: title, serviceName }) => ({ pid, names: [title, serviceName] })),
  );
  return metrics.filter(({ names }) => names.includes(name)).map(({ pid }) => pid);
}

/** Waits until exactly one process has that name, and gives its id. */
export async function processNamed(running: RunningConsole, name: ServiceName): Promise<number> {
  await expect
    .poll(async () => (await processesNamed(running, name)).length, { timeout: 60_000, interval: 50 })
    .toBe(1);
  const [pid] = await processesNamed(running, name);
  if (pid === undefined) throw new Error(`${name} ended again`);
  return pid;
}

/** Ends a process as a crash does: with no warning. */
export function crash(pid: number): void {
  process.kill(pid, 'SIGKILL');
}
