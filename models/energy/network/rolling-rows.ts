import { MetropoleError } from '../../../main/common/errors.ts';
import { SeededRandom } from '../../../main/common/seeded-random.ts';
import { validationScores } from '../../evaluation/validation.ts';
import type { ModelDeclaration } from '../../model.ts';
import { noLinks, seriesUntil, type Series } from '../../series/series.ts';
import { learnChangeRidge } from '../change-ridge-forecaster.ts';
import { hourly, hoursOf } from '../hours.ts';
import { loadRidgeRule } from '../load-ridge.ts';
import { TrainedChangeRidge } from '../trained-change-ridge.ts';
import { trainingPlaces, trainingRows } from './plan.ts';
import { TrainingRows } from './training-rows.ts';

/** The ridge is learned anew so often over the series, and forecasts until it is learned again; what comes before the first is only learned from. */
const parts = 16;
const firstPart = 4;

/**
 * Rows of what the ridge missed after what it had learned from, over all of a series but its first quarter. Of many places some
 * are taken; those are then the neighbours of one another.
 */
export async function rollingRows(
  declaration: ModelDeclaration,
  series: Series,
  seed: number,
  signal: AbortSignal | undefined,
): Promise<TrainingRows> {
  const hours = { ...hoursOf(declaration), stepsPerBlock: 1 };
  const byHour = hourly(series, hoursOf(declaration));
  const random = new SeededRandom(seed);
  const some = somePlaces(byHour, random);
  const hourlyDeclaration = { ...declaration, stepSeconds: byHour.stepSeconds, horizonSteps: hours.blocks };
  const cuts = Array.from({ length: parts + 1 }, (_, part) => Math.floor((part * byHour.steps) / parts));
  const first = cuts[firstPart] ?? 0;
  const share = Math.min(trainingRows / ((byHour.steps - first) * some.places.length), 1);
  const rows = new TrainingRows(hours, Math.ceil(trainingRows * 1.05));
  for (let part = firstPart; part < parts; part++) {
    const [from, end] = [cuts[part] ?? 0, cuts[part + 1] ?? 0];
    const training = seriesUntil(some, from);
    const learned = await learnChangeRidge(hourlyDeclaration, loadRidgeRule, training, { signal }).catch(
      (thrown: unknown) => {
        if (MetropoleError.from(thrown).code === 'forecast-no-data') return undefined;
        throw thrown;
      },
    );
    if (learned === undefined) continue;
    const ridge = new TrainedChangeRidge({ ...learned, validation: validationScores([], hours.blocks) });
    const origins = Array.from({ length: end - from }, (_, index) => from + index).filter(
      (origin) => origin + hours.blocks <= byHour.steps,
    );
    await rows.add(some, ridge, origins, { share, random, withStrangers: true, signal });
  }
  return rows;
}

function somePlaces(series: Series, random: SeededRandom): Series {
  const { places, steps, values } = series;
  if (places.length <= trainingPlaces) return series;
  const drawn = random.shuffle(Uint32Array.from(places, (_, place) => place)).subarray(0, trainingPlaces);
  const kept = new Float32Array(trainingPlaces * steps);
  drawn.forEach((place, row) => {
    kept.set(values.subarray(place * steps, (place + 1) * steps), row * steps);
  });
  return {
    ...series,
    places: Array.from(drawn, (place) => places[place] ?? ''),
    values: kept,
    links: noLinks(trainingPlaces),
    attributes: undefined,
    covariates: [],
  };
}
