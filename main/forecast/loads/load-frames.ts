import { valueStates } from '../../common/contract/messages/map.ts';
import type { LoadOutlookRows, OutlookRun } from '../../common/rows/load-outlooks.ts';
import { shownEnd } from '../shown/clock.ts';
import type { ForecastStore } from '../ports.ts';
import type { Scene } from '../scene.ts';
import type { Values } from '../shown/values.ts';

interface Said {
  readonly run: OutlookRun;
  readonly outlook: LoadOutlookRows;
  /** Row of a place id. */
  readonly rowOf: ReadonlyMap<number, number>;
}

const missing = valueStates.indexOf('missing');

/** Adds to the loads of a frame what substations carry together, and how likely a place carries more than it may. */
export class LoadFrames {
  readonly #store: Pick<ForecastStore, 'loadOutlooks'>;
  #said: Said | null = null;

  constructor(store: Pick<ForecastStore, 'loadOutlooks'>) {
    this.#store = store;
  }

  async with(own: Values, scene: Scene, now: number, targetAt: number): Promise<Values> {
    const said = await this.#latest(now);
    const values = withSums(own, scene);
    if (said === null) return values;
    const { run, outlook, rowOf } = said;
    const end = shownEnd(targetAt, now, scene);
    const step = Math.round((end - run.asOf) / (run.stepSeconds * 1000)) - 1;
    const isAhead = end > now && step >= 0 && step < outlook.steps;
    const count = scene.placeIds.length;
    values.value.forEach((value, index) => {
      const row = rowOf.get(scene.placeIds[index] ?? scene.sums[index - count]?.placeId ?? -1);
      if (row === undefined) return;
      if (isAhead) {
        const at = row * outlook.steps + step;
        values.over[index] = outlook.perStep.over[at] ?? NaN;
        if (index < count) return;
        values.lower[index] = outlook.perStep.lower[at] ?? NaN;
        values.upper[index] = outlook.perStep.upper[at] ?? NaN;
      } else if (end <= now) {
        const rating = outlook.numbers.rating[row] ?? NaN;
        const isNow = end + run.stepSeconds * 1000 > now;
        values.over[index] = isNow ? (outlook.numbers.overAny[row] ?? NaN) : wasOver(value, rating);
      }
    });
    return values;
  }

  /** The last run at or before now that says anything of peaks. */
  async #latest(now: number): Promise<Said | null> {
    const run = await this.#store.loadOutlooks.latestRun(now);
    if (run === undefined) return null;
    if (this.#said?.run.runId !== run.runId) {
      const outlook = await this.#store.loadOutlooks.ofRun(run.runId);
      this.#said = { run, outlook, rowOf: new Map(Array.from(outlook.place, (place, row) => [place, row])) };
    }
    return this.#said;
  }
}

function wasOver(value: number, rating: number): number {
  if (Number.isNaN(value) || Number.isNaN(rating)) return NaN;
  return Math.abs(value) > rating ? 1 : 0;
}

/** A sum of which a part is missing is missing; it is as little measured as the least of its parts. */
function withSums(own: Values, { sums }: Scene): Values {
  const added = (values: Float32Array): Float32Array =>
    Float32Array.from([
      ...values,
      ...sums.map(({ members }) => members.reduce((total, index) => total + (values[index] ?? NaN), 0)),
    ]);
  const unknown = (values: Float32Array): Float32Array =>
    Float32Array.from([...values, ...sums.map(() => NaN)]);
  const value = added(own.value);
  const ofSums = sums.map(({ members }, sum) => {
    if (Number.isNaN(value[own.value.length + sum])) return missing;
    const states = members.map((index) => own.state[index] ?? missing);
    return states.every((state) => state === states[0]) ? (states[0] ?? missing) : Math.max(...states);
  });
  return {
    ...own,
    value,
    lower: unknown(own.lower),
    upper: unknown(own.upper),
    usual: added(own.usual),
    state: Int32Array.from([...own.state, ...ofSums]),
    instead: Int32Array.from([...own.instead, ...sums.map(() => 0)]),
    over: unknown(own.over),
  };
}
