import {
  knownAheadKinds,
  knownAheadNames,
  type KnownAheadGroup,
  type KnownAheadName,
} from '../../main/common/known-ahead.ts';
import type { KnownAhead } from '../series/known-ahead.ts';

/** How much a ridge learns from what is known ahead, in rows: the penalty of a weight, and how strongly places are drawn to what all share. */
export interface KnownAheadRule {
  readonly penalty: number;
  readonly sharedRows: number;
}

export type KnownAheadRules = Readonly<Record<KnownAheadGroup, KnownAheadRule>>;

/** The names that a ridge of these rules learns from, where a series has them, in their order. */
export function learnedAhead(
  rules: KnownAheadRules | null,
  known: readonly KnownAhead[] | undefined,
): readonly KnownAheadName[] {
  if (rules === null) return [];
  return knownAheadNames.filter((name) => known?.some((one) => one.name === name) ?? false);
}

/** What was known ahead, as features of a ridge: what was not known counts as nothing out of the ordinary. */
export class AheadFeatures {
  readonly width: number;
  readonly #columns: readonly (KnownAhead | undefined)[];
  readonly #scales: readonly number[];

  constructor(names: readonly KnownAheadName[], known: readonly KnownAhead[] | undefined) {
    this.width = names.length;
    this.#columns = names.map((name) => known?.find((one) => one.name === name));
    this.#scales = names.map((name) => knownAheadKinds[name].scale);
  }

  /** Writes what was known at an origin of one block ahead of it, of a series by the block. */
  write(origin: number, block: number, out: Float64Array, offset: number): void {
    this.#columns.forEach((column, at) => {
      const isWithin = column !== undefined && origin >= 0 && block < column.ahead;
      const value = isWithin ? (column.values[origin * column.ahead + block] ?? NaN) : NaN;
      out[offset + at] = Number.isNaN(value) ? 0 : value / (this.#scales[at] ?? 1);
    });
  }
}
