import { shapleyShares } from '../energy/shapley.ts';
import { type Branch, differenceAt, endOf } from './branch.ts';
import { type ReferenceRun } from './reference-run.ts';

/** The runs that effects are read from. */
export interface Ways {
  readonly detectors: number;
  readonly all: ReferenceRun;
  readonly none: ReferenceRun;
  /** For each cause the run without it, against `all`. */
  readonly without: readonly Branch[];
  /** For each cause the detectors that are ever touched by it, 1 or 0. */
  readonly touched: readonly Uint8Array[];
  /** For a cause the run with it alone, against `none`. */
  readonly alone: (cause: number) => Branch;
}

export interface ShareOfEffect {
  readonly cause: number;
  readonly detector: number;
  readonly effect: number;
}

/** A cause that changes less than this, km/h, takes no part. */
const leastPart = 0.25;

/** Detectors at which a branch is ever felt. */
export function touchedBy({ differences }: Branch, detectors: number): Uint8Array {
  const touched = new Uint8Array(detectors);
  for (const row of differences)
    for (let detector = 0; detector < detectors; detector++)
      if (Math.abs(row[detector] ?? 0) > leastPart) touched[detector] = 1;
  return touched;
}
/**
 * At most so many causes share an effect; the smallest give theirs to the others. Runs with all, none, just one and all but one are
 * every coalition of three; each further player would take many runs more.
 */
const mostPlayers = 3;

/**
 * The effects of an interval. A cause that meets no other has what its run without it lacks. Where causes meet, they are players
 * of a game whose value is the speed with just them, read from runs with these and without those: exact for up to three.
 *
 * @param least effects below this are left out, km/h
 */
export function sharesOfStep(ways: Ways, step: number, least: number): readonly ShareOfEffect[] {
  const active = ways.without.flatMap((branch, cause) =>
    step >= branch.first && step < endOf(branch) ? [cause] : [],
  );
  if (active.length === 0) return [];
  const shares: ShareOfEffect[] = [];
  for (let detector = 0; detector < ways.detectors; detector++) {
    const place = step * ways.detectors + detector;
    const together = (ways.all.speeds[place] ?? 0) - (ways.none.speeds[place] ?? 0);
    const near = active.filter((cause) => ways.touched[cause]?.[detector] === 1);
    if (near.length === 0) continue;
    const gone = near.map((cause) => ({ cause, by: -at(ways.without, cause, step, detector) }));
    const felt = gone.filter(({ by }) => Math.abs(by) > leastPart);
    const rest = together - gone.reduce((sum, { by }) => sum + by, 0);
    if (felt.length === 0 && Math.abs(rest) < least) continue;
    if (Math.abs(rest) < leastPart || (felt.length === 1 && Math.abs(rest) < least)) {
      for (const { cause, by } of felt)
        if (Math.abs(by) > least) shares.push({ cause, detector, effect: by });
      continue;
    }
    for (const share of sharedAt(ways, near, step, detector))
      if (Math.abs(share.effect) > least) shares.push(share);
  }
  return shares;
}

function at(branches: readonly Branch[], cause: number, step: number, detector: number): number {
  const branch = branches[cause];
  return branch === undefined ? 0 : differenceAt(branch, step, detector);
}

function sharedAt(
  ways: Ways,
  near: readonly number[],
  step: number,
  detector: number,
): readonly ShareOfEffect[] {
  const place = step * ways.detectors + detector;
  const weighed = near
    .map((cause) => {
      const last = Math.abs(at(ways.without, cause, step, detector));
      const first = Math.abs(differenceAt(ways.alone(cause), step, detector));
      return { cause, size: Math.max(last, first) };
    })
    .filter(({ size }) => size > leastPart)
    .sort((left, right) => right.size - left.size);
  const players = weighed.slice(0, mostPlayers).map(({ cause }) => cause);
  if (players.length === 0) return [];
  const nothing = ways.none.speeds[place] ?? 0;
  const everything = ways.all.speeds[place] ?? 0;
  const full = (1 << players.length) - 1;
  const value = (set: number): number => {
    if (set === 0) return nothing;
    if (set === full) return everything;
    const isIn = (index: number): boolean => (set & (1 << index)) !== 0;
    const inside = players.filter((_, index) => isIn(index));
    const [only] = inside;
    if (inside.length === 1 && only !== undefined)
      return nothing + differenceAt(ways.alone(only), step, detector);
    const missing = players.find((_, index) => !isIn(index)) ?? -1;
    return everything + at(ways.without, missing, step, detector);
  };
  const shares = shapleyShares(players.length, value);
  return players.map((cause, index) => ({ cause, detector, effect: shares[index] ?? 0 }));
}
