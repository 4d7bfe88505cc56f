import type { Theme } from '../../main/common/view.ts';

/** The colours that the map needs as numbers or text, read from the tokens of the theme in force. */
export interface ThemeColours {
  readonly water: string;
  readonly land: string;
  readonly coast: string;
  readonly graticule: string;
  readonly accent: string;
  readonly edge: string;
  readonly secondary: string;
  readonly selection: string;
}

export type Rgb = readonly [red: number, green: number, blue: number];

const known = new Map<Theme, ThemeColours>();

/**
 * The tokens of the theme in force as `#rrggbb`, however they are written. Read once per theme: asking the page for its
 * styles in the middle of an update is slow.
 */
export function themeColours(theme: Theme): ThemeColours {
  const read = known.get(theme) ?? readColours();
  known.set(theme, read);
  return read;
}

function readColours(): ThemeColours {
  const style = getComputedStyle(document.documentElement);
  const pen = document.createElement('canvas').getContext('2d');
  const token = (name: string): string => {
    const written = style.getPropertyValue(`--${name}`).trim();
    if (pen === null) return written;
    pen.fillStyle = written;
    return pen.fillStyle;
  };
  return {
    water: token('map-water'),
    land: token('map-land'),
    coast: token('map-coast'),
    graticule: token('map-graticule'),
    accent: token('accent'),
    edge: token('edge'),
    secondary: token('secondary'),
    selection: token('selection'),
  };
}

/** `#rrggbb` as three bytes. */
export function rgb(colour: string): Rgb {
  const number = Number.parseInt(colour.slice(1), 16);
  return [(number >> 16) & 255, (number >> 8) & 255, number & 255];
}

/** A colour between two, opaque, so that points that lie on each other do not add up to a stronger one. */
export function mix(first: Rgb, second: Rgb, shareOfFirst: number): Rgb {
  const blend = (one: number, other: number): number =>
    Math.round(one * shareOfFirst + other * (1 - shareOfFirst));
  return [blend(first[0], second[0]), blend(first[1], second[1]), blend(first[2], second[2])];
}
