import '../../../main/common/zod-without-eval.ts';
import type { AppAnswer, Bridge } from '../../../main/common/contract/app-contract.ts';
import { pagePortChannel } from '../../../main/common/contract/page-port-channel.ts';
import { importPaths } from '../fake-answers/import.ts';
import { FakeEngine, type FakeEngineOptions } from './engine.ts';

/** What a test can do to the application around a page. */
export interface FakeSurroundings {
  /** Stops the heartbeats, as when the engine hangs. */
  silence(): void;
  /** The engine dies; the application says so and starts another one after a while. */
  kill(restartAfterMilliseconds: number | null): void;
  /** How long the engine, which shares the page's thread here, has worked so far. */
  engineMilliseconds(): number;
}

declare global {
  interface Window {
    fake: FakeSurroundings;
    fakeOptions?: FakeEngineOptions;
  }
}

/** What the application around the page answers. */
const appAnswers: Readonly<Record<string, AppAnswer>> = {
  'app.recent-workspaces': {
    ok: true,
    body: {
      recent: [
        { folder: '/home/operator/Harbour', name: 'Harbour', exists: true },
        { folder: '/mnt/usb/Old', name: 'Old', exists: false },
      ],
    },
  },
  'app.engine-state': { ok: true, body: { state: 'running', restarts: 0, error: null } },
  'app.choose-files': { ok: true, body: { paths: importPaths } },
};

function unavailable(name: string): AppAnswer {
  return { ok: false, error: { code: 'not-available', parameters: { name } } };
}

/** Puts a bridge and an engine on the page, before the console's own code runs. */
function surround(options: FakeEngineOptions): void {
  const listeners = new Set<(name: string, body: unknown) => void>();
  const engineIs = (state: 'running' | 'restarting' | 'failed', restarts: number): void => {
    for (const listener of listeners) listener('engine.state', { state, restarts, error: null });
  };
  let engine: FakeEngine | undefined;
  let beating: ReturnType<typeof setInterval> | undefined;
  const start = (): void => {
    const started = new FakeEngine(options);
    engine = started;
    const { port1, port2 } = new MessageChannel();
    started.attach(pagePortChannel(port1));
    window.postMessage({ kind: 'engine-port' }, '*', [port2]);
    beating = setInterval(() => started.beat(), 1000);
  };
  const bridge: Bridge = {
    call: (name): Promise<AppAnswer> => Promise.resolve(appAnswers[name] ?? unavailable(name)),
    onEvent: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    connectEngine: start,
  };
  Object.defineProperty(window, 'metropole', { value: bridge });
  window.fake = {
    engineMilliseconds: () => engine?.counts.milliseconds ?? 0,
    silence: () => clearInterval(beating),
    kill: (restartAfterMilliseconds) => {
      clearInterval(beating);
      engineIs(restartAfterMilliseconds === null ? 'failed' : 'restarting', 1);
      if (restartAfterMilliseconds === null) return;
      setTimeout(() => {
        start();
        engineIs('running', 1);
      }, restartAfterMilliseconds);
    },
  };
}

surround(window.fakeOptions ?? { places: 207 });
