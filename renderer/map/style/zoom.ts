import type { ExpressionSpecification } from 'maplibre-gl';

/** A number that grows with the zoom, evenly to the eye, given at some zooms. */
export function growing(
  ...stops: readonly (readonly [zoom: number, value: number])[]
): ExpressionSpecification {
  return ['interpolate', ['exponential', 1.6], ['zoom'], ...stops.flat()];
}

/** A number that goes evenly from one zoom to the next. */
export function fading(
  ...stops: readonly (readonly [zoom: number, value: number])[]
): ExpressionSpecification {
  return ['interpolate', ['linear'], ['zoom'], ...stops.flat()];
}
