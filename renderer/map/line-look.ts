import type { PathLayerProps } from '@deck.gl/layers';
import { PathStyleExtension } from '@deck.gl/extensions';

/** How wide a line is drawn: metres on the ground, held between two sizes on the screen. */
const width = { metres: 16, leastPixels: 2.5, mostPixels: 9 };

/** How far beside the middle of the street, in widths: traffic of the two directions lies side by side. */
const offsetWidths = 0.7;

/** What stands around a forecast, px on each side. */
const casingPixels = 1.25;

/** Metres of the unit square's edge at the equator. */
const earthMetres = 40_075_017;

const offset = new PathStyleExtension({ offset: true });

const common = {
  widthUnits: 'pixels',
  capRounded: false,
  jointRounded: true,
  positionFormat: 'XY',
  _pathType: 'open',
  extensions: [offset],
  parameters: { depthCompare: 'always' },
} as const satisfies Partial<PathLayerProps> & Record<string, unknown>;

/**
 * Width of a line on the screen, px; it changes in steps, so that a map that zooms need not draw its lines anew each time.
 * @param worldSize edge of the unit square on the screen, px
 */
export function lineWidth(worldSize: number, latitude: number): number {
  const pixels = (width.metres * worldSize) / (earthMetres * Math.cos((latitude * Math.PI) / 180));
  return Math.round(Math.min(Math.max(pixels, width.leastPixels), width.mostPixels) * 2) / 2;
}

/** How far to the right of its vertices a line is drawn, px. */
export function lineOffset(lineWidthPixels: number): number {
  return lineWidthPixels * offsetWidths;
}

/** How a set of lines is drawn, and what goes around each. */
export function lineLook(lineWidthPixels: number): { readonly line: object; readonly casing: object } {
  const casing = lineWidthPixels + 2 * casingPixels;
  return {
    line: { ...common, getWidth: lineWidthPixels, getOffset: offsetWidths },
    casing: { ...common, getWidth: casing, getOffset: lineOffset(lineWidthPixels) / casing },
  };
}
