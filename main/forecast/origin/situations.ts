import type {
  DeclarationRecord,
  SituationRecord,
  WindowRecord,
} from '../../common/contract/compute-contract.ts';
import { covariateKinds, covariateNames } from '../../common/covariates.ts';
import { placesWithin } from '../../../models/explain/receptive-field.ts';
import { reachLinks } from '../../../models/explain/reach.ts';
import { isWeekend } from '../../../models/series/daily-profile.ts';
import { isTouched } from '../actions/touched.ts';
import type { ForecastStore } from '../ports.ts';
import type { Scene } from '../scene.ts';
import { localDays, sameLocalTime, stepCalendar } from './calendar.ts';
import { windowFromStore } from './window.ts';

/** So many are wanted, out of as many windows at most. */
const [wanted, lookedAtMost] = [24, 96];
const daysBack = 56;
/** Origins stand on a grid, so that one run's situations serve the next ones; up to so far from the same time of their day. */
const gridMinutes = 15;
const furthestMinutes = 30;
const windowsKept = 2 * lookedAtMost;

/** Real situations like the present one: moments of the same kind of day, within half an hour of its time. Their windows are kept. */
export class SituationBook {
  readonly #store: ForecastStore;
  #windows = new WeakMap<Scene, Map<string, Promise<WindowRecord>>>();

  constructor(store: ForecastStore) {
    this.#store = store;
  }

  forget(): void {
    this.#windows = new WeakMap();
  }

  /**
   * What a model was told at such moments before an origin, of a place and those around it; the nearest days first. None at which an
   * incident was known near the place, or a logged action touched it. Undefined for what is compared with the usual: linear models,
   * whose mean over situations is what they make of the usual, and models of loads, whose windows of weeks overlap.
   * @param index of the place in the scene
   */
  async near(
    scene: Scene,
    model: Pick<DeclarationRecord, 'id' | 'kind' | 'historySteps' | 'horizonSteps' | 'daysBefore'>,
    asOf: number,
    index: number,
  ): Promise<SituationRecord[] | undefined> {
    if (scene.topic !== 'traffic' || model.kind !== 'network') return undefined;
    const touched = isTouched(scene, 'truth');
    const step = scene.span.stepSeconds * 1000;
    const isOurs = (window: WindowRecord): boolean =>
      isHeard(window, index) &&
      !hasIncident(window, index) &&
      !Array.from({ length: window.historySteps }, (_, at) => at).some((at) =>
        touched(index, window.asOf - (at + 1) * step),
      );
    const places = placesWithin(scene.links, index, reachLinks);
    const found: SituationRecord[] = [];
    const origins = originsLike(scene, asOf, model.historySteps).slice(0, lookedAtMost);
    for (let from = 0; from < origins.length && found.length < wanted; from += wanted) {
      const windows = await Promise.all(
        origins.slice(from, from + wanted).map((origin) => this.#window(scene, model, origin)),
      );
      for (const window of windows)
        if (found.length < wanted && isOurs(window)) found.push(situationOf(scene, window, places));
    }
    return found;
  }

  async #window(
    scene: Scene,
    model: Pick<DeclarationRecord, 'id' | 'historySteps' | 'horizonSteps' | 'daysBefore'>,
    origin: number,
  ): Promise<WindowRecord> {
    const kept = this.#windows.get(scene) ?? new Map<string, Promise<WindowRecord>>();
    this.#windows.set(scene, kept);
    const key = `${model.id} ${origin}`;
    const known = kept.get(key) ?? windowFromStore(this.#store, scene, model, origin);
    known.catch(() => kept.delete(key));
    kept.delete(key);
    kept.set(key, known);
    for (const oldest of [...kept.keys()].slice(0, -windowsKept)) kept.delete(oldest);
    return await known;
  }
}

/** Moments of the past on the grid, like `asOf` by kind of day and time of day: of each day the nearest one first, then the second of each. */
function originsLike({ span, zone }: Scene, asOf: number, historySteps: number): number[] {
  const step = span.stepSeconds * 1000;
  const grid = Math.max(gridMinutes * 60_000, step);
  const isOnWeekend = (at: number): boolean =>
    isWeekend(stepCalendar(at, span.stepSeconds, 1, zone).dayOfWeek[0] ?? 0);
  const now = isOnWeekend(asOf);
  const found: { readonly origin: number; readonly rank: number; readonly day: number }[] = [];
  for (let day = 1; day <= daysBack; day++) {
    const same = sameLocalTime(asOf, day, zone);
    if (same - historySteps * step < span.from) break;
    if (isOnWeekend(same) !== now) continue;
    const first = Math.ceil((same - furthestMinutes * 60_000) / grid) * grid;
    const ofDay: number[] = [];
    for (let at = first; at <= same + furthestMinutes * 60_000; at += grid) ofDay.push(at);
    ofDay
      .filter((at) => at - historySteps * step >= span.from && at < asOf)
      .sort((one, other) => Math.abs(one - same) - Math.abs(other - same))
      .forEach((origin, rank) => found.push({ origin, rank, day }));
  }
  return found.sort((one, other) => one.rank - other.rank || one.day - other.day).map(({ origin }) => origin);
}

/** Whether anything of a place was measured over the history of a window. */
function isHeard({ history, historySteps }: WindowRecord, index: number): boolean {
  return history
    .subarray(index * historySteps, (index + 1) * historySteps)
    .some((value) => !Number.isNaN(value));
}

/** Whether an incident was known near a place over the history of a window. */
function hasIncident({ covariates, historySteps }: WindowRecord, index: number): boolean {
  return covariates.some(({ name, values }) => {
    const kind = covariateNames.find((one) => one === name);
    if (kind === undefined || covariateKinds[kind].group !== 'incidents') return false;
    return values.subarray(index * historySteps, (index + 1) * historySteps).some((value) => value > 0);
  });
}

/** A window of some places, as the situation that it was. */
function situationOf(
  { span, zone }: Scene,
  { asOf, history, historySteps, horizonSteps, sameTime, covariates }: WindowRecord,
  places: readonly number[],
): SituationRecord {
  const rows = (values: Float32Array, steps: number): Float32Array => {
    const out = new Float32Array(places.length * steps);
    for (const [row, from] of places.entries())
      out.set(values.subarray(from * steps, (from + 1) * steps), row * steps);
    return out;
  };
  return {
    day: localDays(asOf, span.stepSeconds, 1, zone)[0] ?? 0,
    places: Uint32Array.from(places),
    history: rows(history, historySteps),
    sameTime: sameTime.map((column) => ({ ...column, values: rows(column.values, horizonSteps) })),
    covariates: covariates.map((covariate) =>
      covariate.perPlace ? { ...covariate, values: rows(covariate.values, historySteps) } : covariate,
    ),
  };
}
