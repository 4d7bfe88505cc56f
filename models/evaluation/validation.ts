import type { HeldOutQuantiles } from '../intervals/conformal.ts';
import { levelCount, type StoredModel, type TrainedModel, type ValidationScores } from '../model.ts';
import type { StoredReader } from '../stored-model.ts';
import { ScoreSheet } from './metrics.ts';

/** Scores of each horizon step over held-out forecasts of all places. */
export function validationScores(
  heldOut: readonly HeldOutQuantiles[],
  horizonSteps: number,
): ValidationScores {
  const places = (heldOut[0]?.mean.length ?? 0) / horizonSteps;
  const steps = Array.from({ length: horizonSteps }, (_, step) => {
    const sheet = new ScoreSheet(places, -Infinity);
    for (const { mean, quantiles, truth } of heldOut) {
      for (let place = 0; place < places; place++) {
        const index = place * horizonSteps + step;
        sheet.add(place, truth[index] ?? NaN, mean[index] ?? NaN, quantiles, index * levelCount);
      }
    }
    return sheet.scores();
  });
  return {
    origins: heldOut.length,
    pinball: Float32Array.from(steps, (scores) => scores.pinball),
    rmse: Float32Array.from(steps, (scores) => scores.rmse),
    mae: Float32Array.from(steps, (scores) => scores.maeMedian),
    coverage: Float32Array.from(steps, (scores) => scores.coverage),
  };
}

/** Validation scores as numbers and columns of a stored model. */
export function storedValidation(scores: ValidationScores): Pick<StoredModel, 'numbers' | 'columns'> {
  return {
    numbers: { validationOrigins: scores.origins },
    columns: {
      validationPinball: scores.pinball,
      validationRmse: scores.rmse,
      validationMae: scores.mae,
      validationCoverage: scores.coverage,
    },
  };
}

/** Reads `storedValidation` back. */
export function validationFrom(reader: StoredReader): ValidationScores {
  const column = (name: string): Float32Array => Float32Array.from(reader.columnNamed(name));
  return {
    origins: reader.numberNamed('validationOrigins'),
    pinball: column('validationPinball'),
    rmse: column('validationRmse'),
    mae: column('validationMae'),
    coverage: column('validationCoverage'),
  };
}

/** The model with the lowest mean pinball loss on its validation folds; undefined for none. */
export function bestOnValidation(models: readonly TrainedModel[]): TrainedModel | undefined {
  const loss = ({ validation }: TrainedModel): number => {
    const mean = validation.pinball.reduce((sum, value) => sum + value, 0) / validation.pinball.length;
    return Number.isNaN(mean) ? Infinity : mean;
  };
  return models.reduce<TrainedModel | undefined>(
    (best, model) => (best === undefined || loss(model) < loss(best) ? model : best),
    undefined,
  );
}
