import { type Day } from '../../words.ts';
import { type Purpose, purposes } from './purposes.ts';

/** A part of the day's trips, spread around an hour. */
type Wave = readonly [share: number, hour: number, spread: number];

interface Profile {
  /** Trips of the day over those of an ordinary working day. */
  readonly volume: number;
  readonly waves: readonly Wave[];
}

type DayKind = 'working' | 'friday' | 'saturday' | 'sunday';

/** Share of trips that fall on any time of the day alike. */
const evenShare = 0.11;

const toWork: readonly Wave[] = [
  [0.7, 8.1, 1],
  [0.15, 6.6, 0.8],
  [0.1, 13.6, 1.3],
  [0.05, 21.4, 1],
];
const fromWork: readonly Wave[] = [
  [0.66, 17.75, 1.15],
  [0.13, 15.7, 0.9],
  [0.1, 13, 1.2],
  [0.08, 20, 1.1],
  [0.03, 6.2, 0.8],
];
const workingErrands: readonly Wave[] = [
  [0.14, 8.5, 0.8],
  [0.3, 11.5, 2],
  [0.28, 16.2, 1.9],
  [0.22, 19.2, 1.4],
  [0.06, 22, 1.5],
];
const freight: readonly Wave[] = [
  [0.5, 10, 2.2],
  [0.35, 14.5, 2.2],
  [0.15, 5.5, 1.5],
];
const leisure: readonly Wave[] = [
  [0.45, 12, 2.4],
  [0.35, 17.8, 2.2],
  [0.2, 21.5, 1.8],
];

/** Made up after the usual shapes: two peaks on working days, one long hump on days off, a lively Friday evening. */
const profiles: Readonly<Record<DayKind, Readonly<Record<Purpose, Profile>>>> = {
  working: {
    'to-work': { volume: 1, waves: toWork },
    'from-work': { volume: 1, waves: fromWork },
    errands: { volume: 1, waves: workingErrands },
    freight: { volume: 1, waves: freight },
    through: {
      volume: 1,
      waves: [
        [0.25, 8.2, 1.2],
        [0.33, 13, 2.6],
        [0.3, 17.6, 1.6],
        [0.12, 22, 2.5],
      ],
    },
  },
  friday: {
    'to-work': { volume: 0.95, waves: toWork },
    'from-work': {
      volume: 0.97,
      waves: [
        [0.6, 17.3, 1.2],
        [0.2, 15.2, 1.1],
        [0.1, 13, 1.2],
        [0.1, 20, 1.2],
      ],
    },
    errands: {
      volume: 1.12,
      waves: [
        [0.12, 8.5, 0.8],
        [0.27, 11.5, 2],
        [0.27, 16.4, 1.9],
        [0.24, 19.4, 1.6],
        [0.1, 22.5, 1.5],
      ],
    },
    freight: { volume: 0.95, waves: freight },
    through: {
      volume: 1.2,
      waves: [
        [0.2, 8.2, 1.2],
        [0.3, 13, 2.6],
        [0.38, 17.2, 1.9],
        [0.12, 21, 2],
      ],
    },
  },
  saturday: {
    'to-work': { volume: 0.28, waves: toWork },
    'from-work': { volume: 0.28, waves: fromWork },
    errands: { volume: 1.15, waves: leisure },
    freight: { volume: 0.35, waves: freight },
    through: { volume: 0.95, waves: leisure },
  },
  sunday: {
    'to-work': { volume: 0.15, waves: toWork },
    'from-work': { volume: 0.15, waves: fromWork },
    errands: { volume: 0.92, waves: leisure },
    freight: { volume: 0.12, waves: freight },
    through: {
      volume: 0.95,
      waves: [
        [0.4, 12, 2.4],
        [0.5, 18.6, 2.1],
        [0.1, 22, 1.5],
      ],
    },
  },
};

/** Without school, some stay at home and nobody brings children. */
const schoolFree: Readonly<Record<Purpose, number>> = {
  'to-work': 0.9,
  'from-work': 0.92,
  errands: 0.97,
  freight: 0.98,
  through: 1.05,
};

/**
 * Share of an ordinary working day's trips of each purpose that start in an hour at that time, an hour.
 *
 * @param hour hours of the civil day, fractions included
 * @param into where it is written, one for each purpose
 */
export function tripShares(
  day: Pick<Day, 'weekday' | 'holiday' | 'isSchoolDay'>,
  hour: number,
  into: Float64Array,
): Float64Array {
  const kind = kindOf(day);
  for (const [index, purpose] of purposes.entries()) {
    const { volume, waves } = profiles[kind][purpose];
    let share = evenShare / 24;
    for (const [weight, centre, spread] of waves) {
      const away = Math.abs(hour - centre);
      const distance = Math.min(away, 24 - away) / spread;
      share +=
        ((1 - evenShare) * weight * Math.exp(-0.5 * distance * distance)) / (spread * Math.sqrt(2 * Math.PI));
    }
    const isWorking = kind === 'working' || kind === 'friday';
    into[index] = share * volume * (isWorking && !day.isSchoolDay ? schoolFree[purpose] : 1);
  }
  return into;
}

function kindOf(day: Pick<Day, 'weekday' | 'holiday'>): DayKind {
  if (day.holiday !== null || day.weekday === 6) return 'sunday';
  if (day.weekday === 5) return 'saturday';
  return day.weekday === 4 ? 'friday' : 'working';
}
