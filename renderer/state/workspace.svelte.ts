import { MetropoleError } from '../../main/common/errors.ts';
import type { WorkspaceInfo } from '../../main/common/contract/messages/workspace.ts';
import { connection, type Connection } from './connection.svelte.ts';

/** Which workspace is open; asked at every connection. */
export class WorkspaceState {
  #info = $state.raw<WorkspaceInfo | null>(null);
  #error = $state.raw<MetropoleError | null>(null);

  constructor(line: Connection) {
    line.onOpen(() => void this.#load(line));
  }

  get info(): WorkspaceInfo | null {
    return this.#info;
  }

  get error(): MetropoleError | null {
    return this.#error;
  }

  async #load(line: Connection): Promise<void> {
    try {
      this.#info = await line.call('workspace.info', {});
      line.workspace = this.#info.id;
      this.#error = null;
    } catch (thrown) {
      this.#error = MetropoleError.from(thrown);
    }
  }
}

export const workspace = new WorkspaceState(connection);
