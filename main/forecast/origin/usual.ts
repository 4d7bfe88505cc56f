import type { SeriesRecord } from '../../common/contract/compute-contract.ts';
import { stepCalendar } from './calendar.ts';
import type { Compute, ForecastStore } from '../ports.ts';
import type { Scene } from '../scene.ts';
import { hourlySpreads, hourOf } from './usual-spread.ts';

const firstWeekendDay = 5;
const columnsKept = 600;

/** What is usual in one interval and how far readings usually lie from it, in the order of a scene's series. NaN: not known. */
export interface UsualColumn {
  readonly value: Float32Array;
  /** How many readings that is the mean of. */
  readonly count: Int32Array;
  readonly spread: Float32Array;
}

/** What every place usually does, per step of the local day; columns `[series]` are read once and kept. */
export class UsualBook {
  readonly #store: ForecastStore;
  #columns = new WeakMap<Scene, Map<string, Promise<UsualColumn>>>();

  constructor(store: ForecastStore) {
    this.#store = store;
  }

  /** Learns what is usual from a series and keeps it. */
  async learn(compute: Compute, scene: Scene, series: SeriesRecord): Promise<void> {
    const usual = await compute.call('compute.usual', { series });
    const { slots, dayKinds, slotMinutes } = usual;
    const places = scene.series.length;
    const rows = dayKinds.length * places * slots;
    const spreads = hourlySpreads(series, usual);
    const kept: number[] = [];
    for (let row = 0; row < rows; row++) if (!Number.isNaN(usual.means[row])) kept.push(row);
    const seriesIds = scene.series.map(({ seriesId }) => seriesId);
    await this.#store.usual.replace(seriesIds, {
      series: Int32Array.from(kept, (row) => seriesIds[Math.floor(row / slots) % places] ?? 0),
      dayKind: kept.map((row) => dayKinds[Math.floor(row / slots / places)] ?? 'every'),
      minuteOfDay: Int32Array.from(kept, (row) => Math.floor((row % slots) * slotMinutes)),
      value: Float32Array.from(kept, (row) => usual.means[row] ?? NaN),
      count: Int32Array.from(kept, (row) => usual.counts[row] ?? 0),
      spread: Float32Array.from(
        kept,
        (row) => spreads[Math.floor(row / slots) * 24 + hourOf(row % slots, slotMinutes)] ?? NaN,
      ),
    });
    this.forget();
  }

  forget(): void {
    this.#columns = new WeakMap();
  }

  /** What is usual in the interval that starts at `at`, in the order of the scene's series; NaN where nothing is known. */
  async at(scene: Scene, at: number): Promise<Float32Array> {
    return (await this.columnAt(scene, at)).value;
  }

  /** The same, and how far readings usually lie from it in that hour. */
  async columnAt(scene: Scene, at: number): Promise<UsualColumn> {
    const { minuteOfDay, dayOfWeek } = stepCalendar(at, scene.span.stepSeconds, 1, scene.zone);
    const slot = Math.max(1, scene.span.stepSeconds / 60);
    const minute = Math.floor(Math.floor((minuteOfDay[0] ?? 0) / slot) * slot);
    const weekend = (dayOfWeek[0] ?? 0) >= firstWeekendDay;
    const key = `${minute} ${String(weekend)}`;
    const columns = this.#columns.get(scene) ?? new Map<string, Promise<UsualColumn>>();
    this.#columns.set(scene, columns);
    let column = columns.get(key);
    if (column === undefined) {
      column = this.#read(scene, minute, weekend ? 'weekend' : 'weekday');
      column.catch(() => columns.delete(key));
      columns.set(key, column);
      for (const oldest of [...columns.keys()].slice(0, -columnsKept)) columns.delete(oldest);
    }
    return await column;
  }

  async #read(scene: Scene, minute: number, dayKind: 'weekday' | 'weekend'): Promise<UsualColumn> {
    const { rows, columns } = await this.#store.usual.at([minute]);
    const position = new Map(scene.series.map(({ seriesId }, index) => [seriesId, index]));
    const value = new Float32Array(scene.series.length).fill(NaN);
    const spread = new Float32Array(scene.series.length).fill(NaN);
    const count = new Int32Array(scene.series.length);
    for (let row = 0; row < rows; row++) {
      const index = position.get(columns.series[row] ?? -1);
      const kind = columns.dayKind[row];
      if (index === undefined || (kind !== 'every' && kind !== dayKind)) continue;
      value[index] = columns.value[row] ?? NaN;
      spread[index] = columns.spread[row] ?? NaN;
      count[index] = columns.count[row] ?? 0;
    }
    return { value, spread, count };
  }
}
