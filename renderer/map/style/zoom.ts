import type { ExpressionSpecification } from 'maplibre-gl';

/** A number that goes evenly from one zoom to the next. */
export function fading(
  ...stops: readonly (readonly [zoom: number, value: number])[]
): ExpressionSpecification {
  return ['interpolate', ['linear'], ['zoom'], ...stops.flat()];
}
