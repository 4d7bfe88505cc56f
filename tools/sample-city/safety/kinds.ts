import { type IncidentKind, type LandUse } from '../words.ts';

/** What is drawn from places and people about; collisions come of traffic. */
export const placeKinds = ['medical', 'theft', 'disorder', 'fire'] as const satisfies readonly IncidentKind[];
export type PlaceKind = (typeof placeKinds)[number];

/** How often, where and when a kind happens, and what it sets off. */
export interface Kind {
  /** A day for each resident and each job, aftermath included. */
  readonly perResident: number;
  readonly perJob: number;
  /** How many times as often where land is used like that. */
  readonly byLandUse: Readonly<Record<LandUse, number>>;
  /** Weights of the hours of the clock. */
  readonly hours: readonly number[];
  /** How many times as often from Friday evening to early Sunday, between 20:00 and 05:00. */
  readonly weekendNights: number;
  /** Standard deviation of the logarithm of a street's weight: a few streets have most (Weisburd 2015). */
  readonly concentration: number;
  /** Expected incidents that one sets off directly, and how near and soon they follow. */
  readonly offspring: number;
  readonly reachMetres: number;
  readonly delay: { readonly kind: 'hours' | 'days'; readonly mean: number };
  /** For each visitor of an event. */
  readonly perVisitor: number;
}

/** Days that look back so far that what happened before them sets nothing off any more. */
export const aftermathDays = 45;

/**
 * Rates are assumptions of a European city of that size. What is set off follows the self-exciting processes of Mohler et al. (2011):
 * thefts repeat near by within days, disorder within hours.
 */
export const kinds: Readonly<Record<PlaceKind, Kind>> = {
  medical: {
    perResident: 5.4e-5,
    perJob: 3e-5,
    byLandUse: { homes: 1, offices: 0.8, shops: 1.2, industry: 1, nightlife: 2.2, park: 0.5 },
    hours: [
      0.55, 0.5, 0.45, 0.42, 0.42, 0.5, 0.65, 0.85, 1.1, 1.3, 1.4, 1.4, 1.35, 1.3, 1.25, 1.25, 1.25, 1.3,
      1.35, 1.35, 1.25, 1.1, 0.9, 0.7,
    ],
    weekendNights: 1.35,
    concentration: 0.7,
    offspring: 0.03,
    reachMetres: 60,
    delay: { kind: 'hours', mean: 1 },
    perVisitor: 6e-5,
  },
  theft: {
    perResident: 1.9e-5,
    perJob: 2.4e-5,
    byLandUse: { homes: 0.6, offices: 1, shops: 2.4, industry: 0.7, nightlife: 2.6, park: 0.7 },
    hours: [
      0.75, 0.6, 0.45, 0.38, 0.32, 0.3, 0.36, 0.58, 0.85, 0.95, 1.05, 1.12, 1.25, 1.2, 1.25, 1.4, 1.45, 1.5,
      1.52, 1.45, 1.3, 1.15, 1.05, 0.9,
    ],
    weekendNights: 1.3,
    concentration: 1.2,
    offspring: 0.28,
    reachMetres: 110,
    delay: { kind: 'days', mean: 4 },
    perVisitor: 8e-5,
  },
  disorder: {
    perResident: 1.3e-5,
    perJob: 1.1e-5,
    byLandUse: { homes: 0.5, offices: 0.3, shops: 1.1, industry: 0.4, nightlife: 8, park: 1 },
    hours: [
      1.5, 1.3, 1.1, 0.8, 0.5, 0.3, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 1, 1.1, 1.2, 1.25, 1.3,
      1.4, 1.5, 1.6, 1.6,
    ],
    weekendNights: 2.1,
    concentration: 1.2,
    offspring: 0.22,
    reachMetres: 140,
    delay: { kind: 'hours', mean: 2.5 },
    perVisitor: 7e-5,
  },
  fire: {
    perResident: 4.6e-6,
    perJob: 3.6e-6,
    byLandUse: { homes: 1, offices: 0.5, shops: 0.9, industry: 2.4, nightlife: 1.2, park: 1 },
    hours: [
      0.7, 0.6, 0.5, 0.45, 0.45, 0.5, 0.6, 0.75, 0.85, 0.95, 1, 1.1, 1.2, 1.15, 1.1, 1.15, 1.25, 1.4, 1.5,
      1.5, 1.35, 1.2, 1, 0.85,
    ],
    weekendNights: 1.15,
    concentration: 0.6,
    offspring: 0.1,
    reachMetres: 180,
    delay: { kind: 'days', mean: 2.5 },
    perVisitor: 0,
  },
};
