import type { RequestOf, ResponseOf } from '../common/contract/define.ts';
import type { RunRequestRecord } from '../common/contract/compute-contract.ts';
import type { EngineMessages } from '../common/contract/engine-contract.ts';
import type { Progress } from '../common/contract/envelope.ts';
import type { Clock } from '../common/contract/messages/workspace.ts';
import { MetropoleError } from '../common/errors.ts';
import { topics, type Topic } from '../common/metrics.ts';
import type { View } from '../common/view.ts';
import { clockOf, leadingScene } from './shown/clock.ts';
import { ForecastService } from './forecast-service.ts';
import type { ForecastTools } from './forecast-tools.ts';
import { removeLeftovers } from './registry/leftovers.ts';
import type { Compute } from './ports.ts';
import type { Scene } from './scene.ts';
import { Turns } from './turns.ts';

/** What the forecasts of a city are built from. `wallClock` is handed in so that tests can choose it. */
export interface CityTools extends Omit<ForecastTools, 'topic' | 'clock' | 'turns'> {
  readonly wallClock: () => number;
}

interface PrepareCare {
  readonly signal?: AbortSignal;
  readonly progress: (progress: Progress) => void;
}

/** The forecasts of a city: a service for each topic, on one clock. */
export class CityForecasts {
  readonly #tools: CityTools;
  readonly #turns = new Turns();
  readonly #services: ReadonlyMap<Topic, ForecastService>;

  constructor(tools: CityTools) {
    this.#tools = tools;
    const shared = {
      ...tools,
      turns: this.#turns,
      clock: (view?: Pick<View, 'now' | 'targetAt'>) => this.clock(view),
    };
    this.#services = new Map(topics.map((topic) => [topic, new ForecastService({ ...shared, topic })]));
  }

  of(topic: Topic): ForecastService {
    const service = this.#services.get(topic);
    if (service === undefined) throw new RangeError(`no service for ${topic}`);
    return service;
  }

  /** The service of a topic, or of the one that leads. */
  async asked(topic: Topic | undefined): Promise<ForecastService> {
    return this.of(topic ?? (await this.scene())?.topic ?? topics[0]);
  }

  /** The service of a topic in which a place is measured: of the one that leads, where it is one of them. */
  async at(place: number): Promise<ForecastService> {
    const scenes = await this.scenes();
    const leading = leadingScene(scenes, this.#tools.view().topic);
    const here = [...(leading === undefined ? [] : [leading]), ...scenes].find(
      ({ placeIds, sums }) => placeIds.includes(place) || sums.some(({ placeId }) => placeId === place),
    );
    return await this.asked(here?.topic);
  }

  /** What is loaded, topic by topic. */
  async scenes(): Promise<readonly Scene[]> {
    const scenes = await Promise.all([...this.#services.values()].map((service) => service.scene()));
    return scenes.filter((scene) => scene !== null);
  }

  /** What is loaded of the topic that leads. */
  async scene(): Promise<Scene | null> {
    return leadingScene(await this.scenes(), this.#tools.view().topic) ?? null;
  }

  async clock(view: Pick<View, 'now' | 'targetAt'> = this.#tools.view()): Promise<Clock> {
    const { topic } = this.#tools.view();
    return clockOf(await this.scenes(), { ...view, topic }, this.#tools.wallClock());
  }

  /** A source came or went: what was known of the data is read again when it is next asked for. */
  dataChanged(): void {
    for (const service of this.#services.values()) service.dataChanged();
  }

  /** The log of actions is another one. */
  actionsChanged(): void {
    for (const service of this.#services.values()) service.actionsChanged();
  }

  /** Does work that no preparation may disturb, and that disturbs none, as soon as what was asked for before is done. */
  async inTurn<T>(work: () => Promise<T>): Promise<T> {
    return await this.#turns.take(work);
  }

  /** Removes what preparations that a crash ended left on the disk, before the next one begins. */
  async tidy(): Promise<void> {
    await this.inTurn(() => removeLeftovers(this.#tools.store));
  }

  /**
   * Prepares a topic, or each that is loaded: with what takes seconds first, so that none waits for the networks of another. What fails
   * for one topic is told when all of them have had their turn.
   * @throws MetropoleError `forecast-no-data` and as the services do
   */
  async prepare(
    { topic, ...body }: RequestOf<EngineMessages, 'forecast.prepare'>,
    care: PrepareCare,
  ): Promise<ResponseOf<EngineMessages, 'forecast.prepare'>> {
    const leading = await this.scene();
    if (topic !== undefined || leading === null) return await (await this.asked(topic)).prepare(body, care);
    const others = (await this.scenes()).filter((scene) => scene !== leading);
    const isQuickFirst = others.length > 0 && body.networks && !body.refit;
    const pieces = (isQuickFirst ? [false, true] : [body.networks]).flatMap((networks) =>
      [leading, ...others].map((scene) => ({ topic: scene.topic, body: { ...body, networks } })),
    );
    let answer: ResponseOf<EngineMessages, 'forecast.prepare'> = { models: [], run: null };
    let failure: MetropoleError | null = null;
    for (const [index, piece] of pieces.entries()) {
      const progress = (step: Progress): void => {
        const fraction = step.fraction === null ? null : (index + step.fraction) / pieces.length;
        care.progress({ ...step, fraction });
      };
      try {
        const made = await this.of(piece.topic).prepare(piece.body, { ...care, progress });
        if (piece.topic === leading.topic) answer = made;
      } catch (thrown) {
        const error = MetropoleError.from(thrown);
        if (error.code === 'aborted' || error.code === 'compute-died') throw error;
        failure ??= error;
      }
    }
    if (failure !== null) throw failure;
    return answer;
  }

  /** Forecasts from the end of the data by each model that may serve: what the speed of a backend is measured on. */
  async samples(compute: Compute): Promise<readonly RunRequestRecord[]> {
    const samples = await Promise.all(
      (await this.scenes()).map(({ topic }) => this.of(topic).samples(compute)),
    );
    return samples.flat();
  }
}
