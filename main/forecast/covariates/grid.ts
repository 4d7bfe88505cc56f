/** Consecutive steps: what is known of each is what is known when it ends. */
export interface Grid {
  /** Start of the first, epoch milliseconds. */
  readonly from: number;
  readonly steps: number;
  readonly stepMilliseconds: number;
}

/** Calls `each` for the steps that end in `[from, to)`, with their ends. */
export function eachStepWithin(
  { from, steps, stepMilliseconds }: Grid,
  begin: number,
  end: number,
  each: (step: number, endsAt: number) => void,
): void {
  const first = Math.max(0, Math.ceil((begin - from) / stepMilliseconds) - 1);
  for (let step = first; step < steps; step++) {
    const endsAt = from + (step + 1) * stepMilliseconds;
    if (endsAt >= end) return;
    each(step, endsAt);
  }
}
