/** When an action that is logged was taken: now, so many minutes ago, or at the time shown. */
export type Since = 'now' | 'shown' | number;
/** How long it lasts: until somebody ends it, or so many minutes. */
export type Lasting = 'open' | number;

export const minutesAgo = [5, 15, 30, 60, 120] as const;
export const minutesLong = [15, 30, 60, 120, 240, 480] as const;

/** What the times of a form are reckoned from, epoch milliseconds. */
export interface Clocks {
  readonly now: number;
  readonly targetAt: number;
}

/** When it was taken; null: now, as the engine has it. */
export function fromOf(since: Since, { now, targetAt }: Clocks): number | null {
  if (since === 'now') return null;
  return since === 'shown' ? targetAt : now - since * 60_000;
}

/** When it ends; null: when somebody ends it. */
export function untilOf(lasting: Lasting, since: Since, clocks: Clocks): number | null {
  return lasting === 'open' ? null : (fromOf(since, clocks) ?? clocks.now) + lasting * 60_000;
}
