import { levelCount, quantileLevels } from '../model.ts';

/** A breakdown: a place that runs at `from` or faster falls below `below` for two steps in a row. In the unit of the data. */
export interface BreakdownRule {
  readonly from: number;
  readonly below: number;
}

/** How well breakdowns are seen coming where warnings are right at least half of the time. NaN where there was nothing to see. */
export interface BreakdownScores {
  /** Share of the situations (place x origin) before a breakdown within the horizon that were warned of. */
  readonly recall: number;
  /** Share of the warnings that were right. */
  readonly precision: number;
  /** Warnings at one place that follow on one another, none of them right, count once; over all places. */
  readonly falseAlarmsPerDay: number;
  /** From the first warning to the first low reading, mean over the breakdowns warned of. */
  readonly leadMinutes: number;
  /** Situations before a breakdown. */
  readonly situations: number;
}

/** Warnings must be right at least this often. */
const leastPrecision = 0.5;

/** The probability that a forecast gives to values below `limit`: straight lines between its levels, 0 and 1 beyond them. */
export function probabilityBelow(quantiles: Float32Array, offset: number, limit: number): number {
  let [fromValue, fromLevel] = [-Infinity, 0];
  for (let index = 0; index < levelCount; index++) {
    const value = quantiles[offset + index] ?? NaN;
    const level = quantileLevels[index] ?? NaN;
    if (limit <= value) {
      if (index === 0) return limit === value ? level : 0;
      return fromLevel + ((level - fromLevel) * (limit - fromValue)) / Math.max(value - fromValue, 1e-9);
    }
    [fromValue, fromLevel] = [value, level];
  }
  return 1;
}

interface Situation {
  readonly place: number;
  readonly origin: number;
  readonly score: number;
  /** Step of the series at which the breakdown begins; -1 = none. */
  readonly onset: number;
}

/** Collects the situations of one horizon in which a breakdown could have come. */
export class BreakdownSheet {
  readonly #rule: BreakdownRule;
  readonly #stepMinutes: number;
  readonly #situations: Situation[] = [];
  readonly #origins = new Set<number>();

  constructor(rule: BreakdownRule, stepSeconds: number) {
    this.#rule = rule;
    this.#stepMinutes = stepSeconds / 60;
  }

  /**
   * Adds one place at one origin. `last` is what was measured last, `truth` what came `[horizon step]`; `quantiles` of those
   * steps begin at `offset`. A place that ran slower, or of which too little is known, is no situation.
   */
  add(
    place: number,
    origin: number,
    last: number,
    truth: Float32Array,
    quantiles: Float32Array,
    offset: number,
  ): void {
    this.#origins.add(origin);
    if (!(last >= this.#rule.from) || Number.isNaN(quantiles[offset] ?? NaN)) return;
    const pairs = truth.length - 1;
    let begin = -1;
    let score = 0;
    let before = probabilityBelow(quantiles, offset, this.#rule.below);
    for (let step = 0; step < pairs; step++) {
      const next = probabilityBelow(quantiles, offset + (step + 1) * levelCount, this.#rule.below);
      score = Math.max(score, Math.min(before, next));
      before = next;
      if (begin < 0 && (truth[step] ?? NaN) < this.#rule.below && (truth[step + 1] ?? NaN) < this.#rule.below)
        begin = step;
    }
    if (begin < 0 && (score === 0 || truth.some(Number.isNaN))) return;
    this.#situations.push({ place, origin, score, onset: begin < 0 ? -1 : origin + begin });
  }

  scores(): BreakdownScores {
    const situations = this.#situations.filter(({ onset }) => onset >= 0).length;
    const threshold = this.#threshold();
    const warned = this.#situations
      .filter(({ score }) => score >= threshold)
      .sort((a, b) => a.place - b.place || a.origin - b.origin);
    const right = warned.filter(({ onset }) => onset >= 0);
    return {
      recall: right.length / situations,
      precision: right.length / warned.length,
      falseAlarmsPerDay: falseAlarms(warned) / ((this.#origins.size * this.#stepMinutes) / 1440),
      leadMinutes: meanLead(right) * this.#stepMinutes,
      situations,
    };
  }

  /** The lowest score from which on warnings are right often enough; Infinity when there is none. */
  #threshold(): number {
    const falling = [...this.#situations].sort((a, b) => b.score - a.score);
    let right = 0;
    let threshold = Infinity;
    falling.forEach(({ score, onset }, index) => {
      if (onset >= 0) right++;
      const lastOfItsScore = falling[index + 1]?.score !== score;
      if (score > 0 && lastOfItsScore && right / (index + 1) >= leastPrecision) threshold = score;
    });
    return threshold;
  }
}

/** Runs of warnings at consecutive origins of a place without one that was right. Ordered by place and origin. */
function falseAlarms(warned: readonly Situation[]): number {
  let count = 0;
  let open = false;
  for (const [index, { place, origin, onset }] of warned.entries()) {
    const before = warned[index - 1];
    const goesOn = before?.place === place && before.origin === origin - 1;
    if (!goesOn) {
      if (open) count++;
      open = true;
    }
    if (onset >= 0) open = false;
  }
  return open ? count + 1 : count;
}

/** Steps from the first right warning of each breakdown until its first low reading is complete. Ordered by place and origin. */
function meanLead(right: readonly Situation[]): number {
  const first = new Map<string, number>();
  for (const { place, origin, onset } of right) {
    const breakdown = `${place} ${onset}`;
    if (!first.has(breakdown)) first.set(breakdown, onset - origin + 1);
  }
  return [...first.values()].reduce((sum, steps) => sum + steps, 0) / first.size;
}
