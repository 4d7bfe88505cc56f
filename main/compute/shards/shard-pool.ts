import { availableParallelism } from 'node:os';
import type { WindowRecord } from '../../common/contract/compute-contract.ts';
import type { PlaceForecaster } from '../forecast-in-parts.ts';
import { Shard, type ModelOfRun } from './shard.ts';

/** Each thread takes some 60 MB; beyond so many the copies cost more than they bring. */
const threadsAtMost = 8;
/** Fewer places than this are computed sooner than they are handed to a thread. */
const leastPart = 256;
/** Parts a thread does one after the other, so that one that is held up leaves some to the others. */
const partsOfThread = 2;
const longestPart = 2048;

/**
 * The threads that share the work of a backend which computes on one alone: one for each core, since the host's own waits meanwhile. They are
 * started with the first run that is large enough, and keep what they have read.
 */
export class ShardPool {
  readonly #shards: readonly Shard[];

  /** @param entry bundle of a thread */
  constructor(entry: string, wasmFolder: string, threads = Math.min(availableParallelism(), threadsAtMost)) {
    this.#shards = Array.from({ length: threads }, () => new Shard(entry, { wasmFolder }));
  }

  /** What all threads hold. */
  get held(): { readonly tensors: number; readonly tensorBytes: number } {
    return this.#shards.reduce(
      (sum, { held }) => ({
        tensors: sum.tensors + held.tensors,
        tensorBytes: sum.tensorBytes + held.tensorBytes,
      }),
      { tensors: 0, tensorBytes: 0 },
    );
  }

  /** The threads for a window, none where it is too small or they cannot be started, and the parts to give them. */
  async share(
    run: ModelOfRun,
    window: WindowRecord,
  ): Promise<{ readonly threads: readonly PlaceForecaster[]; readonly longestPart: number }> {
    const places = window.places.length;
    const wanted = this.#shards.slice(0, Math.floor(places / leastPart));
    if (wanted.length < 2) return { threads: [], longestPart };
    const ready = await Promise.all(wanted.map((shard) => shard.ready()));
    const threads = wanted
      .filter((_, index) => ready[index] === true)
      .map((shard) => forecasterOf(shard, run, window));
    const part = Math.ceil(places / (threads.length * partsOfThread));
    return { threads, longestPart: Math.min(Math.max(part, leastPart), longestPart) };
  }
}

function forecasterOf(shard: Shard, run: ModelOfRun, window: WindowRecord): PlaceForecaster {
  let milliseconds = 0;
  return {
    get milliseconds() {
      return milliseconds;
    },
    async forecast(range) {
      const answer = await shard.forecast(run, window, range);
      milliseconds += answer.milliseconds;
      return answer;
    },
  };
}
