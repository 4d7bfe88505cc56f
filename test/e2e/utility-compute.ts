import type { MessagePortMain, UtilityProcess } from 'electron';
import type { RunningConsole } from './console.ts';

/** A compute host that the application runs as a process of its own. */
export interface UtilityCompute {
  readonly pid: number;
  /** The whole envelope of the answer. */
  ask(name: string, body: unknown): Promise<unknown>;
  end(): Promise<void>;
}

/** What stays in the application's process between the calls. */
interface Standing {
  computeChild?: UtilityProcess;
  computePort?: MessagePortMain;
}

/**
 * Starts one; a console has one of these at a time.
 * @param entry its bundle; the one of the running console unless said otherwise
 */
export async function startUtilityCompute(
  { app }: RunningConsole,
  parameters: readonly string[],
  entry?: string,
): Promise<UtilityCompute> {
  const pid = await app.evaluate(
    async ({ app: electron, MessageChannelMain, utilityProcess }, given) => {
      const bundle = given.entry ?? `${electron.getAppPath()}/dist/main/compute.cjs`;
      const child = utilityProcess.fork(bundle, given.parameters);
      const { port1, port2 } = new MessageChannelMain();
      await new Promise((resolve) => child.once('spawn', () => resolve(undefined)));
      child.postMessage({ kind: 'engine-port' }, [port2]);
      port1.start();
      Object.assign(globalThis, { computeChild: child, computePort: port1 } satisfies Standing);
      return child.pid;
    },
    { parameters: [...parameters], entry },
  );
  if (pid === undefined) throw new Error('the compute host did not start');
  let asked = 0;
  return {
    pid,
    ask: (name, body) =>
      app.evaluate(
        (_electron, call) =>
          new Promise<unknown>((resolve, reject) => {
            const { computePort: port } = globalThis as Standing;
            if (port === undefined) {
              reject(new Error('no compute host'));
              return;
            }
            const listen = ({ data }: { data: unknown }): void => {
              if (typeof data !== 'object' || data === null || !('kind' in data)) return;
              if (data.kind === 'progress') return;
              port.off('message', listen);
              resolve(data);
            };
            port.on('message', listen);
            const origin = { clientId: 'test', actor: 'tester', workspace: '' };
            port.postMessage({ kind: 'request', ...origin, ...call });
          }),
        { id: asked++, name, body },
      ),
    end: () =>
      app.evaluate(() => {
        (globalThis as Standing).computeChild?.kill();
      }),
  };
}
