import type { CountCell } from './count-protocol.ts';

/** Which goals a method meets on one category. */
export interface CountBars {
  /** The interval of the log score's difference lies below zero for every benchmark. */
  readonly logScore: boolean;
  /** The interval of the difference in hits at 5 % does not lie below -0.005 for any. */
  readonly hitsAtFive: boolean;
  /** Observed over expected is 0.9 to 1.1 in every tenth of the forecasts. */
  readonly tenths: boolean;
  /** 0.95 to 1.05. */
  readonly slope: boolean;
}

/** A gain in hits at 5 % below one point is not worth a model: then the mean is shown. */
export const leastGainInHits = 0.01;

/** Checks the goals of safety forecasts. */
export function countBars({ against, observedOverExpected, slope }: CountCell): CountBars {
  return {
    logScore: against.every(({ logScore }) => logScore.high < 0),
    hitsAtFive: against.every(({ hitsAtFive }) => hitsAtFive.high >= -0.005),
    tenths: observedOverExpected.every((ratio) => ratio >= 0.9 && ratio <= 1.1),
    slope: slope >= 0.95 && slope <= 1.05,
  };
}

/** Gain in hits at 5 % over the mean, and whether it is enough for the model to be shown instead. */
export function gainOverMean({ against }: CountCell): {
  readonly gain: number;
  readonly isModelShown: boolean;
} {
  const gain = against.find(({ benchmark }) => benchmark === 'mean')?.hitsAtFive.difference ?? NaN;
  return { gain, isModelShown: gain >= leastGainInHits };
}
