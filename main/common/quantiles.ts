/** The levels every forecast carries, in order. */
export const quantileLevels = [0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95] as const;

/** Positions in {@link quantileLevels} that screens name: the ends of the 90 % interval and the median. */
export const lowerIndex = 0;
export const medianIndex = 5;
export const upperIndex = 10;
