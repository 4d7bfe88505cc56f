/**
 * The value at a share of a forecast given by levels: between them by straight lines, beyond the outer two by an exponential tail that
 * goes on as the two outermost levels begin it, so that a rating above the highest level still has a probability.
 *
 * @param levels ascending, within 0 and 1 · @param values of one forecast, `[level]` · @param share within 0 and 1, both left out
 */
export function valueAtShare(levels: readonly number[], values: Float32Array, share: number): number {
  const last = levels.length - 1;
  const level = (index: number): number => levels[index] ?? NaN;
  const value = (index: number): number => values[index] ?? NaN;
  if (share < level(0)) {
    return value(0) - ((value(1) - value(0)) * Math.log(level(0) / share)) / Math.log(level(1) / level(0));
  }
  if (share > level(last)) {
    const [outer, inner] = [1 - level(last), 1 - level(last - 1)];
    return (
      value(last) +
      ((value(last) - value(last - 1)) * Math.log(outer / (1 - share))) / Math.log(inner / outer)
    );
  }
  const above = levels.findIndex((one) => one >= share);
  if (above <= 0) return value(0);
  const [low, high] = [level(above - 1), level(above)];
  return value(above - 1) + ((value(above) - value(above - 1)) * (share - low)) / (high - low);
}
