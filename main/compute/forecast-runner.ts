import { memory } from '@tensorflow/tfjs-core';
import type { ComputeMessages, RunRequestRecord } from '../common/contract/compute-contract.ts';
import type { ResponseOf } from '../common/contract/define.ts';
import type { ActiveBackend } from './active-backend.ts';
import { forecastInParts } from './forecast-in-parts.ts';
import { refuseNotFinite } from './not-finite.ts';
import { UntoldThread } from './own-thread.ts';
import type { ShardPool } from './shards/shard-pool.ts';
import { StandingParts } from './standing-parts.ts';
import type { TrainedModels } from './trained-models.ts';
import type { Turn } from './work-queue.ts';

/** Places that one thread computes in one go: some tens of milliseconds, after which something more urgent may come in. */
const longestOwnPart = 4096;

/** Makes whole forecasts: in parts, on as many threads as the backend has use for. */
export class ForecastRunner {
  readonly #active: ActiveBackend;
  readonly #trained: TrainedModels;
  readonly #shards: ShardPool | undefined;
  readonly #standing = new StandingParts();

  /** @param shards threads that help a backend which computes on one alone, where there are any */
  constructor(active: ActiveBackend, trained: TrainedModels, shards: ShardPool | undefined) {
    this.#active = active;
    this.#trained = trained;
    this.#shards = shards;
  }

  /** @throws MetropoleError `forecast-no-model`, `forecast-not-finite`, `aborted`, `compute-failed` */
  async run(run: RunRequestRecord, turn: Turn): Promise<ResponseOf<ComputeMessages, 'compute.run'>> {
    const backend = await this.#active.ready();
    const model = await this.#trained.get(run.model, run.setting, run.stateFile);
    const window = this.#standing.reuse(run.window);
    const shared = backend.id === 'wasm' ? await this.#shards?.share(run, window) : undefined;
    const { threads, longestPart } =
      shared !== undefined && shared.threads.length > 0
        ? shared
        : { threads: [new UntoldThread(backend, model, window)], longestPart: longestOwnPart };
    const size = { places: window.places.length, horizonSteps: window.horizonSteps, longestPart };
    const forecast = await forecastInParts(threads, size, turn);
    refuseNotFinite(run.model, window, forecast);
    const { numTensors, numBytes } = memory();
    const held = this.#shards?.held ?? { tensors: 0, tensorBytes: 0 };
    return {
      forecast,
      milliseconds: Math.max(...threads.map(({ milliseconds }) => milliseconds)),
      tensors: numTensors + held.tensors,
      tensorBytes: numBytes + held.tensorBytes,
    };
  }
}
