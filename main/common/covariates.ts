/** What a model may be told of beside the readings. */
export interface CovariateKind {
  /** Group under which explanations credit it. */
  readonly group: 'weather' | 'events' | 'incidents';
  /** A value for every place, or one for the city. */
  readonly perPlace: boolean;
  /** A value that makes a difference: what models count in. */
  readonly scale: number;
}

/**
 * The covariates of a series or window. Each value is what was known at the end of its step, also of what lay ahead then, so that
 * nothing that came in later changes it. 0: nothing out of the ordinary. NaN: nothing was known.
 */
export const covariateKinds = {
  /** mm/h in the interval that the end of the step lies in, measured where that was known, otherwise forecast. */
  'rain-now': { group: 'weather', perPlace: false, scale: 1 },
  /** The same an hour later. */
  'rain-ahead': { group: 'weather', perPlace: false, scale: 1 },
  /** Metres of visibility missing to a thousand. */
  'fog-now': { group: 'weather', perPlace: false, scale: 300 },
  'fog-ahead': { group: 'weather', perPlace: false, scale: 300 },
  /** Visitors of events nearby that come about now, and that leave: thousands, less with distance and with time to it. */
  'event-start': { group: 'events', perPlace: true, scale: 3 },
  'event-end': { group: 'events', perPlace: true, scale: 3 },
  /** Incidents that are known and not over: at the place, where its traffic goes next, and where it comes from; half with every link. */
  'incident-here': { group: 'incidents', perPlace: true, scale: 1 },
  'incident-downstream': { group: 'incidents', perPlace: true, scale: 1 },
  'incident-upstream': { group: 'incidents', perPlace: true, scale: 1 },
} as const satisfies Readonly<Record<string, CovariateKind>>;

export type CovariateName = keyof typeof covariateKinds;
export const covariateNames = Object.keys(covariateKinds) as readonly CovariateName[];
