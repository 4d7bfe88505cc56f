import { portHandoverSchema, engineStartSchema } from '../common/contract/host-contract.ts';
import type { EmitterPort } from '../common/contract/port-channel.ts';
import { MetropoleError } from '../common/errors.ts';
import { handedChannel } from './channels/handed-channel.ts';
import { ElectronSideHost } from './electron-side-host.ts';
import { Engine } from './engine.ts';
import type { Locations } from './locations.ts';

/** What Electron gives a utility process for its parent, as far as we use it. */
export interface ParentPort {
  on(
    event: 'message',
    listener: (event: { readonly data: unknown; readonly ports: readonly EmitterPort[] }) => void,
  ): void;
  postMessage(message: unknown): void;
}

const refusedStatus = 3;

/**
 * The engine as a process of the application: its host comes with the first port, clients with the later ones.
 *
 * @param argument JSON of `EngineStart`
 */
export function runEngineProcess(argument: string, locations: Locations): void {
  const start = engineStartSchema.parse(JSON.parse(argument));
  const parent = parentPort();
  let host: ElectronSideHost | undefined;
  let engine: Promise<Engine> | undefined;
  parent.on('message', ({ data, ports: [port, lifeline] }) => {
    const handover = portHandoverSchema.safeParse(data);
    if (!handover.success || port === undefined) {
      if (isStop(data)) void stop(engine);
      return;
    }
    const channel = handedChannel(port, lifeline);
    if (handover.data.kind === 'host-port') {
      host = new ElectronSideHost(channel);
      engine = Engine.open({ ...start, host, locations });
      void engine.then(
        ({ store }) => {
          parent.postMessage({ kind: 'opened', name: store.workspace.name, folder: store.folder.path });
        },
        (thrown: unknown) => {
          parent.postMessage({ kind: 'refused', error: MetropoleError.from(thrown).toRecord() });
          setTimeout(() => process.exit(refusedStatus), 50);
        },
      );
    } else if (handover.data.kind === 'compute-port') host?.computeArrived(handover.data.ticket, channel);
    else void engine?.then((open) => open.attach(channel)).catch(() => undefined);
  });
}

function parentPort(): ParentPort {
  if (!('parentPort' in process)) throw new MetropoleError('not-available', { what: 'parent' });
  return process.parentPort;
}

function isStop(data: unknown): boolean {
  return typeof data === 'object' && data !== null && 'kind' in data && data.kind === 'stop';
}

async function stop(engine: Promise<Engine> | undefined): Promise<void> {
  try {
    await (await engine)?.close();
  } finally {
    process.exit(0);
  }
}
