import { masked, maskedInside, withMargins } from '../../../models/safety/responsible/masking.ts';
import { areasOf } from './areas.ts';
import type { Fit } from './expected-incidents.ts';
import { leastShown } from './least-shown.ts';

/** Areas and parts of the day that are summed over. */
export interface Summed {
  readonly areas: readonly number[];
  readonly parts: readonly number[];
}

/** How right the forecasts of one category were in some areas and parts of the day. */
export interface TrackFigures {
  /** Cells and periods together. */
  readonly forecasts: number;
  /** Null: hidden. */
  readonly incidents: number | null;
  readonly expected: number;
  /** Mean negative log scores of a cell and period, and of the long-run mean on the same; null where the count is hidden. */
  readonly logScore: number | null;
  readonly meanLogScore: number | null;
}

type Track = NonNullable<Fit['record']['track']>;

/** The track record of expected incidents, summed over areas and parts of the day; small counts stay hidden whatever else is asked for. */
export class TrackSums {
  readonly #fit: Fit;
  readonly #track: Track;
  readonly names: readonly string[];
  readonly ofCell: Uint16Array;
  readonly allAreas: readonly number[];
  readonly allParts: readonly number[];
  /** What may be told of each part of the day over the whole city, and of each area by day: rows and a row of sums, by category. */
  readonly byPart: (number | null)[][] | null;
  readonly byArea: (number | null)[][] | null;

  constructor(fit: Fit, track: Track) {
    this.#fit = fit;
    this.#track = track;
    const { names, ofCell } = areasOf(fit.districts);
    this.names = names;
    this.ofCell = ofCell;
    this.allAreas = names.map((_, area) => area);
    this.allParts = Array.from({ length: fit.counts.periodsPerDay }, (_, part) => part);
    this.byPart = this.#told(this.allParts.map((part) => ({ areas: this.allAreas, parts: [part] })));
    this.byArea = this.#told(this.allAreas.map((area) => ({ areas: [area], parts: this.allParts })));
  }

  get days(): number {
    return this.#track.to - this.#track.from;
  }

  /** When the judged days begin and end, epoch milliseconds. */
  get span(): { readonly from: number; readonly to: number } {
    const { clock, counts } = this.#fit;
    return {
      from: clock.startOf(this.#track.from * counts.periodsPerDay),
      to: clock.startOf(this.#track.to * counts.periodsPerDay),
    };
  }

  /**
   * What may be told of one category in each area and part of the day. Hidden is what is small, what it could be worked out from, and all of
   * an area or part whose sum is hidden.
   */
  inside(category: number): (number | null)[][] {
    const shown = maskedInside(
      this.allAreas.map((area) =>
        this.allParts.map((part) => this.#seen(category, { areas: [area], parts: [part] })),
      ),
      leastShown,
    );
    const isTold = (area: number, part: number): boolean =>
      typeof this.byArea?.[area]?.[category] === 'number' &&
      typeof this.byPart?.[part]?.[category] === 'number';
    return this.allAreas.map((area) =>
      this.allParts.map((part) => (isTold(area, part) ? (shown?.[area]?.[part] ?? null) : null)),
    );
  }

  /** @param incidents what may be told of them */
  figures(category: number, summed: Summed, incidents: number | null): TrackFigures {
    const { record } = this.#track;
    const cells = this.ofCell.reduce((sum, area) => sum + Number(summed.areas.includes(area)), 0);
    const forecasts = cells * this.days * summed.parts.length;
    const mean = (values: Float64Array): number | null =>
      incidents === null ? null : this.#sum(values, category, summed) / forecasts;
    return {
      ...{ forecasts, incidents, expected: this.#sum(record.expected, category, summed) },
      ...{ logScore: mean(record.loss), meanLogScore: mean(record.meanLoss) },
    };
  }

  #told(rows: readonly Summed[]): (number | null)[][] | null {
    const { categories } = this.#fit.counts;
    return masked(
      withMargins(rows.map((row) => categories.map((_, category) => this.#seen(category, row)))),
      leastShown,
    );
  }

  #seen(category: number, summed: Summed): number {
    return this.#sum(this.#track.record.seen, category, summed);
  }

  #sum(values: ArrayLike<number>, category: number, { areas, parts }: Summed): number {
    const perDay = this.allParts.length;
    return areas
      .flatMap((area) =>
        parts.map((part) => values[(category * this.names.length + area) * perDay + part] ?? 0),
      )
      .reduce((sum, value) => sum + value, 0);
  }
}
