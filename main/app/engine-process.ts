import { join } from 'node:path';
import { app, MessageChannelMain, utilityProcess, type MessagePortMain, type UtilityProcess } from 'electron';
import type { EngineState } from '../common/contract/app-contract.ts';
import { portChannel } from '../common/contract/port-channel.ts';
import { errorRecordSchema } from '../common/contract/envelope.ts';
import {
  engineReportSchema,
  type EngineStart,
  type HostMessages,
  hostMessages,
  type PortHandover,
} from '../common/contract/host-contract.ts';
import { Listeners } from '../common/contract/channel.ts';
import { Server, type Handlers } from '../common/contract/server.ts';

/** Deaths within this time of each other count towards giving up. */
const hopelessWithinMilliseconds = 60_000;
const hopelessDeaths = 5;
const restartDelayMilliseconds = 300;
/** An engine that has not closed its workspace by then is ended: what was committed is on disk. */
const stopPatienceMilliseconds = 8000;

/** What the engine process needs the application to do for it. */
export type HostHandlers = (engine: EngineProcess) => Handlers<HostMessages>;

/**
 * The engine's process: started, watched, started again within two seconds of its death. A refusal (workspace in use, too
 * new, not writable) is final and becomes the state windows show; so do five deaths within a minute, which have no error of
 * their own.
 */
export class EngineProcess {
  readonly #start: EngineStart;
  readonly #hostHandlers: HostHandlers;
  readonly #states = new Listeners<EngineState>();
  #process: UtilityProcess | undefined;
  #state: EngineState = { state: 'starting', restarts: 0, error: null };
  #name: string;
  #deaths: number[] = [];
  #stopped = false;

  constructor(start: EngineStart, hostHandlers: HostHandlers) {
    this.#start = start;
    this.#name = start.create?.name ?? '';
    this.#hostHandlers = hostHandlers;
    this.#launch();
  }

  get state(): EngineState {
    return this.#state;
  }

  get folder(): string {
    return this.#start.folder;
  }

  /** Name of the workspace: the one it was made with, once it is open the one it has. */
  get name(): string {
    return this.#name;
  }

  onState(listener: (state: EngineState) => void): () => void {
    return this.#states.add(listener);
  }

  /** Settles with the first state that is not `starting`. */
  async opened(): Promise<EngineState> {
    if (this.#state.state === 'running' || this.#state.state === 'failed') return this.#state;
    return await new Promise((resolve) => {
      const stop = this.onState((state) => {
        if (state.state !== 'running' && state.state !== 'failed') return;
        stop();
        resolve(state);
      });
    });
  }

  /** Gives the engine's process ports; a process that is still starting gets them once it is there, none closes them. */
  handOver(handover: PortHandover, ...ports: MessagePortMain[]): void {
    const child = this.#process;
    if (child === undefined) for (const port of ports) port.close();
    else if (child.pid === undefined) child.once('spawn', () => child.postMessage(handover, ports));
    else child.postMessage(handover, ports);
  }

  /** Asks the engine to close its workspace and waits until its process is gone. */
  async stop(): Promise<void> {
    this.#stopped = true;
    const running = this.#process;
    if (running === undefined) return;
    await new Promise<void>((resolve) => {
      running.once('exit', () => {
        resolve();
      });
      running.postMessage({ kind: 'stop' });
      setTimeout(() => running.kill(), stopPatienceMilliseconds).unref();
    });
  }

  #launch(): void {
    const entry = join(app.getAppPath(), 'dist', 'main', 'engine.cjs');
    const child = utilityProcess.fork(entry, [JSON.stringify(this.#start)], {
      serviceName: 'Metropole engine',
      stdio: 'inherit',
    });
    this.#process = child;
    child.on('message', (message) => {
      this.#hear(message);
    });
    child.on('exit', () => {
      this.#exited(child);
    });
    const { port1, port2 } = new MessageChannelMain();
    new Server(hostMessages, this.#hostHandlers(this)).attach(portChannel(port1));
    this.handOver({ kind: 'host-port' }, port2);
  }

  #hear(message: unknown): void {
    const report = engineReportSchema.safeParse(message);
    if (!report.success) return;
    if (report.data.kind === 'opened') {
      this.#name = report.data.name;
      this.#change({ state: 'running', error: null });
      return;
    }
    const error = errorRecordSchema.safeParse(report.data.error);
    this.#change({
      state: 'failed',
      error: error.success ? error.data : { code: 'internal', parameters: {} },
    });
  }

  #exited(child: UtilityProcess): void {
    if (child !== this.#process) return;
    this.#process = undefined;
    if (this.#stopped || this.#state.state === 'failed') return;
    const now = Date.now();
    this.#deaths = [...this.#deaths.filter((at) => now - at < hopelessWithinMilliseconds), now];
    if (this.#deaths.length >= hopelessDeaths) {
      this.#change({ state: 'failed', error: null });
      return;
    }
    this.#change({ state: 'restarting', restarts: this.#state.restarts + 1 });
    setTimeout(() => {
      if (!this.#stopped) this.#launch();
    }, restartDelayMilliseconds);
  }

  #change(patch: Partial<EngineState>): void {
    this.#state = { ...this.#state, ...patch };
    this.#states.emit(this.#state);
  }
}
