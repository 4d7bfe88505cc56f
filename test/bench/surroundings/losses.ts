import { quantileLevels, type TrainedModel } from '../../../models/model.ts';
import type { Covariate, Series } from '../../../models/series/series.ts';
import { targetsAt, windowAt } from '../../../models/series/window.ts';

/**
 * Where forecasts are looked at: everywhere; at places that a known incident was near in the last hour; that an event is near; in the
 * whole city while it rains; and where nothing of it is so.
 */
export const situations = ['everywhere', 'incident', 'event', 'rain', 'nothing'] as const;
type Situation = (typeof situations)[number];

const originEvery = 7;
const historySteps = 12;
const horizonSteps = 12;
const wetMillimetres = 0.1;

/** Sums of pinball losses by situation, origin by origin. */
export class Losses {
  readonly #sums = new Map<Situation, number[]>(situations.map((one) => [one, []]));
  readonly #counts = new Map<Situation, number[]>(situations.map((one) => [one, []]));

  begin(): void {
    for (const one of situations) {
      this.#sums.get(one)?.push(0);
      this.#counts.get(one)?.push(0);
    }
  }

  add(situation: Situation, loss: number): void {
    increase(this.#sums.get(situation), loss);
    increase(this.#counts.get(situation), 1);
  }

  mean(situation: Situation): number {
    return sumOf(this.#sums.get(situation)) / sumOf(this.#counts.get(situation));
  }

  /** Mean of each origin; NaN where the situation was nowhere. */
  byOrigin(situation: Situation): Float64Array {
    const counts = this.#counts.get(situation) ?? [];
    return Float64Array.from(this.#sums.get(situation) ?? [], (sum, origin) => sum / (counts[origin] ?? 0));
  }
}

/**
 * Judges a model on the origins of a series from a step on.
 * @param told the series with all its covariates, which say where something happens
 */
export async function lossesOf(
  model: TrainedModel,
  series: Series,
  told: Series,
  from: number,
): Promise<Losses> {
  const losses = new Losses();
  const named = (start: string): Covariate[] => told.covariates.filter(({ name }) => name.startsWith(start));
  const [incidents, events, rain] = [named('incident'), named('event'), named('rain-now')];
  for (let origin = from + historySteps; origin + horizonSteps <= series.steps; origin += originEvery) {
    losses.begin();
    const window = windowAt(series, origin, { historySteps, horizonSteps, daysBefore: [] });
    const { quantiles } = await model.predict(window);
    const truth = targetsAt(series, origin, horizonSteps);
    const isWet = (rain[0]?.values[origin - 1] ?? 0) > wetMillimetres;
    for (let place = 0; place < series.places.length; place++) {
      const isNear = (covariates: readonly Covariate[]): boolean =>
        covariates.some(({ values }) =>
          values
            .subarray(place * series.steps + origin - historySteps, place * series.steps + origin)
            .some((value) => value > 0),
        );
      const found: Situation[] = [];
      if (isNear(incidents)) found.push('incident');
      if (isNear(events)) found.push('event');
      if (isWet) found.push('rain');
      if (found.length === 0) found.push('nothing');
      for (let step = 0; step < horizonSteps; step++) {
        const cell = place * horizonSteps + step;
        const value = truth[cell] ?? NaN;
        if (Number.isNaN(value)) continue;
        const loss = pinball(value, quantiles.subarray(cell * quantileLevels.length));
        for (const one of ['everywhere', ...found] as const) losses.add(one, loss);
      }
    }
  }
  return losses;
}

function pinball(truth: number, quantiles: Float32Array): number {
  const losses = quantileLevels.map((level, index) => {
    const apart = truth - (quantiles[index] ?? NaN);
    return Math.max(level * apart, (level - 1) * apart);
  });
  return sumOf(losses) / losses.length;
}

function sumOf(values: readonly number[] = []): number {
  return values.reduce((sum, value) => sum + value, 0);
}

function increase(values: number[] | undefined, by: number): void {
  if (values !== undefined) values[values.length - 1] = (values.at(-1) ?? 0) + by;
}
