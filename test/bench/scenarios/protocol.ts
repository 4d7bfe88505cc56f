/**
 * How scenarios and contributions are held against a simulator: networks are trained on the first part of a generated city's days, with
 * everything that is logged, and asked about the collisions of the rest. Fixed before anything was measured; the cities are those of the
 * cause finder (`../explain/protocol.ts`), which no forecast that is served was ever trained on.
 */
export const trainedShare = 0.6;

/** Seeds of the networks. */
export const networkSeeds: readonly number[] = [1, 2, 3];

/** Steps of five minutes ahead that are asked about. */
export const horizons: readonly number[] = [3, 6, 12];

/** How long after a collision is reported the forecast is made, and how long it must stand there yet; minutes. */
export const waitMinutes = 10;
export const leastLeftMinutes = 15;

/** Links around the place nearest to a collision up to which places are asked about: as far as a scenario tells of them. */
export const aroundLinks = 2;

/** Effects below this are left out of whether the sign is right, km/h; they count in the error. */
export const signFrom = 3;

/** Of the collisions of a city, every so many-th is explained, at so many places nearest to it, and at this step. */
export const explained = { every: 2, places: 4, step: 5 } as const;

/** Forecasts of each city whose words are held against what happened: at so many origins, of so many places each, drawn with this seed. */
export const claimed = { origins: 60, places: 4, seed: 1 } as const;
