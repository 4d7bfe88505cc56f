/** Lines that a table of errors by how far ahead may have; more of them nobody compares. */
const mostLines = 12;
/** Minutes that people count ahead in. */
const rounds = [1, 5, 10, 15, 30, 60, 120, 180, 240, 360, 720, 1440] as const;

/**
 * The horizons of a forecast that a table tells: all of them where they are few, otherwise those at round times, and always the last.
 * @param minutes of each horizon, ascending
 * @returns their positions, ascending
 */
export function toldHorizons(minutes: readonly number[]): readonly number[] {
  const all = [...minutes.keys()];
  if (all.length <= mostLines) return all;
  const last = all.length - 1;
  const told = (round: number): readonly number[] =>
    all.filter((at) => at === last || (minutes[at] ?? 0) % round === 0);
  return rounds.map(told).find(({ length }) => length <= mostLines) ?? [last];
}
