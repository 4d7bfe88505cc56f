import type { SeededRandom } from '../../../main/common/seeded-random.ts';
import type { ModelDeclaration } from '../../model.ts';
import type { FilledWindow } from '../../series/fill.ts';
import type { Series } from '../../series/series.ts';
import type { Window } from '../../series/window.ts';

/**
 * Inputs of one kind that a network has only where its training data had them. Each has a name; which of them a network was trained
 * with is kept in its state, and its columns are in that order.
 */
export interface GivenFamily {
  /** Stands before a name in a stored state. */
  readonly prefix: string;
  /** All that there are, in the order in which a network takes them. No two families share one. */
  readonly names: readonly string[];
  /**
   * Whether a network is given what there is of it without being asked. The others have not been shown to be worth it; a network with
   * one of them is trained with a learning rate that grows over the first epoch, without which some came to nothing.
   */
  readonly isUsual: boolean;
  /** Whether a series has this one. */
  isIn(series: Series, name: string): boolean;
  /** How many features these names are; names of other families count for nothing, here and below. */
  columns(given: readonly string[]): number;
  /** A training window in which some are unknown, so that the network knows what to make of it; of none, no number is drawn. */
  withSomeHidden(window: Window, given: readonly string[], random: SeededRandom): Window;
  /** What a network that was given these declares. */
  declared(declaration: ModelDeclaration, given: readonly string[]): ModelDeclaration;
  /** Writes the columns of one window. */
  writer(situation: Situation, given: readonly string[]): GivenWriter;
}

/** A window as far as a family needs it. */
export interface Situation {
  readonly filled: FilledWindow;
  /** `[place, history step]`: the filled history and its usual; NaN at places that were silent, which are no news for others. */
  readonly heard: Float32Array;
  readonly heardUsual: Float32Array;
  /** Spread of the training data, which values are counted in. */
  readonly spread: number;
}

export interface GivenWriter {
  /** @returns the position behind the last number written */
  write(place: number, out: Float32Array, offset: number): number;
}

/** Share of training windows in which something is hidden. */
export const hiddenShare = 0.1;

/** Those of the given names that are a family's own, in the order in which they were given. */
export function ownOf<Name extends string>(
  names: readonly Name[],
  given: readonly string[],
): readonly Name[] {
  return given.flatMap((name) => names.find((own) => own === name) ?? []);
}
