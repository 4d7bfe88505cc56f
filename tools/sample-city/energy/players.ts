import { hourMilliseconds } from '../calendar/span.ts';
import { stepMilliseconds } from './city-load.ts';
import { shapleyShares } from './shapley.ts';

/** What one cause does to the load of one feeder in its steps: it adds kW, or leaves a share of what there is. */
export interface Player {
  readonly cause: string;
  readonly does: 'adds' | 'leaves';
  readonly first: number;
  readonly end: number;
  value(step: number): number;
}

/** Mean of an hour. */
export interface ShareOfHour {
  readonly cause: string;
  readonly hour: number;
  readonly kw: number;
}

const stepsAnHour = hourMilliseconds / stepMilliseconds;

/**
 * Shapley shares of causes, hour by hour, in the order of the players.
 *
 * @param base load without any of them, kW every step
 */
export function sharesByHour(players: readonly Player[], base: Float64Array): readonly ShareOfHour[] {
  const sums = players.map(() => new Map<number, number>());
  const steps = new Set(
    players.flatMap(({ first, end }) =>
      Array.from({ length: Math.max(0, end - first) }, (_, step) => first + step),
    ),
  );
  for (const step of steps) {
    const active = players.flatMap((player, index) =>
      step >= player.first && step < player.end
        ? [{ index, does: player.does, value: player.value(step) }]
        : [],
    );
    const shares = sharesOf(active, base[step] ?? 0);
    const hour = Math.floor(step / stepsAnHour);
    for (const [position, { index }] of active.entries())
      sums[index]?.set(hour, (sums[index].get(hour) ?? 0) + (shares[position] ?? 0) / stepsAnHour);
  }
  return players.flatMap(({ cause }, index) =>
    [...(sums[index] ?? [])].map(([hour, kw]) => ({ cause, hour, kw })),
  );
}

function sharesOf(
  active: readonly { readonly does: Player['does']; readonly value: number }[],
  base: number,
): readonly number[] {
  if (active.every(({ does }) => does === 'adds')) return active.map(({ value }) => value);
  return shapleyShares(active.length, (set) => {
    let load = base;
    let left = 1;
    for (const [position, { does, value }] of active.entries())
      if (set & (1 << position)) {
        if (does === 'adds') load += value;
        else left *= value;
      }
    return load * left;
  });
}
