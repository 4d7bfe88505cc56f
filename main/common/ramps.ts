import { layerOf } from './layers.ts';
import type { LayerView, Theme } from './view.ts';

/** Where a ramp starts (the class nobody looks at) and ends (the class that stands out), in OKLCH. */
interface Ramp {
  readonly hue: number;
  /** Which values it ends at strongly: low ones (slower than usual, slow, incomplete) or high ones (loads). */
  readonly strong: 'low' | 'high';
  readonly dark: readonly [quiet: Shade, strong: Shade];
  readonly light: readonly [quiet: Shade, strong: Shade];
}
type Shade = readonly [lightness: number, chroma: number];

/**
 * Muted, one hue each, lightness rising or falling steadily and ending well short of white, far from the hues of
 * alarms (red, orange, yellow). On light ground the strong end is the dark one.
 */
const ramps: Readonly<Record<string, Ramp>> = {
  deviation: {
    hue: 232,
    strong: 'low',
    dark: [
      [0.4, 0.018],
      [0.85, 0.03],
    ],
    light: [
      [0.8, 0.014],
      [0.33, 0.05],
    ],
  },
  speed: {
    hue: 205,
    strong: 'low',
    dark: [
      [0.4, 0.018],
      [0.84, 0.035],
    ],
    light: [
      [0.8, 0.014],
      [0.33, 0.045],
    ],
  },
  health: {
    hue: 300,
    strong: 'low',
    dark: [
      [0.42, 0.018],
      [0.82, 0.05],
    ],
    light: [
      [0.78, 0.02],
      [0.36, 0.06],
    ],
  },
  overload: {
    hue: 175,
    strong: 'high',
    dark: [
      [0.4, 0.018],
      [0.86, 0.05],
    ],
    light: [
      [0.8, 0.016],
      [0.33, 0.05],
    ],
  },
  'load-deviation': {
    hue: 165,
    strong: 'high',
    dark: [
      [0.4, 0.018],
      [0.86, 0.05],
    ],
    light: [
      [0.8, 0.016],
      [0.33, 0.05],
    ],
  },
  load: {
    hue: 150,
    strong: 'high',
    dark: [
      [0.4, 0.018],
      [0.84, 0.045],
    ],
    light: [
      [0.8, 0.016],
      [0.35, 0.05],
    ],
  },
  incidents: {
    hue: 285,
    strong: 'high',
    dark: [
      [0.38, 0.02],
      [0.84, 0.05],
    ],
    light: [
      [0.82, 0.02],
      [0.36, 0.06],
    ],
  },
};

/** Low-light screens show 60 % of the luminance. */
const lowLight = 0.6;

/**
 * The colours of the classes that `breaks` make, from the lowest values to the highest: the strong end lies where the values are that one
 * has to notice.
 *
 * @param count breaks plus one
 * @returns `#rrggbb`; an unknown ramp is drawn as `deviation`
 */
export function rampColours(ramp: string, count: number, theme: Theme): readonly string[] {
  const known = ramps[ramp] ?? ramps['deviation'];
  if (known === undefined) return [];
  const [quiet, strong] = theme === 'light' ? known.light : known.dark;
  return Array.from({ length: count }, (_, index) => {
    const fromStrong = known.strong === 'low' ? index : count - 1 - index;
    const share = count === 1 ? 0 : fromStrong / (count - 1);
    const lightness = strong[0] + (quiet[0] - strong[0]) * share;
    const chroma = strong[1] + (quiet[1] - strong[1]) * share;
    return hexadecimal(oklchToLinear(lightness, chroma, known.hue), theme === 'low-light' ? lowLight : 1);
  });
}

/** Which class a value falls in: 0 below the first break; a value on a break belongs to the class above it. */
export function classOf(value: number, breaks: readonly number[]): number {
  return [...breaks].sort((first, second) => first - second).filter((limit) => value >= limit).length;
}

/**
 * What a layer colours a place by: percent away from usual, the value itself, the completeness of a place or the probability of an overload (0 to
 * 1). Layers of cells colour no place: NaN.
 */
export function layerValue(
  layer: LayerView['id'],
  reading: {
    readonly value: number;
    readonly usual: number;
    readonly completeness: number;
    readonly over: number;
  },
): number {
  const { breaks } = layerOf(layer);
  if (breaks === 'share') return reading.completeness;
  if (breaks === 'value') return reading.value;
  if (breaks === 'probability') return reading.over;
  if (breaks === 'chance') return Number.NaN;
  return reading.usual > 0 ? ((reading.value - reading.usual) / reading.usual) * 100 : Number.NaN;
}

/** OKLCH to linear-light sRGB (Ottosson 2020, "A perceptual color space for image processing"). */
function oklchToLinear(lightness: number, chroma: number, hue: number): readonly [number, number, number] {
  const angle = (hue * Math.PI) / 180;
  const a = chroma * Math.cos(angle);
  const b = chroma * Math.sin(angle);
  const long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
    -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
    -0.0041960863 * long - 0.7034186147 * middle + 1.707614701 * short,
  ];
}

/** Linear light to `#rrggbb` with the sRGB transfer curve (IEC 61966-2-1), dimmed by `luminance`. */
function hexadecimal(linear: readonly number[], luminance: number): string {
  const bytes = linear.map((channel) => {
    const light = Math.min(1, Math.max(0, channel * luminance));
    const encoded = light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055;
    return Math.round(encoded * 255)
      .toString(16)
      .padStart(2, '0');
  });
  return `#${bytes.join('')}`;
}
