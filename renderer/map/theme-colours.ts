import type { Theme } from '../../main/common/view.ts';

/** The colours that the map needs as numbers or text, by the names of their tokens. */
const tokens = {
  water: 'map-water',
  land: 'map-land',
  coast: 'map-coast',
  graticule: 'map-graticule',
  built: 'map-built',
  park: 'map-park',
  wood: 'map-wood',
  sand: 'map-sand',
  industry: 'map-industry',
  campus: 'map-campus',
  pier: 'map-pier',
  building: 'map-building',
  casing: 'map-casing',
  street: 'map-street',
  collector: 'map-collector',
  arterial: 'map-arterial',
  motorway: 'map-motorway',
  tunnel: 'map-tunnel',
  rail: 'map-rail',
  boundary: 'map-boundary',
  label: 'map-label',
  placeLabel: 'map-label-place',
  waterLabel: 'map-label-water',
  accent: 'accent',
  edge: 'edge',
  secondary: 'secondary',
  selection: 'selection',
} as const;

/** The colours of the map in one theme, `#rrggbb`. */
export type ThemeColours = Readonly<Record<keyof typeof tokens, string>>;

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
  return coloursBy((token) => {
    const written = style.getPropertyValue(`--${token}`).trim();
    if (pen === null) return written;
    pen.fillStyle = written;
    return pen.fillStyle;
  });
}

/** The colours of the map, each asked for by the name of its token. */
export function coloursBy(token: (name: string) => string): ThemeColours {
  const entries = Object.entries(tokens).map(([name, written]) => [name, token(written)]);
  return Object.fromEntries(entries) as ThemeColours;
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
