import { priorities, type Priority } from '../common/contract/compute-contract.ts';
import { MetropoleError, throwIfAborted } from '../common/errors.ts';

/** So many pieces of work may wait that are at least as urgent as a new one; one more is refused. */
export const waitingAtMost = 64;

/** What a piece of work does between its batches. */
export interface Turn {
  /** Something more urgent waits, or this work is no longer wanted: stop at the next batch and give way. */
  readonly isOver: boolean;
  /** Lets everything more urgent go first. @throws MetropoleError `aborted` */
  giveWay(): Promise<void>;
}

interface Entry {
  readonly urgency: number;
  readonly signal: AbortSignal;
  /** Has had its turn before and gave way. */
  hasBegun: boolean;
  start: () => void;
}

/**
 * The work of one compute host, one piece at a time: the most urgent first, and in the order of arrival among equals. What gave way goes on
 * before others of its urgency begin.
 */
export class WorkQueue {
  /** The next first. */
  readonly #waiting: Entry[] = [];
  #current: Entry | undefined;

  /**
   * Does the work when its turn has come. The signal takes it out of the queue while it waits; afterwards the turn says so.
   * @throws MetropoleError `compute-busy` when too much waits already, `aborted`
   */
  async run<T>(priority: Priority, signal: AbortSignal, work: (turn: Turn) => Promise<T>): Promise<T> {
    throwIfAborted(signal);
    const urgency = priorities.indexOf(priority);
    const ahead = this.#waiting.filter((other) => other.urgency <= urgency && !other.hasBegun).length;
    if (ahead >= waitingAtMost) throw new MetropoleError('compute-busy', { waiting: ahead });
    const entry: Entry = { urgency, signal, hasBegun: false, start: () => undefined };
    await this.#turnOf(entry);
    entry.hasBegun = true;
    try {
      throwIfAborted(signal);
      return await work(this.#turn(entry));
    } finally {
      if (this.#current === entry) this.#next();
    }
  }

  #turn(entry: Entry): Turn {
    const outranked = (): boolean => this.#waiting.some(({ urgency }) => urgency < entry.urgency);
    return {
      get isOver() {
        return entry.signal.aborted || outranked();
      },
      giveWay: async () => {
        throwIfAborted(entry.signal);
        if (!outranked()) return;
        const again = this.#turnOf(entry);
        this.#next();
        await again;
        throwIfAborted(entry.signal);
      },
    };
  }

  /** Settles when it is the entry's turn. @throws MetropoleError `aborted` when the signal fires before */
  async #turnOf(entry: Entry): Promise<void> {
    if (this.#current === undefined) {
      this.#current = entry;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const leave = (): void => {
        this.#waiting.splice(this.#waiting.indexOf(entry), 1);
        reject(new MetropoleError('aborted'));
      };
      entry.start = () => {
        entry.signal.removeEventListener('abort', leave);
        resolve();
      };
      entry.signal.addEventListener('abort', leave, { once: true });
      const goesBefore = (other: Entry): boolean =>
        entry.urgency < other.urgency || (entry.urgency === other.urgency && entry.hasBegun);
      const at = this.#waiting.findIndex(goesBefore);
      this.#waiting.splice(at < 0 ? this.#waiting.length : at, 0, entry);
    });
  }

  #next(): void {
    this.#current = this.#waiting.shift();
    this.#current?.start();
  }
}
