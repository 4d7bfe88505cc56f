/** Round numbers to start lengths and distances with. */
const rounds = [1, 2, 5];

/** The largest round number, 1, 2 or 5 times a power of ten, that is not above `most`. */
export function roundBelow(most: number): number {
  if (!(most > 0)) return 0;
  const power = 10 ** Math.floor(Math.log10(most));
  const first = rounds.findLast((round) => round * power <= most * (1 + 1e-9)) ?? 1;
  return first * power;
}

/** A scale bar no longer than `mostPixels`: its ground length, its length in the picture, and its text. */
export function scaleBar(metersPerPixel: number, mostPixels: number) {
  const meters = roundBelow(metersPerPixel * mostPixels);
  const text = meters >= 1000 ? `${String(meters / 1000)}\u00a0km` : `${String(meters)}\u00a0m`;
  return { meters, pixels: meters / metersPerPixel, text };
}

/** Where graticule lines stand: round degrees inside a range, `wanted` or a few more, and the decimals they need. */
export function graticule(from: number, to: number, wanted: number) {
  const step = roundBelow((to - from) / wanted);
  const decimals = step > 0 ? Math.max(0, -Math.floor(Math.log10(step) + 1e-9)) : 0;
  const first = Math.ceil(from / step);
  const count = step > 0 ? Math.floor(to / step) - first + 1 : 0;
  const at = Array.from({ length: Math.max(0, count) }, (_, index) => (first + index) * step);
  return { at, decimals };
}
