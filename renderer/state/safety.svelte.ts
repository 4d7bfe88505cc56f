import { untrack } from 'svelte';
import type { RequestOf, ResponseOf } from '../../main/common/contract/define.ts';
import type { EngineMessages } from '../../main/common/contract/engine-contract.ts';
import type { Progress } from '../../main/common/contract/envelope.ts';
import type { SafetyUseState } from '../../main/common/contract/messages/safety-use.ts';
import { MetropoleError } from '../../main/common/errors.ts';
import type { Topic } from '../../main/common/metrics.ts';
import { connection, type Connection } from './connection.svelte.ts';
import { loadedTopics, view, type ViewState } from './view.svelte.ts';

export type SafetyMap = ResponseOf<EngineMessages, 'safety.map'>;
export type SafetyCell = ResponseOf<EngineMessages, 'safety.cell'>;
type Asked = RequestOf<EngineMessages, 'safety.map'>;

/** The longest that a page waits before it asks again what may be used. */
const longestWait = 3_600_000;

/**
 * Expected incidents of the shift or day that holds the target time, the cell that somebody looks into, and what may be used at all. One
 * request is on its way at a time; nothing is asked while the layer is off.
 */
export class ExpectedIncidents {
  readonly #connection: Connection;
  readonly #view: ViewState;
  #use = $state.raw<SafetyUseState | null>(null);
  #map = $state.raw<SafetyMap | null>(null);
  #inside = $state.raw<SafetyCell | null>(null);
  #cell = $state.raw<string | null>(null);
  #hours = $state.raw<6 | 24>(6);
  /** The target time of a workspace that has incidents alone, and so no clock. */
  #target = $state.raw<number | null>(null);
  #error = $state.raw<MetropoleError | null>(null);
  #progress = $state.raw<Progress | null>(null);
  #isAsking = $state(false);
  #askAgain = false;
  #expiry: ReturnType<typeof setTimeout> | undefined;

  constructor(line: Connection, viewState: ViewState) {
    this.#connection = line;
    this.#view = viewState;
    const again = (): void => {
      void this.loadUse();
      void this.ask();
    };
    line.onOpen(again);
    for (const event of [
      ...(['safety.changed', 'models.changed', 'source.added'] as const),
      ...(['source.removed', 'actions.changed'] as const),
    ])
      line.on(event, again);
    $effect.root(() => {
      $effect(() => {
        const asked = [this.isOn, this.#hours, viewState.targetAt, viewState.now, this.#target];
        if (asked[0] === true) untrack(() => void this.ask());
      });
      $effect(() => {
        if (viewState.current.selection !== null || !this.isOn) untrack(() => this.select(null));
      });
    });
  }

  /** What may be used; null until the engine has said it. */
  get use(): SafetyUseState | null {
    return this.#use;
  }

  /** The last answer; null before the first. */
  get map(): SafetyMap | null {
    return this.#map;
  }

  /** The cell that is looked into; null: none. */
  get cell(): string | null {
    return this.#cell;
  }

  /** What is behind its number; null while it is not here. */
  readonly inside: SafetyCell | null = $derived.by(() =>
    this.#inside?.cell === this.#cell ? this.#inside : null,
  );

  get hours(): 6 | 24 {
    return this.#hours;
  }

  get error(): MetropoleError | null {
    return this.#error;
  }

  get progress(): Progress | null {
    return this.#progress;
  }

  get isAsking(): boolean {
    return this.#isAsking;
  }

  /** Whether any incident is loaded that could be expected. */
  readonly hasIncidents: boolean = $derived.by(
    () => this.#use?.categories.some(({ incidents }) => incidents > 0) ?? false,
  );

  readonly isOn: boolean = $derived.by(
    () =>
      this.hasIncidents &&
      this.#view.current.layers.some(({ id, visible }) => visible && id === 'expected-incidents'),
  );

  setHours(hours: 6 | 24): void {
    this.#hours = hours;
  }

  /** Looks into a cell by its row; null: into none. */
  select(row: number | null): void {
    this.#cell = row === null ? null : (this.#map?.cells.columns.cell.values[row] ?? null);
    if (this.#cell === null) return;
    this.#view.select(null);
    void this.#askInside(this.#asked());
  }

  /** The row of the cell that holds a point of the map; null where there is none, or the layer is off. */
  rowAt(longitude: number, latitude: number): number | null {
    if (!this.isOn || this.#map === null || this.#map.cells.rows === 0) return null;
    const { columns } = this.#map.cells;
    const narrow = Math.cos((latitude * Math.PI) / 180);
    let nearest = { row: -1, distance: Infinity };
    for (let row = 0; row < this.#map.cells.rows; row++) {
      const east = ((columns.longitude.values[row] ?? NaN) - longitude) * narrow;
      const distance = Math.hypot(east, (columns.latitude.values[row] ?? NaN) - latitude);
      if (distance < nearest.distance) nearest = { row, distance };
    }
    return this.#holds(nearest.row, longitude, latitude) ? nearest.row : null;
  }

  /** Moves the target time of the workspace by so many periods. */
  step(periods: number): void {
    const period = this.#map?.period;
    if (period === null || period === undefined) return;
    const middle = (period.from + period.to) / 2;
    const target = Math.round((middle + periods * (period.to - period.from)) / 60_000) * 60_000;
    if (this.#view.now === null) this.#target = target;
    else this.#view.moveTo(target);
  }

  async loadUse(): Promise<void> {
    try {
      this.#took(await this.#connection.call('safety.use', {}));
    } catch (thrown) {
      this.#fail(thrown);
    }
  }

  /** Asks the engine to change what may be used. @throws MetropoleError as the engine says it */
  async change<
    N extends
      'safety.record-purpose' | 'safety.withdraw-purpose' | 'safety.switch' | 'safety.stop' | 'safety.resume',
  >(name: N, body: RequestOf<EngineMessages, N>): Promise<void> {
    await this.#connection.call(name, body);
    await this.loadUse();
  }

  /** Asks for what is shown, now or as soon as the request on its way has ended. */
  async ask(): Promise<void> {
    this.#askAgain = true;
    if (this.#isAsking) return;
    this.#isAsking = true;
    try {
      while (this.#askAgain && this.isOn) {
        this.#askAgain = false;
        await this.#askOnce();
      }
    } finally {
      this.#isAsking = false;
      this.#progress = null;
    }
  }

  async #askOnce(): Promise<void> {
    const asked = this.#asked();
    const onProgress = (progress: Progress): void => {
      this.#progress = progress;
    };
    try {
      this.#map = await this.#connection.call('safety.map', asked, { onProgress });
      if (this.#map.state !== 'shown') this.#cell = null;
      this.#error = null;
    } catch (thrown) {
      this.#fail(thrown);
    }
    await this.#askInside(asked);
  }

  /** Asks for what is behind the number of the cell that is looked into. */
  async #askInside(asked: Asked): Promise<void> {
    const cell = this.#cell;
    if (cell === null) return;
    try {
      this.#inside = await this.#connection.call('safety.cell', { ...asked, cell });
    } catch (thrown) {
      this.#fail(thrown);
    }
  }

  #asked(): Asked {
    return { targetAt: this.#view.targetAt ?? this.#target, hours: this.#hours, categories: null };
  }

  #took(use: SafetyUseState): void {
    this.#use = use;
    clearTimeout(this.#expiry);
    const ends = use.categories.flatMap(({ until }) => until ?? []).sort((a, b) => a - b)[0];
    if (ends === undefined) return;
    const wait = Math.min(Math.max(ends - Date.now(), 1000), longestWait);
    this.#expiry = setTimeout(() => {
      void this.loadUse();
      void this.ask();
    }, wait);
  }

  #fail(thrown: unknown): void {
    const error = MetropoleError.from(thrown);
    if (error.code !== 'engine-died') this.#error = error;
  }

  #holds(row: number, longitude: number, latitude: number): boolean {
    const corners = this.cornersOf(row);
    let isInside = false;
    corners.forEach(([x, y], index) => {
      const [otherX, otherY] = corners.at(index - 1) ?? [x, y];
      if (y > latitude === otherY > latitude) return;
      if (longitude < x + ((otherX - x) * (latitude - y)) / (otherY - y)) isInside = !isInside;
    });
    return isInside;
  }

  /** Corners of a cell: longitude and latitude. */
  cornersOf(row: number): [number, number][] {
    return this.polygons[row] ?? [];
  }

  /** Corners of all cells, one entry per row. */
  readonly polygons: readonly [number, number][][] = $derived.by(() => {
    const { cells, corners } = this.#map ?? {};
    const all = Array.from({ length: cells?.rows ?? 0 }, (): [number, number][] => []);
    for (let at = 0; at < (corners?.rows ?? 0); at++)
      all[corners?.columns.row.values[at] ?? -1]?.push([
        corners?.columns.longitude.values[at] ?? 0,
        corners?.columns.latitude.values[at] ?? 0,
      ]);
    return all;
  });
}

export const expected = new ExpectedIncidents(connection, view);

/** The topics of which something is loaded: those that are measured, and safety where there are incidents. */
export function measuredOrCounted(): readonly Topic[] {
  const measured = view.clock.topics.filter((topic) => topic !== 'safety');
  return expected.hasIncidents ? [...measured, 'safety'] : measured;
}

/** The topics of which something is shown: those of which something is loaded, the first where nothing is. */
export function shownTopics(): readonly Topic[] {
  const loaded = measuredOrCounted();
  return loaded.length > 0 ? loaded : loadedTopics();
}
