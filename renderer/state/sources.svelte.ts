import { MetropoleError } from '../../main/common/errors.ts';
import type { Source } from '../../main/common/contract/messages/sources.ts';
import type { Notice } from '../../main/common/notices.ts';
import { connection, type Connection } from './connection.svelte.ts';

/** What was imported: read at every connection and again after an import or a removal. */
export class Sources {
  readonly #connection: Connection;
  #list = $state.raw<readonly Source[]>([]);
  #isKnown = $state(false);
  #error = $state.raw<MetropoleError | null>(null);

  constructor(line: Connection) {
    this.#connection = line;
    line.onOpen(() => void this.load());
    line.on('source.added', () => void this.load());
    line.on('source.removed', () => void this.load());
  }

  /** Newest first. */
  get list(): readonly Source[] {
    return this.#list;
  }

  get isKnown(): boolean {
    return this.#isKnown;
  }

  get error(): MetropoleError | null {
    return this.#error;
  }

  async load(): Promise<void> {
    try {
      const { sources } = await this.#connection.call('sources.list', {});
      this.#list = [...sources].sort(
        (first, second) => second.importedAt - first.importedAt || second.id - first.id,
      );
      this.#isKnown = true;
      this.#error = null;
    } catch (thrown) {
      const error = MetropoleError.from(thrown);
      if (error.code !== 'engine-died') this.#error = error;
    }
  }

  /** @throws MetropoleError as the engine says it */
  async notices(source: number): Promise<readonly Notice[]> {
    return (await this.#connection.call('sources.notices', { source })).notices;
  }

  /** Takes a source out of the workspace. @throws MetropoleError as the engine says it */
  async remove(source: number): Promise<void> {
    await this.#connection.call('sources.remove', { source });
    await this.load();
  }
}

export const sources = new Sources(connection);
