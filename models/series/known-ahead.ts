/**
 * What is known at an origin of the time that is forecast from there, such as holidays, and the weather as it was forecast by then: one
 * value for the city. 0: nothing out of the ordinary; NaN: nothing was known. The names are those of `main/common/known-ahead.ts`.
 */
export interface KnownAhead {
  readonly name: string;
  /** Origins are so many steps apart, and so are the values ahead of each. A series begins with one, a window has no other. */
  readonly everySteps: number;
  /** How many values each origin has. */
  readonly ahead: number;
  /** `[origin, ahead]` */
  readonly values: Float32Array;
}

/** What was known at the origins from one step of a series to before another; a step between two has what was known at the one before. */
export function knownBetween(known: KnownAhead, from: number, end: number): KnownAhead {
  const { everySteps, ahead, values } = known;
  const first = Math.floor(from / everySteps);
  const origins = Math.max(Math.ceil((end - from) / everySteps), 0);
  const out = new Float32Array(origins * ahead).fill(NaN);
  const some = values.subarray(Math.max(first, 0) * ahead, Math.max(first + origins, 0) * ahead);
  out.set(some, Math.max(-first, 0) * ahead);
  return { ...known, values: out };
}
