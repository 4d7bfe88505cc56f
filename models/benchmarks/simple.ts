import { horizonDays, lastKnownDay, type Hours } from '../energy/hours.ts';
import type { ModelNotice, ModelSetting } from '../model.ts';
import type { FilledWindow } from '../series/fill.ts';
import { historyLength, ownHistory, type PointMethod, type PointModel } from './point-method.ts';

const everyTopic = ['traffic', 'energy', 'safety'] as const;

type Rule = (
  filled: FilledWindow,
  place: number,
  step: number,
  setting: ModelSetting,
) => { readonly value: number; readonly notice?: ModelNotice['code'] };

/** A benchmark that learns nothing beyond the usual: a rule gives the value of each place and step. */
function ruleOf(setting: ModelSetting, rule: Rule): PointModel {
  return {
    numbers: {},
    columns: {},
    predict(filled, places) {
      const mean = new Float32Array(places.length * setting.horizonSteps);
      const counts = new Map<ModelNotice['code'], number>();
      places.forEach((place, row) => {
        for (let step = 0; step < setting.horizonSteps; step++) {
          const { value, notice } = rule(filled, place, step, setting);
          mean[row * setting.horizonSteps + step] = value;
          if (notice !== undefined && step === 0) counts.set(notice, (counts.get(notice) ?? 0) + 1);
        }
      });
      return { mean, notices: [...counts].map(([code, count]) => ({ code, parameters: { places: count } })) };
    },
  };
}

function ruleMethod(
  method: Pick<PointMethod, 'name' | 'title' | 'groups' | 'inputs'>,
  rule: Rule,
): PointMethod {
  return {
    ...method,
    version: '1',
    topics: everyTopic,
    fit: (_series, { setting }) => Promise.resolve(ruleOf(setting, rule)),
    restore: ({ setting }) => ruleOf(setting, rule),
  };
}

/** The last value stays. Nothing measured in the window: no forecast of its own. */
export const persistence = ruleMethod(
  {
    name: 'persistence',
    title: 'Last value',
    groups: ['own-last-hour'],
    inputs: () => ownHistory(historyLength),
  },
  (filled, place) => {
    const steps = filled.window.historySteps;
    return { value: measured(filled, place) ? (filled.history[place * steps + steps - 1] ?? NaN) : NaN };
  },
);

/** The mean of the last hour stays. */
export const recentMean = ruleMethod(
  {
    name: 'recent-mean',
    title: 'Mean of the last hour',
    groups: ['own-last-hour'],
    inputs: () => ownHistory(historyLength),
  },
  (filled, place, _step, setting) => {
    const steps = filled.window.historySteps;
    const taken = Math.min(Math.max(Math.round(3600 / setting.stepSeconds), 1), steps);
    let sum = 0;
    for (let lag = 1; lag <= taken; lag++) sum += filled.history[(place + 1) * steps - lag] ?? NaN;
    return { value: measured(filled, place) ? sum / taken : NaN };
  },
);

/** The same time on the last day that is known: yesterday for the first day ahead. */
export const yesterday = ruleMethod(
  {
    name: 'yesterday',
    title: 'Same time yesterday',
    groups: ['past-days'],
    inputs: (setting) => ({ ...ownHistory(historyLength), daysBefore: lastDays(setting) }),
  },
  (filled, place, step, setting) => ({
    value: sameTimeValue(filled, lastKnownDay(step, stepsOf(setting)), place, step),
  }),
);

/** The same time last week; where that was not measured, the same time on the last day that is known, with a notice. */
export const lastWeek = ruleMethod(
  {
    name: 'last-week',
    title: 'Same time last week',
    groups: ['past-days'],
    inputs: (setting) => ({ ...ownHistory(historyLength), daysBefore: [...lastDays(setting), 7] }),
  },
  (filled, place, step, setting) => {
    const value = sameTimeValue(filled, 7, place, step);
    if (!Number.isNaN(value)) return { value };
    const days = lastKnownDay(step, stepsOf(setting));
    return { value: sameTimeValue(filled, days, place, step), notice: 'model-yesterday-instead' };
  },
);

/** What the place usually does at this time of day. */
export const usual = ruleMethod(
  {
    name: 'usual',
    title: 'Usual for the time of day',
    groups: ['calendar'],
    inputs: () => ownHistory(historyLength),
  },
  (filled, place, step) => ({ value: filled.usualHorizon[place * filled.window.horizonSteps + step] ?? NaN }),
);

/** The horizon as blocks of one step each. */
function stepsOf({ stepSeconds, horizonSteps }: ModelSetting): Pick<Hours, 'blocks' | 'blocksPerDay'> {
  return { blocks: horizonSteps, blocksPerDay: Math.max(Math.round(86_400 / stepSeconds), 1) };
}

/** The days before that the last known day of some step is. */
function lastDays(setting: ModelSetting): number[] {
  return Array.from({ length: horizonDays(stepsOf(setting)) }, (_, day) => day + 1);
}

function measured(filled: FilledWindow, place: number): boolean {
  return (filled.imputedSteps[place] ?? 0) < filled.window.historySteps;
}

function sameTimeValue(filled: FilledWindow, daysBefore: number, place: number, step: number): number {
  const column = filled.window.sameTime.find((entry) => entry.daysBefore === daysBefore);
  return column?.values[place * filled.window.horizonSteps + step] ?? NaN;
}
