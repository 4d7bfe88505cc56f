import type { ElectronApplication } from 'playwright-core';

/** Process id of the console's engine, as the system knows it. */
export async function engineProcessOf(app: ElectronApplication): Promise<number> {
  const pid = await app.evaluate(
    ({ app: application }) =>
      application
        .getAppMetrics()
        .find(({ serviceName, name }) =>
          [serviceName, name].some(
            (said) => said === 'Metropole engine' || said === 'node.mojom.NodeService',
          ),
        )?.pid,
  );
  if (pid === undefined) throw new Error('the console has no engine process');
  return pid;
}

/** Holds the engine still while something is done, as a machine that is too busy does. */
export async function whileEngineStands<T>(app: ElectronApplication, work: () => Promise<T>): Promise<T> {
  const pid = await engineProcessOf(app);
  process.kill(pid, 'SIGSTOP');
  try {
    return await work();
  } finally {
    process.kill(pid, 'SIGCONT');
  }
}
