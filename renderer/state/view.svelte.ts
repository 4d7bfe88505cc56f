import { MetropoleError } from '../../main/common/errors.ts';
import {
  defaultView,
  type LayerId,
  type LayerView,
  type View,
  type ViewPatch,
} from '../../main/common/view.ts';
import { topics, type Topic } from '../../main/common/metrics.ts';
import { emptyClock, type Clock } from '../../main/common/contract/messages/workspace.ts';
import { connection, type Connection } from './connection.svelte.ts';

/**
 * Mirrors the contract's view and clock. A change shows at once and goes to the engine; while one is on its way, later
 * ones are merged into a single next one, so that dragging never queues.
 */
export class ViewState {
  readonly #connection: Connection;
  #view = $state.raw<View>(defaultView);
  #clock = $state.raw<Clock>(emptyClock);
  #isKnown = $state(false);
  #error = $state.raw<MetropoleError | null>(null);
  #pending: ViewPatch | null = null;
  #isSending = false;
  #isFixed = false;
  /** Changes that an engine died with before it had them. */
  #unsent: ViewPatch = {};
  /** Id of the workspace that the view belongs to; null before the engine has said it. */
  #workspace: string | null = null;
  /** While it is not known whether the engine that answers now has the same workspace, the view stays as it is. */
  #isReturning = false;
  #openings = 0;
  #returns = $state(0);

  constructor(line: Connection) {
    this.#connection = line;
    line.on('view.changed', ({ view, clock }) => {
      if (!this.#isSending) this.#take(view, clock);
    });
    line.onOpen(() => void this.#open());
  }

  get current(): View {
    return this.#view;
  }

  get clock(): Clock {
    return this.#clock;
  }

  /** False until the engine has answered once. */
  get isKnown(): boolean {
    return this.#isKnown;
  }

  /** Why the last change was not taken; null when it was. */
  get error(): MetropoleError | null {
    return this.#error;
  }

  /** The instant that map, charts and tables show; null in an empty workspace. */
  readonly targetAt: number | null = $derived(this.#view.targetAt ?? this.#clock.now);

  /** The instant the console calls now; null in an empty workspace. */
  readonly now: number | null = $derived(this.#clock.now);

  /** What timeline, table and models are about; null in an empty workspace. */
  readonly topic: Topic | null = $derived.by(() => {
    const { topics } = this.#clock;
    return topics.find((topic) => topic === this.#view.topic) ?? topics[0] ?? null;
  });

  readonly isEmpty: boolean = $derived(this.#isKnown && this.#clock.dataTo === null);

  /** Counts the engines that took the place of one that died, each once it has the same view. */
  get returns(): number {
    return this.#returns;
  }

  /** The data cut-off that this page was fixed to; undefined where it follows the workspace's now. */
  get asOf(): number | undefined {
    const { now } = this.#view;
    return this.#isFixed && now.kind === 'as-of' ? now.at : undefined;
  }

  /** Keeps this page to one view, as a picture of the map needs it: nothing is taken over from others or sent to them. */
  fix(fixed: View): void {
    this.#view = fixed;
    this.#isFixed = true;
  }

  /** Changes parts of the view, here at once and for every window as soon as the engine has it. */
  set(patch: ViewPatch): void {
    this.#view = { ...this.#view, ...patch };
    if (this.#isFixed) return;
    this.#pending = { ...this.#pending, ...patch };
    if (!this.#isSending) void this.#send();
  }

  select(place: number | null): void {
    if (place !== this.#view.selection) this.set({ selection: place });
  }

  /** Moves the target time, held inside what exists; at now it follows now again. */
  moveTo(at: number): void {
    const { now, dataFrom } = this.#clock;
    if (now === null || dataFrom === null) return;
    const bounded = Math.max(dataFrom, Math.min(at, this.lastTarget ?? at));
    this.set({ targetAt: bounded === now ? null : bounded });
  }

  /** The latest instant one may look at: as far past now as any topic is forecast, beyond the horizon of another as the usual pattern. */
  readonly lastTarget: number | null = $derived(
    this.#clock.now === null ? null : this.#clock.now + 48 * 3_600_000,
  );

  layer(id: LayerId): LayerView | undefined {
    return this.#view.layers.find((layer) => layer.id === id);
  }

  /** Asks for view and clock again. */
  async load(): Promise<void> {
    try {
      const { view, clock } = await this.#connection.call('view.get', {});
      this.#take(view, clock);
    } catch (thrown) {
      this.#fail(thrown);
    }
  }

  /**
   * Asks for the view at a connection. The successor of an engine that died knows neither the selection nor the target time:
   * it is told both, and what its predecessor was not told any more. Another workspace has a view of its own.
   */
  async #open(): Promise<void> {
    const opening = ++this.#openings;
    const before = this.#workspace;
    if (before === null || this.#isFixed) void this.load();
    else this.#isReturning = true;
    try {
      this.#workspace = (await this.#connection.call('workspace.info', {})).id;
    } catch (thrown) {
      this.#fail(thrown);
    }
    if (!this.#isReturning || opening !== this.#openings) return;
    this.#isReturning = false;
    const { selection, targetAt } = this.#view;
    const patch = { ...this.#unsent, selection, targetAt };
    this.#unsent = {};
    if (this.#workspace !== before) {
      await this.load();
      return;
    }
    this.set(patch);
    this.#returns += 1;
  }

  async #send(): Promise<void> {
    this.#isSending = true;
    let sent: ViewPatch = {};
    try {
      for (let patch = this.#takePending(); patch !== null; patch = this.#takePending()) {
        sent = patch;
        const { view, clock } = await this.#connection.call('view.set', patch);
        this.#take(this.#hasPending() ? this.#view : view, clock);
      }
    } catch (thrown) {
      if (MetropoleError.from(thrown).code === 'engine-died')
        this.#unsent = { ...this.#unsent, ...sent, ...this.#pending };
      this.#pending = null;
      this.#fail(thrown);
    } finally {
      this.#isSending = false;
    }
  }

  #takePending(): ViewPatch | null {
    const pending = this.#pending;
    this.#pending = null;
    return pending;
  }

  #hasPending(): boolean {
    return this.#pending !== null;
  }

  /** A dead engine is told by the connection, and its successor is asked for the view anyway. */
  #fail(thrown: unknown): void {
    const error = MetropoleError.from(thrown);
    if (error.code !== 'engine-died') this.#error = error;
  }

  #take(view: View, clock: Clock): void {
    if (!this.#isFixed && !this.#isReturning) this.#view = withSameParts(this.#view, view);
    this.#clock = withSameParts(this.#clock, clock);
    this.#isKnown = true;
    this.#error = null;
  }
}

/** The new value with every part that says the same as before being the same object, so that nothing follows it in vain. */
function withSameParts<T extends object>(before: T, next: T): T {
  const same = new Map(
    Object.entries(before).filter(
      ([name, part]) => JSON.stringify(part) === JSON.stringify(Reflect.get(next, name)),
    ),
  );
  return same.size === Object.keys(next).length ? before : { ...next, ...Object.fromEntries(same) };
}

export const view = new ViewState(connection);

/** The topics of which something is shown: those that are loaded, the first where nothing is. */
export function loadedTopics(): readonly Topic[] {
  const loaded = view.clock.topics;
  return loaded.length > 0 ? loaded : topics.slice(0, 1);
}
