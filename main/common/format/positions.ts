/** Digits after the point: to within about a hundred metres, less than a cell measures. */
const digits = 3;

/** A position in degrees: `40.791° N 73.884° W`. */
export function formatPosition(latitude: number, longitude: number): string {
  const part = (degrees: number, positive: string, negative: string): string =>
    `${Math.abs(degrees).toFixed(digits)}°\u00a0${degrees < 0 ? negative : positive}`;
  return `${part(latitude, 'N', 'S')} ${part(longitude, 'E', 'W')}`;
}
