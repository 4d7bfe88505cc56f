/** One group of hours that were given about the same probability. */
export interface ReliabilityBin {
  /** The group begins at this probability, and the next one begins where it ends. */
  readonly from: number;
  readonly count: number;
  /** Mean probability given, and share in which it happened. */
  readonly forecast: number;
  readonly observed: number;
}

/** How good probabilities of a load above its rating were. */
export interface ExceedanceScores {
  readonly hours: number;
  /** Share of hours above the rating. */
  readonly observed: number;
  /** Mean squared distance of probability and outcome (Brier 1950), and that of the share of this hour of the day in the days before. */
  readonly brier: number;
  readonly brierOfUsual: number;
  readonly reliability: readonly ReliabilityBin[];
}

const binsFrom = [0, 0.05, 0.2, 0.4, 0.6, 0.8, 0.95] as const;

/** Collects probabilities of hours, and what came of them. */
export class ExceedanceSheet {
  readonly #bins = binsFrom.map(() => ({ count: 0, forecast: 0, observed: 0 }));
  #square = 0;
  #squareOfUsual = 0;

  add(probability: number, usual: number, happened: boolean): void {
    const outcome = happened ? 1 : 0;
    const bin = this.#bins[binsFrom.findLastIndex((from) => probability >= from)];
    if (bin === undefined || Number.isNaN(probability)) return;
    bin.count++;
    bin.forecast += probability;
    bin.observed += outcome;
    this.#square += (probability - outcome) ** 2;
    this.#squareOfUsual += (usual - outcome) ** 2;
  }

  scores(): ExceedanceScores {
    const hours = this.#bins.reduce((sum, { count }) => sum + count, 0);
    return {
      hours,
      observed: this.#bins.reduce((sum, { observed }) => sum + observed, 0) / hours,
      brier: this.#square / hours,
      brierOfUsual: this.#squareOfUsual / hours,
      reliability: this.#bins.map(({ count, forecast, observed }, index) => ({
        from: binsFrom[index] ?? 0,
        count,
        forecast: forecast / count,
        observed: observed / count,
      })),
    };
  }
}
