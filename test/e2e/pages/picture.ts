import { PNG } from 'pngjs';

/** How many different colours a picture holds, each channel cut to 16 steps so that noise does not count. */
export function coloursIn(png: Buffer): number {
  const { data } = PNG.sync.read(png);
  const seen = new Set<number>();
  const step = (at: number): number => (data[at] ?? 0) >> 4;
  for (let at = 0; at + 2 < data.length; at += 4) {
    seen.add((step(at) << 8) | (step(at + 1) << 4) | step(at + 2));
  }
  return seen.size;
}
