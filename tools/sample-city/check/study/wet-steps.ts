import type { Grid, Weather } from '../../words.ts';

const hour = 3_600_000;

/** 1 at the steps of a grid in which it rains or is foggy, or did so in the hour before. */
export function wetSteps({ hours }: Weather, grid: Grid): Uint8Array {
  const wet = new Set(
    hours
      .filter(({ rainMillimetres, visibilityMetres }) => rainMillimetres > 0 || visibilityMetres < 1000)
      .flatMap(({ at }) => [Math.floor(at / hour), Math.floor(at / hour) + 1]),
  );
  return Uint8Array.from({ length: grid.steps }, (_, step) =>
    wet.has(Math.floor((grid.start + step * grid.stepSeconds * 1000) / hour)) ? 1 : 0,
  );
}
