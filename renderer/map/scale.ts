/** Circumference of the earth at the equator, metres (WGS 84). */
const equatorMetres = 40_075_016.686;

/** How many metres a pixel stands for at a latitude. @param worldSize px around the world */
export function metresPerPixel(latitude: number, worldSize: number): number {
  return (equatorMetres * Math.cos((latitude * Math.PI) / 180)) / worldSize;
}

export interface Scale {
  /** Length of the bar, px. */
  readonly pixels: number;
  readonly amount: number;
  readonly unit: 'm' | 'km' | 'ft' | 'mi';
}

/** The longest bar of a round length (1, 2 or 5 times a power of ten) that is no longer than `longest` px. */
export function scaleBar(metresPerPx: number, longest: number, system: 'metric' | 'imperial'): Scale {
  const metres = metresPerPx * longest;
  const imperial = system === 'imperial';
  const large = imperial ? 1609.344 : 1000;
  const small = imperial ? 0.3048 : 1;
  const size = metres >= large ? large : small;
  const amount = roundDown(metres / size);
  const unit = size === large ? (imperial ? 'mi' : 'km') : imperial ? 'ft' : 'm';
  return { pixels: (amount * size) / metresPerPx, amount, unit };
}

function roundDown(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return ([5, 2, 1].find((step) => step * power <= value) ?? 1) * power;
}
