import type { UnitSystem } from '../metrics.ts';
import { formatNumber } from './numbers.ts';

const metresPerMile = 1609.344;

/** `350 m`, `1.2 km` or `0.7 mi`: a distance that is worth two digits. */
export function formatDistance(metres: number, system: UnitSystem): string {
  if (system === 'imperial') return `${formatNumber(metres / metresPerMile, 1)}\u202fmi`;
  const rounded = Math.round(metres / 50) * 50;
  if (rounded < 1000) return `${formatNumber(rounded, 0)}\u202fm`;
  return `${formatNumber(metres / 1000, 1)}\u202fkm`;
}
