const minute = 60_000;

/** Whether what was told of one target is behind the one that is wanted by now, epoch milliseconds; a clock that ticks makes no other target. */
export function isFormerTarget(told: number, wanted: number | null): boolean {
  return wanted !== null && Math.abs(told - wanted) >= minute;
}
