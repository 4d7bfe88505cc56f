import type { CauseQuestion } from './question.ts';

/** What the finder looks at of a logged cause, by name; each is of the order of one. Those of a family are always the same. */
export type Features = Readonly<Record<string, number>>;

export const minute = 60_000;

export function flag(holds: boolean): number {
  return holds ? 1 : 0;
}

/** What every family of causes knows of the place: how far it departs, and whether it is slower. */
export function ofPlace({ deviation, spread }: CauseQuestion): Features {
  const surprise = Math.min(6, Math.abs(deviation) / Math.max(0.02, spread)) / 3;
  return {
    one: 1,
    surprise,
    surprisinglySlower: surprise * flag(deviation < 0),
    isSlower: flag(deviation < 0),
    slower: Math.min(1, Math.max(0, -deviation)),
    faster: Math.min(1, Math.max(0, deviation)),
  };
}

/** Places within so many metres of a point. */
export function placesNear(
  { roads, place }: CauseQuestion,
  point: { readonly north: number; readonly east: number },
  metres: number,
): readonly number[] {
  return roads
    .within(place, metres + roads.metresTo(place, point))
    .filter((other) => roads.metresTo(other, point) <= metres);
}
