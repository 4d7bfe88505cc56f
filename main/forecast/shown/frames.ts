import { float32, int32 } from '../../common/contract/columns.ts';
import type { ResponseOf } from '../../common/contract/define.ts';
import type { EngineMessages } from '../../common/contract/engine-contract.ts';
import { valueStates, type ValueState } from '../../common/contract/messages/map.ts';
import { shownEnd } from './clock.ts';
import { LoadFrames } from '../loads/load-frames.ts';
import type { ForecastStore } from '../ports.ts';
import type { Scene } from '../scene.ts';
import type { UsualBook } from '../origin/usual.ts';
import type { Values } from './values.ts';

type Frame = ResponseOf<EngineMessages, 'frame.get'>;

const clientsKept = 32;
const stateNumber = (state: ValueState): number => valueStates.indexOf(state);

/** What the map shows at a target time, and what of it changed since a client's last frame. */
export class Frames {
  readonly #store: ForecastStore;
  readonly #usual: UsualBook;
  readonly #loads: LoadFrames;
  readonly #last = new Map<
    string,
    { readonly frame: number; readonly scene: Scene; readonly values: Values }
  >();
  #nextFrame = 1;

  constructor(store: ForecastStore, usual: UsualBook) {
    this.#store = store;
    this.#usual = usual;
    this.#loads = new LoadFrames(store);
  }

  async get(
    scene: Scene | null,
    now: number | null,
    request: { readonly targetAt: number; readonly since: number | null },
    clientId: string,
    mode: Frame['mode'],
  ): Promise<Frame> {
    const frame = this.#nextFrame++;
    const { targetAt } = request;
    if (scene === null || now === null) {
      return {
        frame,
        full: true,
        targetAt,
        asOf: null,
        mode: 'empty',
        model: null,
        benchmarks: [],
        unit: null,
        table: table([], none, [], []),
      };
    }
    const own = await valuesAt(this.#store, this.#usual, scene, now, targetAt);
    const values = scene.topic === 'energy' ? await this.#loads.with(own, scene, now, targetAt) : own;
    const placeIds = [...scene.placeIds, ...scene.sums.map(({ placeId }) => placeId)];
    const last = this.#last.get(clientId);
    const isBase =
      last?.scene === scene &&
      last.frame === request.since &&
      last.values.benchmarks.join() === values.benchmarks.join();
    const base = isBase ? last.values : null;
    this.#last.delete(clientId);
    this.#last.set(clientId, { frame, scene, values });
    for (const oldest of [...this.#last.keys()].slice(0, -clientsKept)) this.#last.delete(oldest);
    const rows = placeIds.map((_, row) => row).filter((row) => base === null || differs(base, values, row));
    return {
      frame,
      full: base === null,
      targetAt,
      asOf: values.run?.asOf ?? now,
      mode,
      model: values.run?.modelId ?? null,
      benchmarks: [...values.benchmarks],
      unit: scene.unit,
      table: table(
        rows,
        values,
        rows.map((row) => placeIds[row] ?? 0),
        rows.map((row) => scene.sums[row - scene.placeIds.length]?.members.length ?? 0),
      ),
    };
  }
}

/** Measured up to now, forecast up to the horizon of the last run, what is usual beyond it. */
export async function valuesAt(
  store: ForecastStore,
  usualBook: UsualBook,
  scene: Scene,
  now: number,
  targetAt: number,
): Promise<Values> {
  const step = scene.span.stepSeconds * 1000;
  const end = shownEnd(targetAt, now, scene);
  const usual = await usualBook.at(scene, end - step);
  const empty = (): Float32Array => new Float32Array(scene.series.length).fill(NaN);
  const state = new Int32Array(scene.series.length);
  const instead = new Int32Array(scene.series.length);
  const over = empty();
  const nothing = { usual, state, instead, over, benchmarks: [], run: null };
  if (end <= now) {
    const { values } = await store.readings.matrix({
      metric: scene.metric,
      from: end - step,
      to: end,
      stepSeconds: scene.span.stepSeconds,
      asOf: now,
    });
    values.forEach((value, row) => {
      state[row] = stateNumber(Number.isNaN(value) ? 'missing' : 'measured');
    });
    return { ...nothing, value: values, lower: empty(), upper: empty() };
  }
  const run = await store.runs.latest(scene.topic, now);
  const value = empty();
  const lower = empty();
  const upper = empty();
  if (run === undefined || end - step >= run.asOf + run.steps * run.stepSeconds * 1000) {
    value.set(usual);
    usual.forEach((one, row) => {
      state[row] = stateNumber(Number.isNaN(one) ? 'missing' : 'usual');
    });
    return { ...nothing, value, lower, upper };
  }
  const { rows, columns } = await store.forecasts.atTarget(run.runId, end - step);
  const others = columns.servedBy.filter((by) => by !== null && by !== run.modelId);
  const benchmarks = [...new Set(others)].map(String).sort();
  const position = new Map(scene.series.map(({ seriesId }, index) => [seriesId, index]));
  for (let row = 0; row < rows; row++) {
    const index = position.get(columns.series[row] ?? -1);
    if (index === undefined) continue;
    value[index] = columns.mean[row] ?? NaN;
    lower[index] = columns.lower[row] ?? NaN;
    upper[index] = columns.upper[row] ?? NaN;
    state[index] = stateNumber('forecast');
    instead[index] = 1 + benchmarks.indexOf(columns.servedBy[row] ?? '');
  }
  return { value, lower, upper, usual, state, instead, over, benchmarks, run };
}

const none = {
  value: new Float32Array(0),
  lower: new Float32Array(0),
  upper: new Float32Array(0),
  usual: new Float32Array(0),
  state: new Int32Array(0),
  instead: new Int32Array(0),
  over: new Float32Array(0),
};

function differs(one: Values, other: Values, row: number): boolean {
  return (
    !Object.is(one.value[row], other.value[row]) ||
    one.state[row] !== other.state[row] ||
    one.instead[row] !== other.instead[row] ||
    !Object.is(one.usual[row], other.usual[row]) ||
    !Object.is(one.over[row], other.over[row]) ||
    !Object.is(one.lower[row], other.lower[row]) ||
    !Object.is(one.upper[row], other.upper[row])
  );
}

function table(
  rows: readonly number[],
  values: Omit<Values, 'run' | 'benchmarks'>,
  places: readonly number[],
  members: readonly number[],
): Frame['table'] {
  const pick = (column: Float32Array): Float32Array => Float32Array.from(rows, (row) => column[row] ?? NaN);
  return {
    rows: rows.length,
    columns: {
      place: int32(Int32Array.from(places)),
      value: float32(pick(values.value)),
      lower: float32(pick(values.lower)),
      upper: float32(pick(values.upper)),
      usual: float32(pick(values.usual)),
      state: int32(Int32Array.from(rows, (row) => values.state[row] ?? 0)),
      instead: int32(Int32Array.from(rows, (row) => values.instead[row] ?? 0)),
      over: float32(pick(values.over)),
      members: int32(Int32Array.from(members)),
    },
  };
}
