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
