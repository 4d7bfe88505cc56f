/** What a network has to reach at one horizon, on data that are known exactly. In the unit of the data. */
export interface Bar {
  readonly minutes: number;
  readonly rmse: number;
  readonly maeMedian: number;
  readonly pinballOfFive: number;
  /** Of breakdowns, where at least half of the warnings are right; null where none was set. */
  readonly recall: number | null;
}

/** Bars by the sha256 of the readings: Los-loop, protocol of T-GCN, test part. */
const bars: Readonly<Record<string, readonly Bar[]>> = {
  '7b732d86ae32b2930595becba28aff39dacbfb2197e250fc0332e1744ce2cbf4': [
    { minutes: 15, rmse: 4.75, maeMedian: 2.64, pinballOfFive: 0.87, recall: 0.22 },
    { minutes: 30, rmse: 5.5, maeMedian: 2.94, pinballOfFive: 0.97, recall: 0.35 },
    { minutes: 45, rmse: 5.95, maeMedian: 3.16, pinballOfFive: 1.04, recall: null },
    { minutes: 60, rmse: 6.3, maeMedian: 3.34, pinballOfFive: 1.1, recall: 0.58 },
  ],
};

/** The bars for data of that sha256; none for data that nobody set bars for. */
export function barsFor(dataHash: string): readonly Bar[] {
  return bars[dataHash] ?? [];
}
