import { Worker } from 'node:worker_threads';
import { Client } from '../../common/contract/client.ts';
import type { RunRequestRecord, WindowRecord } from '../../common/contract/compute-contract.ts';
import type { ResponseOf } from '../../common/contract/define.ts';
import { MetropoleError } from '../../common/errors.ts';
import type { PlaceRange } from '../place-ranges.ts';
import { shardEvents, shardMessages, type ShardData, type ShardMessages } from './shard-contract.ts';
import { workerChannel } from './thread-channel.ts';

type Answer = ResponseOf<ShardMessages, 'shard.forecast'>;
/** The model of a run and where its state stands. */
export type ModelOfRun = Pick<RunRequestRecord, 'model' | 'setting' | 'stateFile'>;

/** A thread that runs. */
interface Running {
  readonly client: Client<ShardMessages, typeof shardEvents>;
  /** The last one it was sent. */
  window: WindowRecord | undefined;
  /** Why it died, where that is known. */
  error: Error | undefined;
}

/** A thread that died so often before it answered anything is not tried again. */
const deathsAtMost = 3;
const origin = { clientId: 'compute', actor: 'compute', workspace: '' };

/** One thread of a compute host: started when it is first needed, and again when it died at work. */
export class Shard {
  readonly #entry: string;
  readonly #data: ShardData;
  #running: Promise<Running> | undefined;
  /** Since it last answered. */
  #deaths = 0;
  #held = { tensors: 0, tensorBytes: 0 };

  constructor(entry: string, data: ShardData) {
    this.#entry = entry;
    this.#data = data;
  }

  /** What its last answer left behind in it. */
  get held(): { readonly tensors: number; readonly tensorBytes: number } {
    return this.#held;
  }

  /** Starts it where it does not run. False where it cannot be started. */
  async ready(): Promise<boolean> {
    if (this.#deaths >= deathsAtMost) return false;
    return await this.#ready().then(
      () => true,
      () => false,
    );
  }

  /** Forecasts some places of a window. @throws MetropoleError `engine-died` when the thread died, else as the model does */
  async forecast(run: ModelOfRun, window: WindowRecord, { from, to }: PlaceRange): Promise<Answer> {
    const { model, setting, stateFile } = run;
    const running = await this.#ready();
    try {
      const sent = this.#send(running, window);
      const asked = running.client.call('shard.forecast', { model, setting, stateFile, from, to });
      const [, answer] = await Promise.all([sent, asked]);
      this.#deaths = 0;
      this.#held = { tensors: answer.tensors, tensorBytes: answer.tensorBytes };
      return answer;
    } catch (thrown) {
      const { code, parameters } = MetropoleError.from(thrown);
      if (code !== 'engine-died') throw thrown;
      throw new MetropoleError(code, parameters, running.error?.message, running.error);
    }
  }

  /** Sends a window unless it was the last that was sent; the thread takes one message after the other. */
  async #send(running: Running, window: WindowRecord): Promise<void> {
    const before = running.window;
    if (before === window) return;
    running.window = window;
    await running.client.call('shard.window', {
      ...window,
      places: before?.places === window.places ? null : window.places,
      links: before?.links === window.links ? null : window.links,
    });
  }

  #ready(): Promise<Running> {
    this.#running ??= this.#start().catch((thrown: unknown) => {
      this.#deaths++;
      this.#running = undefined;
      throw thrown;
    });
    return this.#running;
  }

  async #start(): Promise<Running> {
    const worker = new Worker(this.#entry, { workerData: this.#data });
    const client = new Client(workerChannel(worker), shardMessages, shardEvents, () => origin);
    const running: Running = { client, window: undefined, error: undefined };
    worker.on('error', (error) => {
      running.error = error;
    });
    try {
      await client.call('shard.start', {});
    } catch (thrown) {
      client.close();
      throw thrown;
    }
    client.onClose(() => {
      this.#deaths++;
      this.#running = undefined;
      this.#held = { tensors: 0, tensorBytes: 0 };
      void this.ready();
    });
    return running;
  }
}
