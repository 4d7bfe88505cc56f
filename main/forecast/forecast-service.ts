import { join } from 'node:path';
import type { CallOptions } from '../common/contract/client.ts';
import type { Priority, RunRequestRecord } from '../common/contract/compute-contract.ts';
import type { RequestOf, ResponseOf } from '../common/contract/define.ts';
import type { EngineMessages } from '../common/contract/engine-contract.ts';
import type { Progress } from '../common/contract/envelope.ts';
import type { Run } from '../common/contract/messages/forecast.ts';
import { MetropoleError, throwIfAborted } from '../common/errors.ts';
import type { FitOfCity } from '../common/rows/models.ts';
import { withFirstFit } from './registry/approval.ts';
import { actionsKey } from './actions/touched.ts';
import { alignedDown } from './shown/clock.ts';
import { DrilldownService } from './drilldown/drilldown-service.ts';
import { reviewDrift, TrainingInputs } from './trust/drift-review.ts';
import { evaluateModels } from './evaluation/evaluation.ts';
import { Frames } from './shown/frames.ts';
import { replayIntervals } from './evaluation/interval-replay.ts';
import { widthsAt } from './runs/interval-widths.ts';
import { hasGrown } from './fitting/grown-data.ts';
import { isFitted } from './fitting/is-fitted.ts';
import type { ForecastTools } from './forecast-tools.ts';
import { removeLeftovers } from './registry/leftovers.ts';
import { inOtherWeather } from './loads/other-weather.ts';
import { loadOutlook } from './loads/outlook.ts';
import type { Compute, ModelRow, RunRow } from './ports.ts';
import { originOf } from './origin/origin.ts';
import { modelStatus, runRecord } from './runs/records.ts';
import { completeFitted, prepare, type Care, type PreparationTools } from './fitting/preparation.ts';
import { modelOfRun } from './trust/served.ts';
import { makeRun } from './runs/runs.ts';
import { samplesOf } from './runs/samples.ts';
import { approvedOf, servingIn, shownOf, withFitModels, type Serving } from './runs/serving.ts';
import { readScene, type Scene } from './scene.ts';
import { reviewStandIns } from './trust/stand-in-review.ts';
import { instead, pairOf } from './runs/stand-ins.ts';
import { timelineOf } from './shown/timeline.ts';
import { nothingLeftOut, trackRecordOf } from './trust/track-record.ts';
import { SituationBook } from './origin/situations.ts';
import { UsualBook } from './origin/usual.ts';
import { windowForAll } from './origin/window.ts';

type Body<N extends keyof EngineMessages> = RequestOf<EngineMessages, N>;
type Answer<N extends keyof EngineMessages> = Promise<ResponseOf<EngineMessages, N>>;

const reviewEvery = 3_600_000;

/** Forecasts of a topic: what to run when, what the screens read of it, and how good it was. */
export class ForecastService {
  readonly #tools: ForecastTools;
  readonly #usual: UsualBook;
  readonly #situations: SituationBook;
  /** Why a forecast is what it is. */
  readonly drilldowns: DrilldownService;
  readonly #frames: Frames;
  #scene: Promise<Scene | null> | undefined;
  /** Networks that found too little to learn from are not tried again on the same data. */
  #networksTriedFor = '';
  /** Whom the last review was of, and when. */
  #lastReview = '';
  #lastDriftReview = '';
  readonly #trainingInputs = new TrainingInputs();

  constructor(tools: ForecastTools) {
    this.#tools = tools;
    this.#usual = new UsualBook(tools.store);
    this.#situations = new SituationBook(tools.store);
    this.#frames = new Frames(tools.store, this.#usual);
    this.drilldowns = new DrilldownService(
      { ...tools, usual: this.#usual, situations: this.#situations },
      async () => await this.#sceneNow(),
    );
  }

  /** A source came or went: what was known of the data is read again when it is next asked for. */
  dataChanged(): void {
    this.#scene = undefined;
    this.#usual.forget();
    this.#situations.forget();
  }

  /** The log of actions is another one. */
  actionsChanged(): void {
    this.#scene = undefined;
  }

  scene(): Promise<Scene | null> {
    if (this.#scene === undefined) {
      const reading = readScene(this.#tools.store, this.#tools.topic);
      this.#scene = reading;
      // A failure is not kept: the next who asks reads again.
      reading.catch(() => {
        if (this.#scene === reading) this.#scene = undefined;
      });
    }
    return this.#scene;
  }

  /**
   * Fits what is not fitted yet for the data that is loaded, and forecasts from now. Callers take turns, and each decides in its own
   * turn what is still to be done, so that nobody ends with what another one asked for.
   */
  async prepare(
    body: Body<'forecast.prepare'>,
    care: { readonly signal?: AbortSignal; readonly progress: (progress: Progress) => void },
  ): Answer<'forecast.prepare'> {
    const { turns } = this.#tools;
    const isMeanwhile = turns.isTaken;
    const prepared = turns.take(() => this.#prepareInTurn(body, care));
    const [answer] = await Promise.all([prepared, isMeanwhile && this.#forecastMeanwhile(care.signal)]);
    return answer;
  }

  /**
   * Forecasts from now with what serves while somebody else's turn takes minutes: a fit or a training does not make an operator wait
   * for what new data say. What cannot be forecast now is left to one's own turn, which says why.
   */
  async #forecastMeanwhile(signal: AbortSignal | undefined): Promise<void> {
    try {
      const scene = await this.scene();
      if (scene === null) return;
      const serving = await this.#serving(scene);
      if (serving === null || !hasGrown(scene, serving.shown)) return;
      if ((await this.#currentRun(scene, serving)) === undefined) await this.run(null, 'usual', signal);
    } catch (thrown) {
      if (!(thrown instanceof MetropoleError)) throw thrown;
    }
  }

  /**
   * Takes over models that were fitted to the very data that is loaded, as a first fit; their states are in the workspace already.
   * @throws MetropoleError `forecast-no-data`
   */
  async adopt(fits: readonly FitOfCity[]): Promise<void> {
    const scene = await this.scene();
    if (scene === null) throw new MetropoleError('forecast-no-data');
    const { dataHash } = scene;
    const adopted = fits.map((fit) => ({
      ...fit,
      dataHash,
      state: 'approved' as const,
      approval: { by: null, at: Date.now() },
      replacedAt: null,
      begunWith: null,
      counts: null,
    }));
    await this.#tools.store.models.update(scene.topic, () => withFirstFit([], adopted, Date.now()));
  }

  async #prepareInTurn(
    { refit, networks }: Body<'forecast.prepare'>,
    care: { readonly signal?: AbortSignal; readonly progress: (progress: Progress) => void },
  ): Answer<'forecast.prepare'> {
    throwIfAborted(care.signal);
    const scene = await this.scene();
    if (scene === null) throw new MetropoleError('forecast-no-data');
    const onServing = (): Promise<Run> => this.run(null, 'usual', care.signal);
    const tools = { ...this.#tools, usual: this.#usual, networks, onServing };
    if (
      refit ||
      !(await isFitted(this.#tools, scene, networks && this.#networksTriedFor !== scene.dataHash))
    ) {
      try {
        await prepare(tools, scene, care);
      } finally {
        await removeLeftovers(this.#tools.store);
      }
      if (networks) this.#networksTriedFor = scene.dataHash;
    } else {
      const serving = await this.#serving(scene);
      if (serving !== null) await this.#complete(tools, scene, serving, care);
    }
    const models = approvedOf(await this.#tools.store.models.list(scene.topic));
    const switched = await this.reviewStandIns();
    const current = await this.#currentRun(scene, await this.#serving(scene));
    const isCurrent = current !== undefined && switched === 0;
    const run = isCurrent ? runRecord(current) : await this.run(null, 'usual', care.signal);
    await this.reviewDrift();
    await this.readAhead();
    return { models: models.map(modelStatus), run };
  }

  /** The forecast from now by what serves, where there is one already. */
  async #currentRun(scene: Scene, serving: Serving | null): Promise<RunRow | undefined> {
    const now = alignedDown((await this.#tools.clock()).now ?? scene.span.to, scene);
    const latest = await this.#tools.store.runs.latest(scene.topic, now);
    if (latest?.asOf !== now || serving === null) return undefined;
    const { modelVersion, benchmarkId } = pairOf(serving);
    return latest.modelVersion === modelVersion && latest.benchmarkId === benchmarkId ? latest : undefined;
  }

  /** The forecasters that serve what is loaded; null: none. */
  async #serving({ topic }: Scene): Promise<Serving | null> {
    const { store } = this.#tools;
    return await servingIn(store, await store.models.list(topic));
  }

  async #complete(tools: PreparationTools, scene: Scene, serving: Serving, care: Care): Promise<void> {
    const { runs } = this.#tools.store;
    if (await runs.hasHindcasts(serving.shown))
      await runs.deleteHindcastsExcept(scene.topic, [serving.shown]);
    else await completeFitted(tools, scene, care);
  }

  /** @throws MetropoleError `forecast-no-data`, `forecast-no-model`, `forecast-not-finite` when no forecaster gives numbers */
  async run(asOf: number | null, priority: Priority, signal?: AbortSignal): Promise<Run> {
    const { store, forecasting } = this.#tools;
    const scene = await this.scene();
    if (scene === null) throw new MetropoleError('forecast-no-data');
    const models = await store.models.list(scene.topic);
    if (shownOf(models) === undefined) throw new MetropoleError('forecast-no-model', { model: scene.topic });
    const cutOff = alignedDown(asOf ?? (await this.#tools.clock()).now ?? scene.span.to, scene);
    if (cutOff <= scene.span.from)
      throw new MetropoleError('forecast-no-data', { asOf: new Date(cutOff).toISOString() });
    const window = await windowForAll(store, scene, cutOff, forecasting, signal);
    const origin = await originOf(this.#usual, scene, window);
    const stateFile = (model: ModelRow): string => join(store.folder.models, model.stateFile);
    // Only what is forecast from the present is live; anything else is a look back from a chosen as-of.
    const kind = asOf === null && this.#tools.view().now.kind !== 'as-of' ? 'live' : 'hindcast';
    let unfit: MetropoleError | null = null;
    const made = await withFitModels(
      models,
      await store.seriesLosses.of(approvedOf(models)),
      async (serving) => {
        const holding = await store.standIns.at(pairOf(serving), cutOff);
        const isBenchmarkShown = instead(holding, scene, origin);
        const widths = await widthsAt(store, scene, serving, cutOff);
        const care = { kind, stateFile, isBenchmarkShown, widths, priority, signal } as const;
        return await makeRun(forecasting, scene, serving, origin, care);
      },
      (error) => {
        unfit = error;
      },
    );
    const [runId = 0] = await store.runs.insert([made], signal);
    if (scene.topic === 'energy') {
      const model = modelOfRun(models, made.run);
      const otherWeather =
        model === undefined
          ? []
          : await inOtherWeather(store, forecasting, scene, window, model, stateFile(model), signal);
      const outlook = await loadOutlook(store, forecasting, scene, made, otherWeather, signal);
      if (outlook !== null) await store.loadOutlooks.insert(runId, outlook);
    }
    const run = runRecord({ ...made.run, runId });
    this.#tools.onRun(run, unfit);
    return run;
  }

  /**
   * Looks at the track record and decides where the benchmark is shown instead of the model from the next forecast on: hourly, and
   * whenever another model serves or more is known of this one. Only as seen from the present; gives how many switched.
   */
  async reviewStandIns(): Promise<number> {
    const { store, hasActiveAlarm, onStandIns } = this.#tools;
    const due = await this.#reviewAt();
    if (due === null || due.name === this.#lastReview) return 0;
    const { scene, serving, asOf, name } = due;
    const pair = pairOf(serving);
    const switched = await reviewStandIns(store, scene, serving, asOf, hasActiveAlarm);
    this.#lastReview = name;
    if (switched.length > 0) await onStandIns(switched.map((one) => ({ ...one, ...pair })));
    return switched.length;
  }

  /** Looks as often whether inputs and errors are what they were. */
  async reviewDrift(): Promise<void> {
    const { store, onDrift } = this.#tools;
    const due = await this.#reviewAt();
    if (due === null || due.name === this.#lastDriftReview) return;
    const { scene, serving, asOf, name } = due;
    const found = await reviewDrift(store, this.#usual, this.#trainingInputs, scene, serving, asOf);
    this.#lastDriftReview = name;
    if (found.length > 0) await onDrift(found);
  }

  /** Reads what an explanation of the forecast from now compares with, so that whoever asks for one does not wait for it. */
  async readAhead(): Promise<void> {
    const due = await this.#reviewAt();
    if (due === null) return;
    const { declarations } = await this.#tools.forecasting.call('compute.declarations', due.scene.setting);
    const declaration = declarations.find(({ id }) => id === due.serving.shown.modelId);
    if (declaration !== undefined) await this.#situations.near(due.scene, declaration, due.asOf, 0);
  }

  /** What a review would be of now, under a name that stays the same while nothing new is to be said. Null: nothing, or not of now. */
  async #reviewAt(): Promise<{
    readonly name: string;
    readonly scene: Scene;
    readonly serving: Serving;
    readonly asOf: number;
  } | null> {
    const { store, view } = this.#tools;
    const scene = await this.scene();
    const { now } = await this.#tools.clock();
    if (scene === null || now === null || view().now.kind === 'as-of') return null;
    const serving = await this.#serving(scene);
    if (serving === null) return null;
    const asOf = alignedDown(now, scene);
    const hindcasts = await store.runs.hasHindcasts(serving.shown);
    const hours = Math.floor(asOf / reviewEvery);
    const name = JSON.stringify([pairOf(serving), hindcasts, hours, actionsKey(scene)]);
    return { name, scene, serving, asOf };
  }

  /** What the speed of a backend is measured on. @param compute asked what the models need */
  async samples(compute: Compute): Promise<readonly RunRequestRecord[]> {
    const scene = await this.scene();
    return scene === null ? [] : await samplesOf(this.#tools.store, scene, compute);
  }

  async models(): Answer<'forecast.models'> {
    const scene = await this.scene();
    const models = scene === null ? [] : approvedOf(await this.#tools.store.models.list(scene.topic));
    return { models: models.map(modelStatus) };
  }

  async frame(body: Body<'frame.get'>, clientId: string): Answer<'frame.get'> {
    const { asOf, targetAt } = body;
    const scene = await this.scene();
    const seenFrom = asOf === undefined ? this.#tools.view().now : ({ kind: 'as-of', at: asOf } as const);
    const { now, mode } = await this.#tools.clock({ now: seenFrom, targetAt });
    return await this.#frames.get(scene, now, body, clientId, mode);
  }

  async timeline(body: Body<'timeline.get'>): Answer<'timeline.get'> {
    return await timelineOf(
      this.#tools.store,
      this.#usual,
      await this.scene(),
      (await this.#tools.clock()).now,
      body,
    );
  }

  async trackRecord(): Answer<'forecast.track-record'> {
    const scene = await this.scene();
    const { now } = await this.#tools.clock();
    if (scene === null || now === null) return { unit: null, rows: [], leftOut: nothingLeftOut };
    return { unit: scene.unit, ...(await trackRecordOf(this.#tools.store, scene, now, null)) };
  }

  /** @throws MetropoleError as `replayIntervals` does */
  async replayIntervals(options: CallOptions): Answer<'forecast.replay-intervals'> {
    const scene = await this.scene();
    if (scene === null) throw new MetropoleError('forecast-no-data');
    return await replayIntervals({ ...this.#tools, usual: this.#usual }, scene, options);
  }

  async evaluate(body: Body<'forecast.evaluate'>, options: CallOptions): Answer<'forecast.evaluate'> {
    const scene = await this.scene();
    if (scene === null) throw new MetropoleError('forecast-no-data');
    return await evaluateModels(this.#tools.store, this.#tools.training, scene, body, options);
  }

  /** What is loaded, and what the console calls now. @throws MetropoleError `forecast-no-data` */
  async #sceneNow(): Promise<{ readonly scene: Scene; readonly now: number }> {
    const scene = await this.scene();
    const { now } = await this.#tools.clock();
    if (scene === null || now === null) throw new MetropoleError('forecast-no-data');
    return { scene, now };
  }
}
