/**
 * From which probability on a cause is named at all, and from which it is called likely. Chosen on the validation cities of the cause
 * finder, so that at most one departure in twenty with no cause is given one.
 */
export const namedFrom = { possible: 0.25, likely: 0.5 } as const;
