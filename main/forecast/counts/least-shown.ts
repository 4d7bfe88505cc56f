/** Counts from 1 to below this are hidden. */
export const leastShown = 5;
