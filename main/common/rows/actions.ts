/** What may be done about a place. A new kind is one line here and its words `actions.kind.<id>`. */
export const actionKinds = [
  'signal-plan',
  'diversion',
  'lane-closed',
  'lane-opened',
  'message-sign',
  'speed-limit',
  'crew-sent',
  'patrol',
  'other',
] as const;
export type ActionKind = (typeof actionKinds)[number];

/** The longest note and the longest reason, in characters. */
export const longestNote = 200;

/** An action that somebody took, as it is logged. Times are epoch milliseconds. */
export interface NewAction {
  /** Key of the place: it outlives the source that named the place. */
  readonly placeKey: string;
  readonly kind: ActionKind;
  readonly note: string;
  readonly from: number;
  /** When it ends or ended; null: open until somebody ends it. */
  readonly until: number | null;
  readonly loggedAt: number;
  readonly loggedBy: string;
  /** Who ended it; null where its end was said when it was logged. */
  readonly endedBy: string | null;
  /** An action that should not have been logged stays readable, and counts for nothing. */
  readonly takenBack: TakenBack | null;
}

/** Who took an action back, when and why. */
export interface TakenBack {
  readonly at: number;
  readonly by: string;
  readonly reason: string;
}

/** An action in the log, and where its place is now. */
export interface ActionRow extends NewAction {
  readonly actionId: number;
  /** Null while no source names the place. */
  readonly placeId: number | null;
  readonly placeName: string;
}

/** A stretch of time in which a logged action may have changed what happens in a series: from, and before `to`. Epoch milliseconds. */
export interface TouchedSpan {
  readonly series: number;
  readonly from: number;
  /** Infinity where the action is still open. */
  readonly to: number;
}
