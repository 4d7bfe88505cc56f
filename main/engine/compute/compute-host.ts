import type { ComputePlace } from '../../common/backends.ts';
import { Client, type CallOptions } from '../../common/contract/client.ts';
import {
  computeEvents,
  computeMessages,
  type ComputeMessages,
} from '../../common/contract/compute-contract.ts';
import type { RequestOf, ResponseOf } from '../../common/contract/define.ts';
import { MetropoleError } from '../../common/errors.ts';
import type { ComputeRole, Host } from '../../common/host.ts';
import { WindowComputeClient } from './window-compute-client.ts';

/** One compute host that runs, and the line to it. */
export class ComputeHost {
  readonly #client: Client<ComputeMessages, typeof computeEvents>;
  readonly #role: ComputeRole;

  private constructor(client: Client<ComputeMessages, typeof computeEvents>, role: ComputeRole) {
    this.#client = client;
    this.#role = role;
  }

  /** @throws MetropoleError `not-available` where the place cannot be had, `compute-died` */
  static async start(host: Host, role: ComputeRole, place: ComputePlace): Promise<ComputeHost> {
    const channel = await host.startCompute(role, place);
    const origin = { clientId: `engine-${role}`, actor: 'engine', workspace: '' };
    const ComputeClient =
      place === 'window' ? WindowComputeClient : Client<ComputeMessages, typeof computeEvents>;
    return new ComputeHost(new ComputeClient(channel, computeMessages, computeEvents, () => origin), role);
  }

  /** @throws MetropoleError as the host threw it; `compute-died` when the host died in it */
  async call<N extends keyof ComputeMessages>(
    name: N,
    body: RequestOf<ComputeMessages, N>,
    options: CallOptions = {},
  ): Promise<ResponseOf<ComputeMessages, N>> {
    try {
      return await this.#client.call(name, body, options);
    } catch (thrown) {
      const error = MetropoleError.from(thrown);
      throw error.code === 'engine-died' ? new MetropoleError('compute-died', { role: this.#role }) : error;
    }
  }

  onClose(listener: () => void): void {
    this.#client.onClose(listener);
  }

  close(): void {
    this.#client.close();
  }
}
