import { fork } from 'node:child_process';
import { onTestFinished } from 'vitest';
import { Client } from '../../../main/common/contract/client.ts';
import {
  computeEvents,
  computeMessages,
  type ComputeMessages,
} from '../../../main/common/contract/compute-contract.ts';
import { forkChannel } from '../../../main/engine/channels/fork-channel.ts';
import { builtLocations } from '../../built.ts';

export type ComputeClient = Client<ComputeMessages, typeof computeEvents>;

/** What a test may choose about a compute host; left out, there is no such thing. */
export interface ComputeHostOptions {
  /** Folder of native TensorFlow. */
  readonly tensorflow?: string;
  readonly wasm?: boolean;
  /** A module that runs before the host. */
  readonly before?: string;
  /** Runtime in the place of this Node. */
  readonly runtime?: string;
  /** Parameters of the runtime. */
  readonly flags?: readonly string[];
  /** Bundle in the place of the built one. */
  readonly entry?: string;
}

/** Starts the built compute host as the command line does; it ends with the test. */
export function startComputeHost(options: ComputeHostOptions): ComputeClient {
  return startComputeProcess(options).client;
}

/** The same, with the id of its process. */
export function startComputeProcess(options: ComputeHostOptions): { client: ComputeClient; pid: number } {
  const { computeEntry, wasm } = builtLocations();
  const parameters = ['--wasm', options.wasm === true ? wasm : '', '--tensorflow', options.tensorflow ?? ''];
  const child = fork(options.entry ?? computeEntry, parameters, {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    execArgv: [
      ...(options.flags ?? []),
      ...(options.before === undefined ? [] : ['--require', options.before]),
    ],
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    ...(options.runtime !== undefined && { execPath: options.runtime }),
  });
  const origin = { clientId: 'test', actor: 'tester', workspace: '' };
  const client: ComputeClient = new Client(forkChannel(child), computeMessages, computeEvents, () => origin);
  onTestFinished(() => {
    client.close();
  });
  return { client, pid: child.pid ?? NaN };
}
