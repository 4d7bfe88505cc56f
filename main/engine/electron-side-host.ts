import type { Channel } from '../common/contract/channel.ts';
import { Client } from '../common/contract/client.ts';
import { hostEvents, hostMessages, type HostMessages } from '../common/contract/host-contract.ts';
import type { ComputePlace } from '../common/backends.ts';
import type { ComputeRole, Graphics, Host, PrintOptions } from '../common/host.ts';
import type { View } from '../common/view.ts';

/** `Host` as the engine's process sees it: every call goes to the application, ports come back beside the contract. */
export class ElectronSideHost implements Host {
  readonly #client: Client<HostMessages, typeof hostEvents>;
  readonly #waiting = new Map<number, (channel: Channel) => void>();
  #nextTicket = 1;

  constructor(channel: Channel) {
    const origin = { clientId: 'engine', actor: 'engine', workspace: '' };
    this.#client = new Client(channel, hostMessages, hostEvents, () => origin);
  }

  async captureMap(
    view: View,
    size: { readonly width: number; readonly height: number },
  ): Promise<Uint8Array> {
    return (await this.#client.call('host.capture-map', { view, ...size })).png;
  }

  async printPdf(html: string, options: PrintOptions): Promise<Uint8Array> {
    return (await this.#client.call('host.print-pdf', { html, ...options })).pdf;
  }

  async graphics(): Promise<Graphics> {
    return await this.#client.call('host.graphics', {});
  }

  async startCompute(role: ComputeRole, place: ComputePlace): Promise<Channel> {
    const ticket = this.#nextTicket++;
    const arrived = new Promise<Channel>((resolve) => this.#waiting.set(ticket, resolve));
    try {
      await this.#client.call('host.start-compute', { role, place, ticket });
    } catch (thrown) {
      this.#waiting.delete(ticket);
      throw thrown;
    }
    return await arrived;
  }

  /** The application handed over the port to the compute host with this ticket; one that nobody waits for is let go. */
  computeArrived(ticket: number, channel: Channel): void {
    const take = this.#waiting.get(ticket);
    this.#waiting.delete(ticket);
    if (take === undefined) channel.close();
    else take(channel);
  }
}
