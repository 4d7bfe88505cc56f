import { fork } from 'node:child_process';
import type { Channel } from '../common/contract/channel.ts';
import { MetropoleError } from '../common/errors.ts';
import type { ComputePlace } from '../common/backends.ts';
import type { ComputeRole, Graphics, Host } from '../common/host.ts';
import { passOnWords } from '../common/native-words.ts';
import { forkChannel } from './channels/fork-channel.ts';
import { computeArguments, type Locations } from './locations.ts';

/** The surroundings of an engine with no Electron: no browser, compute hosts as forked processes. */
export class PlainNodeHost implements Host {
  readonly #locations: Locations;

  constructor(locations: Locations) {
    this.#locations = locations;
  }

  captureMap(): Promise<Uint8Array> {
    return Promise.reject(new MetropoleError('not-available', { what: 'map' }));
  }

  printPdf(): Promise<Uint8Array> {
    return Promise.reject(new MetropoleError('not-available', { what: 'pdf' }));
  }

  graphics(): Promise<Graphics> {
    return Promise.reject(new MetropoleError('not-available', { what: 'window' }));
  }

  startCompute(role: ComputeRole, place: ComputePlace): Promise<Channel> {
    if (place === 'window') return Promise.reject(new MetropoleError('not-available', { what: 'window' }));
    const child = fork(this.#locations.computeEntry, computeArguments(this.#locations, role), {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    passOnWords(child.stderr, console.error);
    return Promise.resolve(forkChannel(child));
  }
}
