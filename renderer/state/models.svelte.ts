import { MetropoleError } from '../../main/common/errors.ts';
import type { EventOf, ResponseOf } from '../../main/common/contract/define.ts';
import type { CallOptions } from '../../main/common/contract/client.ts';
import type { EngineEvents, EngineMessages } from '../../main/common/contract/engine-contract.ts';
import type { Progress } from '../../main/common/contract/envelope.ts';
import type { Influence } from '../../main/common/contract/messages/influence.ts';
import type { FitName, ModelComparison, ModelVersion } from '../../main/common/contract/messages/models.ts';
import type { Topic } from '../../main/common/metrics.ts';
import type { TrainingStart } from '../../main/common/rows/models.ts';
import { connection, type Connection } from './connection.svelte.ts';
import { view } from './view.svelte.ts';

/** A point of the loss curve. */
export interface LossPoint {
  /** Share of the whole work that was done by then. */
  readonly share: number;
  readonly loss: number;
  /** On what was held out; null in the part that trains on everything. */
  readonly validationLoss: number | null;
}

/** How the training that this window asked for last ended. */
type Outcome =
  | { readonly kind: 'trained'; readonly candidate: ModelVersion }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly error: MetropoleError };

/** The versions of the models and the training that is under way, whoever asked for it. */
export class ModelsState {
  readonly #connection: Connection;
  #answer = $state.raw<ResponseOf<EngineMessages, 'models.list'> | null>(null);
  #error = $state.raw<MetropoleError | null>(null);
  #training = $state.raw<Progress | null>(null);
  #losses = $state.raw<readonly LossPoint[]>([]);
  #abort = $state.raw<AbortController | null>(null);
  #outcome = $state.raw<Outcome | null>(null);
  #topic = $state<Topic | null>(null);

  constructor(line: Connection) {
    this.#connection = line;
    line.on('work.progress', (event) => this.#follow(event));
    line.on('models.changed', () => void this.#loadAgain());
    line.on('actions.changed', () => void this.#loadAgain());
    line.onOpen(() => {
      this.#training = null;
      void this.#loadAgain();
    });
  }

  /** The topic that somebody chose; null: the one that leads. */
  get topic(): Topic | null {
    return this.#topic;
  }

  async choose(topic: Topic): Promise<void> {
    this.#topic = topic;
    this.#outcome = null;
    await this.load();
  }

  /** Null until it was read. */
  get answer(): ResponseOf<EngineMessages, 'models.list'> | null {
    return this.#answer;
  }

  get error(): MetropoleError | null {
    return this.#error;
  }

  /** Of the training that is under way; null when none is. */
  get training(): Progress | null {
    return this.#training;
  }

  /** Of the training that is under way, or of the last one. */
  get losses(): readonly LossPoint[] {
    return this.#losses;
  }

  /** Whether this window asked for the training: it alone can cancel it. */
  get isMine(): boolean {
    return this.#abort !== null;
  }

  get outcome(): Outcome | null {
    return this.#outcome;
  }

  get shown(): ModelVersion | null {
    return this.#answer?.models.find(({ isShown }) => isShown) ?? null;
  }

  /** The version that a roll back would go to. */
  get before(): ModelVersion | null {
    const { models = [], before } = this.#answer ?? {};
    return models.find(({ model, version }) => model === before?.model && version === before.version) ?? null;
  }

  async load(): Promise<void> {
    try {
      this.#answer = await this.#connection.call('models.list', {
        topic: this.#topic ?? view.topic ?? undefined,
      });
      this.#error = null;
    } catch (thrown) {
      const error = MetropoleError.from(thrown);
      if (error.code !== 'engine-died') this.#error = error;
    }
  }

  /**
   * Trains a version; ends when it is trained, cancelled or has failed.
   * @param seed null: the engine chooses
   * @param model null: the topic's usual one
   */
  async train(
    topic: Topic,
    seed: number | null,
    start: TrainingStart,
    model: string | null = null,
  ): Promise<void> {
    if (this.#abort !== null) return;
    this.#abort = new AbortController();
    this.#outcome = null;
    this.#losses = [];
    this.#training = { fraction: null, stage: 'waiting' };
    const { signal } = this.#abort;
    try {
      const request = { topic, model, seed, start };
      const { candidate } = await this.#connection.call('models.train', request, { signal });
      this.#outcome = { kind: 'trained', candidate };
    } catch (thrown) {
      const error = MetropoleError.from(thrown);
      this.#outcome = error.code === 'aborted' ? { kind: 'cancelled' } : { kind: 'failed', error };
    } finally {
      this.#abort = null;
      this.#training = null;
    }
  }

  /** How long a training would take at most. @param model null: the topic's usual one @throws MetropoleError as the engine says it */
  async estimate(
    topic: Topic,
    start: TrainingStart,
    model: string | null,
    signal: AbortSignal,
  ): Promise<ResponseOf<EngineMessages, 'models.estimate'>> {
    return await this.#connection.call('models.estimate', { topic, model, start }, { signal });
  }

  cancelTraining(): void {
    this.#abort?.abort();
  }

  /** @throws MetropoleError as the engine says it */
  async approve({ model, version }: FitName): Promise<void> {
    await this.#connection.call('models.approve', { model, version, by: null });
    await this.load();
  }

  /** @throws MetropoleError as the engine says it */
  async rollBack(topic: Topic): Promise<void> {
    await this.#connection.call('models.roll-back', { topic, by: null });
    await this.load();
  }

  /** @throws MetropoleError as the engine says it */
  async retire({ model, version }: FitName): Promise<void> {
    await this.#connection.call('models.retire', { model, version });
    await this.load();
  }

  /** Which groups of inputs matter to the shown model of a topic. @throws MetropoleError as the engine says it, `aborted` */
  async influence(topic: Topic, options: CallOptions): Promise<Influence> {
    return await this.#connection.call('explain.influence', { topic }, options);
  }

  /** @throws MetropoleError as the engine says it */
  async compare(versions: readonly FitName[]): Promise<ModelComparison> {
    const named = versions.map(({ model, version }) => ({ model, version }));
    return await this.#connection.call('models.compare', { versions: named });
  }

  async #loadAgain(): Promise<void> {
    if (this.#answer !== null) await this.load();
  }

  #follow({ work, progress }: EventOf<EngineEvents, 'work.progress'>): void {
    if (work !== 'training') return;
    if (this.#training === null || progress?.stage === 'waiting') this.#losses = [];
    this.#training = progress;
    const { loss, validationLoss } = progress?.parameters ?? {};
    const share = progress?.fraction;
    if (typeof loss !== 'number' || typeof share !== 'number') return;
    const held = typeof validationLoss === 'number' ? validationLoss : null;
    this.#losses = [...this.#losses, { share, loss, validationLoss: held }];
  }
}

export const models = new ModelsState(connection);
