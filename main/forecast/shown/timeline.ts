import { float32, int32, time } from '../../common/contract/columns.ts';
import type { ResponseOf } from '../../common/contract/define.ts';
import type { EngineMessages } from '../../common/contract/engine-contract.ts';
import { valueStates, type ValueState } from '../../common/contract/messages/map.ts';
import { alignedDown } from './clock.ts';
import type { ForecastStore } from '../ports.ts';
import type { Scene } from '../scene.ts';
import type { UsualBook } from '../origin/usual.ts';

type Timeline = ResponseOf<EngineMessages, 'timeline.get'>;

/** Nobody looks at the usual pattern further ahead than this, milliseconds. */
const furthestAhead = 48 * 3_600_000;

/** A step in which fewer places than this were measured is a gap. */
const shareNeeded = 0.5;

interface Point {
  at: number;
  value: number;
  lower: number;
  upper: number;
  usual: number;
  state: ValueState;
}

/**
 * The mean over all places, step by step: measured up to now, then forecast, then what is usual. The forecast's interval is the mean of
 * the places' bounds, which is wider than the interval of the mean would be.
 */
export async function timelineOf(
  store: ForecastStore,
  usual: UsualBook,
  scene: Scene | null,
  now: number | null,
  range: { readonly from: number; readonly to: number },
): Promise<Timeline> {
  if (scene === null || now === null) return { unit: null, table: tableOf([]), gaps: [] };
  const step = scene.span.stepSeconds * 1000;
  const from = Math.max(alignedDown(range.from, scene), scene.span.from);
  const to = Math.min(alignedDown(range.to, scene), alignedDown(now, scene) + furthestAhead);
  const measuredTo = Math.min(to, alignedDown(now, scene));
  const points = await measured(store, scene, from, measuredTo, now);
  points.push(...(await ahead(store, scene, Math.max(measuredTo, from), to, now)));
  for (const point of points) {
    point.usual = meanOf(await usual.at(scene, point.at - step));
    if (point.state === 'usual') point.value = point.usual;
  }
  return { unit: scene.unit, table: tableOf(points), gaps: gapsIn(points, step) };
}

async function measured(
  store: ForecastStore,
  scene: Scene,
  from: number,
  to: number,
  now: number,
): Promise<Point[]> {
  const { stepSeconds } = scene.span;
  const steps = Math.max(0, Math.round((to - from) / (stepSeconds * 1000)));
  if (steps === 0) return [];
  const { values } = await store.readings.matrix({ metric: scene.metric, from, to, stepSeconds, asOf: now });
  const places = scene.series.length;
  return Array.from({ length: steps }, (_, step) => {
    let sum = 0;
    let count = 0;
    for (let row = 0; row < places; row++) {
      const value = values[row * steps + step] ?? NaN;
      if (Number.isNaN(value)) continue;
      sum += value;
      count++;
    }
    const isGap = count < shareNeeded * places;
    const at = from + (step + 1) * stepSeconds * 1000;
    return isGap ? nothing(at, 'missing') : { ...nothing(at, 'measured'), value: sum / count };
  });
}

async function ahead(
  store: ForecastStore,
  scene: Scene,
  from: number,
  to: number,
  now: number,
): Promise<Point[]> {
  const step = scene.span.stepSeconds * 1000;
  const run = await store.runs.latest(scene.topic, now);
  const sums = new Map<number, { value: number; lower: number; upper: number; count: number }>();
  if (run !== undefined && to > from) {
    const { rows, columns } = await store.forecasts.ofRun(run.runId);
    for (let row = 0; row < rows; row++) {
      const at = (columns.targetAt[row] ?? 0) + step;
      const sum = sums.get(at) ?? { value: 0, lower: 0, upper: 0, count: 0 };
      sum.value += columns.mean[row] ?? 0;
      sum.lower += columns.lower[row] ?? 0;
      sum.upper += columns.upper[row] ?? 0;
      sum.count++;
      sums.set(at, sum);
    }
  }
  const points: Point[] = [];
  for (let at = from + step; at <= to; at += step) {
    const sum = sums.get(at);
    if (sum === undefined) {
      points.push(nothing(at, 'usual'));
      continue;
    }
    const { value, lower, upper, count } = sum;
    points.push({
      ...nothing(at, 'forecast'),
      value: value / count,
      lower: lower / count,
      upper: upper / count,
    });
  }
  return points;
}

function nothing(at: number, state: ValueState): Point {
  return { at, value: NaN, lower: NaN, upper: NaN, usual: NaN, state };
}

function gapsIn(points: readonly Point[], step: number): { from: number; to: number }[] {
  const gaps: { from: number; to: number }[] = [];
  for (const { at, state } of points) {
    if (state !== 'missing') continue;
    const last = gaps.at(-1);
    if (last !== undefined && last.to === at - step) last.to = at;
    else gaps.push({ from: at - step, to: at });
  }
  return gaps;
}

function meanOf(values: Float32Array): number {
  let sum = 0;
  let count = 0;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    sum += value;
    count++;
  }
  return count === 0 ? NaN : sum / count;
}

function tableOf(points: readonly Point[]): Timeline['table'] {
  return {
    rows: points.length,
    columns: {
      at: time(Float64Array.from(points, ({ at }) => at)),
      value: float32(Float32Array.from(points, ({ value }) => value)),
      lower: float32(Float32Array.from(points, ({ lower }) => lower)),
      upper: float32(Float32Array.from(points, ({ upper }) => upper)),
      usual: float32(Float32Array.from(points, ({ usual }) => usual)),
      state: int32(Int32Array.from(points, ({ state }) => valueStates.indexOf(state))),
    },
  };
}
