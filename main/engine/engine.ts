import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Channel } from '../common/contract/channel.ts';
import type { Progress } from '../common/contract/envelope.ts';
import type { EventOf } from '../common/contract/define.ts';
import {
  engineMessages,
  type EngineEvents,
  type EngineMessages,
} from '../common/contract/engine-contract.ts';
import { Server } from '../common/contract/server.ts';
import { MetropoleError } from '../common/errors.ts';
import type { Topic } from '../common/metrics.ts';
import type { Host } from '../common/host.ts';
import { ActionLog } from '../forecast/actions/action-log.ts';
import { CountModels } from '../forecast/counts/count-models.ts';
import { zoneOfIncidents } from '../forecast/counts/zone-of-incidents.ts';
import { CountVersions } from '../forecast/counts/count-versions.ts';
import { ExpectedIncidents } from '../forecast/counts/expected-incidents.ts';
import { SafetyUse } from '../forecast/counts/safety-use.ts';
import { alignedDown } from '../forecast/shown/clock.ts';
import { CityForecasts } from '../forecast/city-forecasts.ts';
import { ModelRegistry } from '../forecast/registry/model-registry.ts';
import { Importer } from '../ingest/importer.ts';
import { sampleCityName } from '../practice/sample-city.ts';
import { WorkspaceStore } from '../store/workspace-store.ts';
import { ChosenCompute } from './compute/chosen-compute.ts';
import { ComputeChoice } from './compute/compute-choice.ts';
import { fillPracticeCity } from './fill-practice-city.ts';
import { engineHandlers } from './handlers.ts';
import type { Locations } from './locations.ts';
import { loggable, openLog, type Logger } from './log.ts';
import { giveNew, keepOwner, ownerOfNew } from './owner.ts';
import { RunRetention } from './run-retention.ts';
import { copySampleWorkspace } from './sample-workspace.ts';
import { SafetyStandIns } from './safety-stand-ins.ts';
import { SafetyViews } from './safety-views.ts';
import { SocketServer } from './socket-server.ts';
import { noAlarms, tellDrift, tellStandIns } from './reviews.ts';
import { ViewState } from './view-state.ts';
import { readWorkspaceSettings } from './workspace-settings.ts';

const heartbeatMilliseconds = 1000;
const attemptsAtMost = 3;
/** What a workspace holds is shown before anything new is computed: a start has the processor to itself for so long. */
const settlingMilliseconds = 2000;

export interface EngineOptions {
  readonly folder: string;
  /** Make the workspace when the folder holds none; null: it must be there. */
  readonly create: { readonly name: string; readonly practice: boolean } | null;
  readonly host: Host;
  readonly locations: Locations;
  readonly version: string;
  /** Fit and forecast without being asked, as a console does; a command line only does what it is told. */
  readonly background: boolean;
  /** Epoch milliseconds of the wall clock; another one in tests. */
  readonly wallClock?: (() => number) | undefined;
}

/** The one owner of a workspace: builds every service, hands each what it needs, and answers all clients. */
export class Engine {
  readonly store: WorkspaceStore;
  readonly computeChoice: ComputeChoice;
  readonly forecasting: ChosenCompute;
  readonly training: ChosenCompute;
  readonly forecasts: CityForecasts;
  readonly models: ModelRegistry;
  readonly actions: ActionLog;
  readonly safetyUse: SafetyUse;
  readonly safetyViews: SafetyViews;
  readonly safetyStandIns: SafetyStandIns;
  readonly expectedIncidents: ExpectedIncidents;
  readonly importer: Importer;
  readonly view: ViewState;
  readonly log: Logger;
  readonly options: EngineOptions;
  readonly #server: Server<EngineMessages, EngineEvents>;
  readonly #retention: RunRetention;
  #socket: SocketServer | undefined;
  #heartbeat: NodeJS.Timeout | undefined;
  #settling: NodeJS.Timeout | undefined;
  #preparation: AbortController | undefined;
  /** By topic, the end of the interval that the cadence forecast from last. */
  readonly #forecastAt = new Map<Topic, number>();
  #lastPreparation: Promise<void> = Promise.resolve();
  #isInTrouble = false;

  private constructor(store: WorkspaceStore, options: EngineOptions) {
    const wallClock = options.wallClock ?? Date.now;
    this.store = store;
    this.options = options;
    this.log = openLog(store.folder.logs);
    const settings = join(store.folder.path, 'settings.json');
    this.view = new ViewState(settings);
    this.#retention = new RunRetention(
      store,
      () => readWorkspaceSettings(settings).keepLiveRunsDays,
      (thrown) => {
        this.log.warn(loggable(MetropoleError.from(thrown)), 'forgetting old runs failed');
      },
    );
    const { host, locations, version } = options;
    this.computeChoice = new ComputeChoice({
      host,
      file: join(store.folder.path, 'compute.json'),
      version,
      tensorflowFolder: locations.tensorflow,
      models: (compute) => this.forecasts.samples(compute),
    });
    const choice = this.computeChoice;
    this.forecasting = new ChosenCompute({
      host,
      role: 'forecast',
      choice,
      onChange: (state) => {
        this.emit('compute.changed', state);
      },
      onGivenUp: (backend, error) => {
        this.log.error({ backend, ...loggable(error) }, 'a backend is given up');
        this.tellGivenUp(error);
      },
    });
    this.training = new ChosenCompute({ host, role: 'training', choice, place: 'process' });
    this.importer = new Importer(store, wallClock);
    this.forecasts = new CityForecasts({
      store,
      forecasting: this.forecasting,
      training: this.training,
      view: () => this.view.view,
      wallClock,
      onRun: (run, unfit) => {
        this.emit('run.finished', { run });
        this.#tellTrouble(unfit);
      },
      hasActiveAlarm: noAlarms,
      networksFolder: locations.networks,
      onStandIns: (switched) => tellStandIns(this, switched),
      onDrift: (found) => tellDrift(this, found),
    });
    const { forecasts } = this;
    this.actions = new ActionLog({
      store,
      now: async () => (await forecasts.clock()).now ?? wallClock(),
      wallClock,
      onChange: () => {
        forecasts.actionsChanged();
      },
    });
    this.safetyViews = new SafetyViews(store, wallClock);
    this.safetyStandIns = new SafetyStandIns(store, wallClock);
    this.safetyUse = new SafetyUse({
      store: store.safetyUse,
      counts: () => store.surroundings.countsByKind(),
      wallClock,
      onChange: () => {
        this.emit('safety.changed', {});
      },
    });
    const counting = {
      ...{ store, training: this.training, use: this.safetyUse },
      versions: new CountVersions({
        store,
        training: this.training,
        onFitted: () => {
          this.emit('models.changed', {});
        },
      }),
      clock: async () => {
        const { now, targetAt } = await forecasts.clock();
        const isPresent = this.view.view.now.kind !== 'as-of';
        return { now, targetAt, zone: (await forecasts.scene())?.zone, isPresent };
      },
    };
    this.expectedIncidents = new ExpectedIncidents({
      ...{ ...counting, compute: this.training },
      onDrift: (found) => tellDrift(this, found),
      onShown: (shown) => this.safetyStandIns.note(shown),
    });
    this.models = new ModelRegistry({
      store,
      forecasting: this.forecasting,
      training: this.training,
      networksFolder: locations.networks,
      scene: async (topic) => await (await forecasts.asked(topic)).scene(),
      counts: () => CountModels.of(counting),
      now: async () => (await forecasts.clock()).now,
      inTurn: (work) => forecasts.inTurn(work),
      forecastNow: (topic, signal) => forecasts.of(topic).run(null, 'watched', signal),
    });
    this.#server = new Server<EngineMessages, EngineEvents>(
      engineMessages,
      engineHandlers(this),
      (name, error) => {
        this.log.warn({ name, ...loggable(error) }, 'a call failed');
      },
      ({ workspace }) => {
        const { id, name } = store.workspace;
        if (workspace !== '' && workspace !== id) throw new MetropoleError('workspace-other', { name });
      },
    );
  }

  /**
   * Opens a workspace and starts answering on its local socket.
   * @throws MetropoleError `workspace-…` when it cannot be opened
   */
  static async open(options: EngineOptions): Promise<Engine> {
    const { folder, create, locations } = options;
    const isNew = !existsSync(join(folder, 'city.duckdb'));
    if (isNew && create === null) throw new MetropoleError('workspace-missing', { folder });
    const isPractice = create?.practice ?? false;
    const owner = isNew ? ownerOfNew(folder) : null;
    const isCopied = isNew && isPractice && copySampleWorkspace(locations.sampleWorkspace, folder);
    const sampleName = isPractice ? await sampleCityName(locations.sampleCity) : null;
    const about = { name: sampleName ?? create?.name ?? '', isPractice };
    const store =
      isNew && !isCopied
        ? await WorkspaceStore.create(folder, about, locations)
        : await WorkspaceStore.open(folder, locations, create === null ? null : about);
    if (owner !== null) giveNew(owner);
    const engine = new Engine(store, options);
    try {
      if (store.workspace.isPractice)
        await fillPracticeCity({
          store,
          importer: engine.importer,
          forecasts: engine.forecasts,
          log: engine.log,
          sampleCity: locations.sampleCity,
          now: (options.wallClock ?? Date.now)(),
        });
      await engine.#adoptZone();
      engine.#socket = await engine.#listen();
    } catch (thrown) {
      await engine.close();
      throw thrown;
    }
    keepOwner(folder);
    engine.#heartbeat = setInterval(() => void engine.#beat(), heartbeatMilliseconds);
    engine.log.info({ version: options.version, schema: store.schemaVersion }, 'workspace opened');
    engine.#lastPreparation = engine.#tidy();
    if (options.background)
      engine.#settling = setTimeout(() => engine.#settle(), isNew && !isCopied ? 0 : settlingMilliseconds);
    return engine;
  }

  /** Answers one more client until its channel closes. */
  attach(channel: Channel): void {
    this.#server.attach(channel);
  }

  emit<N extends keyof EngineEvents>(name: N, body: EventOf<EngineEvents, N>): void {
    this.#server.emit(name, body);
  }

  /** Tells every client why the last backend was given up; null: somebody has seen to it. */
  tellGivenUp(error: MetropoleError | null): void {
    this.emit('work.progress', { work: 'compute', progress: null, error: error?.toRecord() ?? null });
  }

  /** Tells every client the view and the clock as they are now. */
  async tellView(): Promise<void> {
    this.emit('view.changed', { view: this.view.view, clock: await this.forecasts.clock() });
  }

  /** What was known of the data is outdated: read it again, tell the clients, fit and forecast in the background. */
  async dataChanged(): Promise<void> {
    this.forecasts.dataChanged();
    await this.#adoptZone();
    await this.tellView();
    keepOwner(this.store.folder.path);
    this.prepareInBackground();
  }

  /** Ends the work that {@link prepareInBackground} began. */
  stopPreparing(): void {
    this.#preparation?.abort();
  }

  /** Fits and forecasts what is loaded, without being asked; work that is under way for older data is stopped first. */
  prepareInBackground(): void {
    if (!this.options.background) return;
    this.#preparation?.abort();
    const controller = new AbortController();
    this.#preparation = controller;
    this.#lastPreparation = this.#lastPreparation.then(() => this.#prepare(controller.signal));
  }

  async close(): Promise<void> {
    clearInterval(this.#heartbeat);
    clearTimeout(this.#settling);
    this.#preparation?.abort();
    this.computeChoice.close();
    await Promise.all([this.#lastPreparation, this.#retention.close()]);
    await this.#socket?.close();
    await Promise.all([this.forecasting.close(), this.training.close()]);
    await this.store.close();
    keepOwner(this.store.folder.path);
    this.log.info('workspace closed');
  }

  async #tidy(): Promise<void> {
    await this.forecasts.tidy().catch((thrown: unknown) => {
      this.log.warn(loggable(MetropoleError.from(thrown)), 'tidying failed');
    });
  }

  #settle(): void {
    void this.forecasting.ready().catch(() => undefined);
    this.prepareInBackground();
    this.#retention.start();
  }

  async #prepare(signal: AbortSignal): Promise<void> {
    let failure: MetropoleError | null = null;
    for (let attempt = 0; attempt < attemptsAtMost; attempt++) {
      failure = await this.#tryToPrepare(signal);
      // A host that died is back by the next attempt; everything else would only fail again.
      if (failure?.code !== 'compute-died') break;
    }
    if (failure !== null) this.log.warn(loggable(failure), 'preparing failed');
    if (this.#preparation?.signal === signal) this.#preparation = undefined;
    this.emit('work.progress', { work: 'prepare', progress: null, error: failure?.toRecord() ?? null });
  }

  /** Gives what went wrong; an abort and a workspace without data are nothing wrong. */
  async #tryToPrepare(signal: AbortSignal): Promise<MetropoleError | null> {
    try {
      if (signal.aborted || (await this.forecasts.scene()) === null) return null;
      const progress = (progress: Progress): void => {
        this.emit('work.progress', { work: 'prepare', progress, error: null });
      };
      try {
        await this.forecasts.prepare({ refit: false, networks: true }, { signal, progress });
      } finally {
        this.emit('models.changed', {});
        await this.tellView();
      }
      await this.computeChoice.refine();
      return null;
    } catch (thrown) {
      const error = MetropoleError.from(thrown);
      return error.code === 'aborted' ? null : error;
    }
  }

  async #beat(): Promise<void> {
    const now = await this.forecasts.clock().then(
      (clock) => clock.now,
      () => null,
    );
    this.emit('heartbeat', { at: Date.now(), now });
    await this.#keepCadence(now).catch((thrown: unknown) => {
      this.#tellTrouble(MetropoleError.from(thrown));
    });
  }

  /** A forecast failed, or was made by another forecaster than the shown one; null: it is as it should be again. */
  #tellTrouble(error: MetropoleError | null): void {
    if (error !== null) this.log.warn(loggable(error), 'trouble with the forecast');
    if (error === null && !this.#isInTrouble) return;
    this.#isInTrouble = error !== null;
    this.emit('work.progress', { work: 'forecast', progress: null, error: error?.toRecord() ?? null });
  }

  /** While now is live, every interval that ends brings a forecast from its end. */
  async #keepCadence(now: number | null): Promise<void> {
    if (now === null || this.view.view.now.kind !== 'live') return;
    for (const scene of await this.forecasts.scenes()) {
      const { topic } = scene;
      const intervalEnd = alignedDown(now, scene);
      if (intervalEnd === this.#forecastAt.get(topic) || this.#preparation?.signal.aborted === false)
        continue;
      this.#forecastAt.set(topic, intervalEnd);
      const forecasts = this.forecasts.of(topic);
      await forecasts.run(null, 'usual');
      await this.tellView();
      await forecasts.reviewStandIns();
      await forecasts.reviewDrift();
      await forecasts.readAhead();
    }
  }

  /** A folder that can hold no socket (some network and memory-stick file systems) keeps a console without a door for others. */
  async #listen(): Promise<SocketServer | undefined> {
    try {
      return await SocketServer.listen(this.store.folder.path, (channel) => {
        this.attach(channel);
      });
    } catch (thrown) {
      this.log.warn({ detail: String(thrown) }, 'no local socket: other programs cannot come in');
      return undefined;
    }
  }

  /** A workspace that still shows UTC takes over the zone of the first data that says one. */
  async #adoptZone(): Promise<void> {
    const scene = await this.forecasts.scene();
    const zone = scene?.zone ?? zoneOfIncidents(await this.store.sources.list()) ?? 'UTC';
    if (this.view.view.zone === 'UTC' && zone !== 'UTC') this.view.patch({ zone });
  }
}
