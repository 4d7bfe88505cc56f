import type { IncidentKindId } from '../happenings.ts';

/** What one person answers for: which categories may be forecast, what for, and until when. Times are epoch milliseconds. */
export interface NewSafetyPurpose {
  /** Who answers for it. */
  readonly name: string;
  readonly purpose: string;
  readonly legalBasis: string;
  readonly categories: readonly IncidentKindId[];
  readonly expiresAt: number;
  readonly recordedAt: number;
  /** Who wrote it down. */
  readonly recordedBy: string;
  readonly withdrawn: { readonly at: number; readonly by: string; readonly reason: string } | null;
}

export interface SafetyPurposeRow extends NewSafetyPurpose {
  readonly purposeId: number;
}

/** What a switch was last set to. `forecasts` are all forecasts of safety at once. */
export interface SafetySwitchRow {
  readonly subject: string;
  readonly isOn: boolean;
  readonly reason: string;
  readonly at: number;
  readonly by: string;
}

/** The switch of all forecasts of safety. */
export const allForecasts = 'forecasts';

/** The longest that a purpose lasts: then somebody has to think about it again. Milliseconds. */
export const longestPurpose = 366 * 86_400_000;
