import { validationScores } from '../evaluation/validation.ts';
import type { HeldOutQuantiles } from '../intervals/conformal.ts';
import {
  quantileLevels,
  type FitOptions,
  type Forecaster,
  type ModelDeclaration,
  type ModelFactory,
  type ModelSetting,
  type StoredModel,
  type TrainedModel,
} from '../model.ts';
import { pause } from '../pause.ts';
import { fitDailyProfile, usualOptions } from '../series/daily-profile.ts';
import { limitsOf } from '../series/limits.ts';
import { foldOrigins, rollingOriginFolds } from '../series/rolling-origin.ts';
import type { Series } from '../series/series.ts';
import { targetsAt, windowAt } from '../series/window.ts';
import type { ChangeRidgeRule } from './change-ridge.ts';
import { hoursOf, type Hours } from './hours.ts';
import { learnChanges } from './learn-changes.ts';
import { neededPast } from './past-in-window.ts';
import { restoreChangeRidge, TrainedChangeRidge, type ChangeRidgeState } from './trained-change-ridge.ts';

/** A model of the change from yesterday, by what it is called and how it learns. */
export interface ChangeRidgeKind {
  readonly name: string;
  readonly title: string;
  readonly version: string;
  readonly rule: ChangeRidgeRule;
}

/** Makes a forecaster of loads that learns how they change from yesterday. */
export function changeRidgeFactory(kind: ChangeRidgeKind): ModelFactory {
  return {
    name: kind.name,
    topics: ['energy'],
    create: (setting) => new ChangeRidge(kind, setting),
  };
}

/** All that a ridge on changes learns from a series, under the declaration of the model that it is, or is a part of. */
export async function learnChangeRidge(
  declaration: ModelDeclaration,
  rule: ChangeRidgeRule,
  series: Series,
  options: Pick<FitOptions, 'onlyAt' | 'signal'>,
): Promise<Omit<ChangeRidgeState, 'validation'>> {
  const hours = hoursOf(declaration);
  return {
    declaration,
    features: rule.features,
    hours,
    places: series.places,
    usual: fitDailyProfile(series, usualOptions),
    least: limitsOf(series).lower,
    learned: await learnChanges(series, hours, rule, options),
  };
}

class ChangeRidge implements Forecaster {
  readonly declaration: ModelDeclaration;
  readonly #rule: ChangeRidgeRule;
  readonly #hours: Hours;

  constructor({ name, title, version, rule }: ChangeRidgeKind, setting: ModelSetting) {
    this.#rule = rule;
    this.#hours = hoursOf(setting);
    const { historyHours, daysBefore } = neededPast(rule.features, this.#hours);
    this.declaration = {
      id: `${setting.topic}.${name}`,
      name,
      topic: setting.topic,
      version,
      kind: 'benchmark',
      title,
      stepSeconds: setting.stepSeconds,
      horizonSteps: setting.horizonSteps,
      inputs: {
        historySteps: historyHours * this.#hours.stepsPerBlock,
        daysBefore,
        attributes: [],
        links: [],
        covariates: [],
      },
      groups: ['calendar', 'past-days', 'own-last-hour'],
      levels: quantileLevels,
    };
  }

  async fit(series: Series, options: FitOptions): Promise<TrainedModel> {
    const { inputs, horizonSteps } = this.declaration;
    const { onlyAt, signal, onProgress } = options;
    const folds = onlyAt === undefined ? rollingOriginFolds(series, inputs.historySteps, horizonSteps) : [];
    const heldOut: HeldOutQuantiles[] = [];
    let done = 0;
    for (const fold of folds) {
      const model = new TrainedChangeRidge({
        ...(await this.#learn(fold.training, { signal })),
        validation: validationScores([], horizonSteps),
      });
      for (const origin of foldOrigins(fold)) {
        if (heldOut.length % 32 === 0) await pause(signal);
        const { mean, quantiles } = await model.predict(
          windowAt(series, origin, { ...inputs, horizonSteps }),
        );
        heldOut.push({ mean, quantiles, truth: targetsAt(series, origin, horizonSteps) });
      }
      onProgress?.({ fraction: ++done / (folds.length + 1) });
    }
    const learned = await this.#learn(series, options);
    onProgress?.({ fraction: 1 });
    return new TrainedChangeRidge({ ...learned, validation: validationScores(heldOut, horizonSteps) });
  }

  restore(stored: StoredModel): Promise<TrainedModel> {
    return Promise.resolve(restoreChangeRidge(stored, this.declaration, this.#rule.features, this.#hours));
  }

  #learn(
    series: Series,
    options: Pick<FitOptions, 'onlyAt' | 'signal'>,
  ): Promise<Omit<ChangeRidgeState, 'validation'>> {
    return learnChangeRidge(this.declaration, this.#rule, series, options);
  }
}
