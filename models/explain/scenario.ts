import type { TrainedModel } from '../model.ts';
import { profileIndex } from '../series/daily-profile.ts';
import { fillWindow, type FilledWindow } from '../series/fill.ts';
import type { Covariate } from '../series/series.ts';
import type { Window } from '../series/window.ts';
import { reachLinks } from './reach.ts';
import { partOfWindow, placesWithin } from './receptive-field.ts';

/** Inputs of a forecast set otherwise than they are. */
export interface ScenarioInputs {
  /** Readings of the whole window, `[place, history step]`, instead of its own; left out, they stay. */
  readonly history?: Float32Array | undefined;
  /** Covariates of the whole window instead of its own; left out, they stay. */
  readonly covariates?: readonly Covariate[] | undefined;
  /** Whose readings show their usual: the place's own, or those of all others around; left out, all stay. */
  readonly asUsual?: 'place' | 'neighbours' | undefined;
}

/** What a model says of a place and those around it with other inputs, less what it says with the real ones. */
export interface ScenarioOutcome {
  /** At the place and step asked about, in the unit of the data: of the mean and of the 5 % and 95 % quantiles. */
  readonly mean: number;
  readonly lower: number;
  readonly upper: number;
  /**
   * Of the mean at other places up to `reachLinks` away, by their positions in the window, the most changed first; nothing where it is
   * their own readings that are otherwise.
   */
  readonly around: readonly { readonly place: number; readonly value: number }[];
  /** Whether the inputs are further apart than they hardly ever were together. */
  readonly isExtrapolation: boolean;
}

/** Readings this many of their usual spreads from the usual while those beside them are as usual were hardly ever seen. */
const spreadsApart = 2;

/**
 * How sensitive a forecast is to some of its inputs. It says what the model makes of them, not what would happen.
 * @returns for each scenario its outcome; null where the model is told nothing of what it changes, or it changes nothing
 */
export async function underScenarios(
  model: TrainedModel,
  whole: Window,
  wholePlace: number,
  step: number,
  scenarios: readonly ScenarioInputs[],
): Promise<readonly (ScenarioOutcome | null)[]> {
  const places = placesWithin(whole.links, wholePlace, 2 * reachLinks);
  const asked = Uint32Array.from(placesWithin(whole.links, wholePlace, reachLinks).keys());
  const run = async (window: Window): Promise<Sketch[]> => {
    const { mean, quantiles, levels, horizonSteps } = await model.predict(window, { places: asked });
    return Array.from(asked, (_, row) => {
      const cell = row * horizonSteps + step;
      return {
        mean: mean[cell] ?? NaN,
        lower: quantiles[cell * levels.length] ?? NaN,
        upper: quantiles[(cell + 1) * levels.length - 1] ?? NaN,
      };
    });
  };
  const { window } = partOfWindow(whole, places);
  const filled = fillWindow(window, model.usual, model.places);
  const real = await run(window);
  const outcomes: (ScenarioOutcome | null)[] = [];
  for (const scenario of scenarios) {
    const changed = changedWindow(model, whole, places, filled, scenario);
    outcomes.push(
      changed === null ? null : outcomeOf(real, await run(changed), places, filled, model, scenario),
    );
  }
  return outcomes;
}

/** The mean of a place, and the ends of its interval. */
interface Sketch {
  readonly mean: number;
  readonly lower: number;
  readonly upper: number;
}

function outcomeOf(
  real: readonly Sketch[],
  other: readonly Sketch[],
  places: readonly number[],
  filled: FilledWindow,
  model: TrainedModel,
  { asUsual }: ScenarioInputs,
): ScenarioOutcome | null {
  const change = (row: number, of: keyof Sketch): number =>
    (other[row]?.[of] ?? NaN) - (real[row]?.[of] ?? NaN);
  const around = real
    .flatMap((_, row) =>
      row === 0 || asUsual === 'neighbours' ? [] : [{ place: places[row] ?? -1, value: change(row, 'mean') }],
    )
    .filter(({ value }) => Number.isFinite(value) && value !== 0)
    .sort((one, two) => Math.abs(two.value) - Math.abs(one.value));
  const mean = change(0, 'mean');
  if (!Number.isFinite(mean) || (mean === 0 && around.length === 0)) return null;
  const left = asUsual === 'place' ? [...filled.window.places.keys()].slice(1) : [0];
  return {
    ...{ mean, lower: change(0, 'lower'), upper: change(0, 'upper'), around },
    isExtrapolation:
      asUsual !== undefined && left.some((row) => spreadsOff(filled, model, row) > spreadsApart),
  };
}

/** The window of the places with the scenario in it; null where the model is told nothing of it, or nothing is otherwise. */
function changedWindow(
  model: TrainedModel,
  whole: Window,
  places: readonly number[],
  { window, usualHistory }: FilledWindow,
  { history: readings, covariates, asUsual }: ScenarioInputs,
): Window | null {
  if (readings !== undefined) return partOfWindow({ ...whole, history: readings }, places).window;
  const told = new Set(model.declaration.inputs.covariates.map(({ name }) => name));
  if (covariates !== undefined) {
    const changed = partOfWindow({ ...whole, covariates }, places).window;
    const isOther = changed.covariates.some((one) => {
      const own = window.covariates.find(({ name }) => name === one.name);
      return told.has(one.name) && one.values.some((value, at) => !Object.is(value, own?.values[at]));
    });
    return isOther ? changed : null;
  }
  const group = asUsual === 'place' ? 'own-last-hour' : 'neighbours';
  if (asUsual === undefined || !model.declaration.groups.includes(group)) return null;
  const steps = window.historySteps;
  const [from, to] = asUsual === 'place' ? [0, steps] : [steps, usualHistory.length];
  const history = window.history.slice();
  history.set(usualHistory.subarray(from, to), from);
  return { ...window, history };
}

/** How far the last reading of a place is from its usual, in usual spreads of that hour; 0 where nothing is known. */
function spreadsOff(
  { window, history, usualHistory, trained, imputedSteps }: FilledWindow,
  { usual }: TrainedModel,
  place: number,
): number {
  const last = (place + 1) * window.historySteps - 1;
  const at = window.historySteps - 1;
  const known = trained[place] ?? -1;
  if (known < 0 || imputedSteps[place] === window.historySteps) return 0;
  const { minuteOfDay, dayOfWeek } = window.historyCalendar;
  const spread =
    usual.deviations[profileIndex(usual, known, minuteOfDay[at] ?? 0, dayOfWeek[at] ?? 0)] ?? NaN;
  const off = Math.abs((history[last] ?? NaN) - (usualHistory[last] ?? NaN)) / spread;
  return Number.isFinite(off) ? off : 0;
}
