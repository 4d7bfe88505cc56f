/**
 * Shapley shares of players in what they do together: what each adds, in the mean over all orders of joining (Shapley 1953). They sum
 * to the value of all less that of none.
 *
 * @param value of a set of players, as bits of their indices
 */
export function shapleyShares(players: number, value: (set: number) => number): readonly number[] {
  const values = Array.from({ length: 1 << players }, (_, set) => value(set));
  const weights = Array.from(
    { length: players },
    (_, size) => (factorial(size) * factorial(players - size - 1)) / factorial(players),
  );
  return Array.from({ length: players }, (_, player) => {
    let share = 0;
    for (const [set, before] of values.entries())
      if (!(set & (1 << player)))
        share += (weights[bits(set)] ?? 0) * ((values[set | (1 << player)] ?? 0) - before);
    return share;
  });
}

function factorial(number: number): number {
  let product = 1;
  for (let factor = 2; factor <= number; factor++) product *= factor;
  return product;
}

function bits(set: number): number {
  let count = 0;
  for (let rest = set; rest; rest &= rest - 1) count++;
  return count;
}
