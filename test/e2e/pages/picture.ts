import type { ElectronApplication } from 'playwright-core';

/** How many different colours a picture holds, each channel cut to 16 steps so that noise does not count. */
export async function coloursIn(app: ElectronApplication, png: Buffer): Promise<number> {
  return app.evaluate(({ nativeImage }, encoded) => {
    const bitmap = nativeImage.createFromBuffer(Buffer.from(encoded, 'base64')).toBitmap();
    const seen = new Set<number>();
    const step = (at: number): number => (bitmap[at] ?? 0) >> 4;
    for (let at = 0; at + 2 < bitmap.length; at += 4) {
      seen.add((step(at) << 8) | (step(at + 1) << 4) | step(at + 2));
    }
    return seen.size;
  }, png.toString('base64'));
}
