import type { ElectronApplication } from 'playwright-core';

/** How many different colours a picture holds, each channel cut to 16 steps so that noise does not count. */
export async function coloursIn(app: ElectronApplication, png: Buffer): Promise<number> {
  return app.evaluate(({ nativeImage }, encoded) => {
    const bitmap = nativeImage.createFromBuffer(Buffer.from(encoded, 'base64')).toBitmap();
    const seen = new Set<number>();
    for (let at = 0; at + 2 < bitmap.length; at += 4) {
      seen.add(((bitmap[at]! >> 4) << 8) | ((bitmap[at + 1]! >> 4) << 4) | (bitmap[at + 2]! >> 4));
    }
    return seen.size;
  }, png.toString('base64'));
}
