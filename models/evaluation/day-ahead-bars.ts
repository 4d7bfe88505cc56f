/** What is to be reached for one place on data that are known exactly, in their unit. */
export interface DayAheadBar {
  /** Of the median. */
  readonly meanAbsoluteError: number;
  /** Of the nine deciles. */
  readonly pinball: number;
}

/** Bars by the sha256 of the readings: Tetouan, its three zones in order, the last sixty days. */
const bars: Readonly<Record<string, readonly DayAheadBar[]>> = {
  '604d7837b4f28e8c99e68634d73211465eb342c672e04107df9efe20276d21dc': [
    { meanAbsoluteError: 550, pinball: 225 },
    { meanAbsoluteError: 570, pinball: 235 },
    { meanAbsoluteError: 640, pinball: 280 },
  ],
};

/** The bars for data of that sha256; none for data that nobody set bars for. */
export function dayAheadBarsFor(dataHash: string): readonly DayAheadBar[] {
  return bars[dataHash] ?? [];
}
