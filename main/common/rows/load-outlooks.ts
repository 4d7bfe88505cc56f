/** What a run says of the peak and of overload of one place, over the first day ahead where it says nothing else, in the order of the columns of a table. NaN = not known. */
export const outlookNumbers = [
  /** What it may carry, in the unit of the data. */
  'rating',
  /** The step that most paths peak in, 0 = the first behind the as-of, the share of paths that do, and the steps that nine in ten lie within. */
  'peakStep',
  'peakShare',
  'peakEarliest',
  'peakLatest',
  /** Height of the peak, whenever it comes: levels 5, 50 and 95. */
  'peakLower',
  'peakMedian',
  'peakUpper',
  /** Probability of a load above the rating in any step. */
  'overAny',
  /** Steps before the first one above the rating, where there is one: levels 5, 50 and 95. */
  'firstEarly',
  'firstMedian',
  'firstLate',
  /** Mean number of steps above the rating. */
  'stepsAbove',
  /**
   * Height of the peak in another weather, levels 5, 50 and 95; 1 where that goes beyond what was seen, else 0; and the day whose weather it is, in
   * days since 1970-01-01.
   */
  'warmerLower',
  'warmerMedian',
  'warmerUpper',
  'warmerBeyond',
  'hottestLower',
  'hottestMedian',
  'hottestUpper',
  'hottestBeyond',
  'hottestDay',
  'coldestLower',
  'coldestMedian',
  'coldestUpper',
  'coldestBeyond',
  'coldestDay',
  /** With load shifted away from the peak: the step that most paths peak in, the height, and the probability of a load above the rating. */
  'shiftedStep',
  'shiftedLower',
  'shiftedMedian',
  'shiftedUpper',
  'shiftedOver',
  /** Of what comes after the first day ahead: the step that most paths peak in, the height, and the probability of a load above the rating. */
  'nextPeakStep',
  'nextPeakLower',
  'nextPeakMedian',
  'nextPeakUpper',
  'nextOver',
] as const;
/** Weather that the peak is looked at in besides that which is forecast: a degree warmer, and that of the hottest and the coldest day measured. */
export const weatherScenarios = ['warmer', 'hottest', 'coldest'] as const;
export type WeatherScenarioId = (typeof weatherScenarios)[number];

export type OutlookNumber = (typeof outlookNumbers)[number];

/** The same of one step: the probability of a load above the rating, and the levels 5, 50 and 95 of the load. */
export const outlookStepNumbers = ['over', 'lower', 'median', 'upper'] as const;
export type OutlookStepNumber = (typeof outlookStepNumbers)[number];

/** A run that says something of peaks. */
export interface OutlookRun {
  readonly runId: number;
  /** Epoch milliseconds. */
  readonly asOf: number;
  readonly stepSeconds: number;
}

/** Peaks and risks of overload that a run sees, as columns: one row a place. */
export interface LoadOutlookRows {
  readonly rows: number;
  readonly place: Int32Array;
  /** How many places it is the sum of; 0 where it is measured itself. */
  readonly members: Int32Array;
  readonly numbers: Readonly<Record<OutlookNumber, Float32Array>>;
  readonly steps: number;
  /** `[row, step]` */
  readonly perStep: Readonly<Record<OutlookStepNumber, Float32Array>>;
}
