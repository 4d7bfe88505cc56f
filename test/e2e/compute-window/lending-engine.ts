import { mkdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Channel } from '../../../main/common/contract/channel.ts';
import { portHandoverSchema, engineStartSchema } from '../../../main/common/contract/host-contract.ts';
import { portChannel } from '../../../main/common/contract/port-channel.ts';
import { handedChannel } from '../../../main/engine/channels/handed-channel.ts';
import { ElectronSideHost } from '../../../main/engine/electron-side-host.ts';
import type { ParentPort } from '../../../main/engine/engine-process.ts';
import { frameChannel } from './frame-channel.ts';

/**
 * An engine with no city: it asks the application for a compute window for everyone who comes to `compute.sock` in its
 * folder, and passes on what both say until one of them goes.
 */
function lend(parent: ParentPort, folder: string): void {
  let host: ElectronSideHost | undefined;
  parent.on('message', ({ data, ports: [port, lifeline] }) => {
    const handover = portHandoverSchema.safeParse(data);
    if (!handover.success || port === undefined) process.exit(0);
    if (handover.data.kind === 'compute-port')
      host?.computeArrived(handover.data.ticket, handedChannel(port, lifeline));
    if (handover.data.kind !== 'host-port') return;
    const application = new ElectronSideHost(portChannel(port));
    host = application;
    mkdirSync(folder, { recursive: true });
    rmSync(join(folder, 'compute.sock'), { force: true });
    createServer((socket) => void passOn(frameChannel(socket), application)).listen(
      join(folder, 'compute.sock'),
      () => {
        parent.postMessage({ kind: 'opened', name: 'Lent', folder });
      },
    );
  });
}

async function passOn(borrower: Channel, application: ElectronSideHost): Promise<void> {
  const lent = application.startCompute('forecast', 'window').catch(() => undefined);
  borrower.onMessage((message) => {
    void lent.then((compute) => compute?.post(message));
  });
  borrower.onClose(() => {
    void lent.then((compute) => compute?.close());
  });
  const compute = await lent;
  if (compute === undefined) {
    borrower.close();
    return;
  }
  compute.onMessage((message) => {
    borrower.post(message);
  });
  compute.onClose(() => {
    borrower.close();
  });
}

if ('parentPort' in process)
  lend(process.parentPort, engineStartSchema.parse(JSON.parse(process.argv[2] ?? '')).folder);
