/** Groups under which explanations credit it, and evaluations leave it out. */
export const knownAheadGroups = ['holidays', 'weather'] as const;
export type KnownAheadGroup = (typeof knownAheadGroups)[number];

/** What a model may be told of the time that it forecasts, as it is known at the origin. */
export interface KnownAheadKind {
  readonly group: KnownAheadGroup;
  /** A value that makes a difference: what models count in. */
  readonly scale: number;
}

/** Below this, buildings are heated; above the other, they are cooled. Degrees Celsius. */
export const heatedBelow = 15;
export const cooledAbove = 22;

export function heatingDegrees(celsius: number): number {
  return Math.max(heatedBelow - celsius, 0);
}

export function coolingDegrees(celsius: number): number {
  return Math.max(celsius - cooledAbove, 0);
}

/** 0: nothing out of the ordinary. NaN: nothing was known. Days are local ones; those before are before the day of the target. */
export const knownAheadKinds = {
  /** 1 on a holiday that would else be a working day, Monday to Friday. */
  holiday: { group: 'holidays', scale: 1 },
  'holiday-yesterday': { group: 'holidays', scale: 1 },
  'holiday-two-days-ago': { group: 'holidays', scale: 1 },
  'holiday-week-ago': { group: 'holidays', scale: 1 },
  /** Degrees Celsius by which more is missing to `heatedBelow` than at the same time on the last day that is known, as forecast. */
  'heating-change': { group: 'weather', scale: 5 },
  /** Degrees Celsius by which more is above `cooledAbove` than at the same time on the last day that is known, as forecast. */
  'cooling-change': { group: 'weather', scale: 5 },
} as const satisfies Readonly<Record<string, KnownAheadKind>>;

export type KnownAheadName = keyof typeof knownAheadKinds;
export const knownAheadNames = Object.keys(knownAheadKinds) as readonly KnownAheadName[];
