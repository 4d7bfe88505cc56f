import { type DayKind } from '../calendar/city-clock.ts';

export const buildingTypes = ['homes', 'offices', 'shops', 'industry'] as const;
export type BuildingType = (typeof buildingTypes)[number];

type Profile = readonly number[];

/**
 * What is used at each full hour of the clock, before temperature and darkness, in any unit: shapes as in standard load profiles,
 * such as those of Germany's electricity industry (VDEW 1999: H0 homes, G1 offices, G4 shops, G3 works in shifts).
 */
const profiles: Readonly<Record<BuildingType, Readonly<Record<DayKind, Profile>>>> = {
  homes: {
    working: [
      70, 61, 56, 54, 54, 59, 76, 98, 100, 91, 87, 88, 95, 98, 91, 88, 92, 104, 124, 142, 151, 146, 124, 94,
    ],
    saturday: [
      78, 67, 60, 56, 55, 56, 62, 76, 96, 110, 116, 118, 122, 122, 112, 104, 102, 110, 126, 140, 146, 140,
      121, 98,
    ],
    sunday: [
      80, 69, 61, 57, 55, 55, 58, 68, 86, 104, 116, 124, 132, 128, 112, 101, 99, 108, 126, 142, 148, 140, 118,
      91,
    ],
  },
  offices: {
    working: [
      42, 40, 40, 40, 42, 50, 76, 120, 164, 184, 189, 188, 178, 182, 188, 184, 170, 138, 98, 74, 61, 53, 48,
      44,
    ],
    saturday: [
      41, 39, 39, 39, 40, 42, 46, 52, 60, 66, 68, 68, 66, 64, 62, 60, 57, 54, 51, 48, 46, 44, 42, 41,
    ],
    sunday: [40, 38, 38, 38, 39, 40, 41, 43, 45, 47, 48, 48, 48, 48, 47, 47, 46, 46, 46, 45, 44, 43, 42, 41],
  },
  shops: {
    working: [
      50, 48, 46, 46, 48, 54, 66, 82, 106, 134, 146, 150, 150, 150, 148, 148, 152, 156, 154, 140, 112, 86, 66,
      56,
    ],
    saturday: [
      54, 50, 48, 47, 48, 54, 66, 84, 112, 144, 158, 162, 160, 158, 156, 154, 152, 150, 142, 126, 106, 90, 76,
      64,
    ],
    sunday: [
      52, 48, 46, 45, 46, 48, 54, 62, 74, 88, 98, 102, 104, 102, 100, 98, 98, 98, 96, 90, 82, 72, 62, 55,
    ],
  },
  industry: {
    working: [
      84, 82, 82, 82, 84, 92, 108, 120, 126, 128, 128, 126, 120, 124, 126, 124, 118, 110, 102, 98, 96, 94, 90,
      86,
    ],
    saturday: [
      82, 80, 80, 79, 80, 82, 84, 86, 88, 89, 89, 88, 86, 85, 84, 83, 81, 80, 78, 77, 76, 75, 74, 73,
    ],
    sunday: [70, 69, 68, 68, 68, 68, 69, 69, 70, 71, 71, 71, 71, 70, 70, 70, 70, 70, 71, 71, 72, 73, 75, 77],
  },
};

/** Share of the chargers that charge: most when people are home, a part delayed to the cheap hours of the night. */
const charging: Profile = [
  0.42, 0.38, 0.3, 0.22, 0.15, 0.1, 0.06, 0.05, 0.06, 0.08, 0.09, 0.09, 0.1, 0.1, 0.11, 0.13, 0.18, 0.28,
  0.39, 0.45, 0.46, 0.45, 0.44, 0.46,
];

/** How many people are there and awake, 0 to 1: with whom lamps, heaters and coolers run. */
const presence: Readonly<Record<BuildingType, Profile>> = {
  homes: [
    0.45, 0.35, 0.3, 0.3, 0.3, 0.4, 0.65, 0.75, 0.65, 0.55, 0.55, 0.55, 0.6, 0.65, 0.65, 0.65, 0.7, 0.8, 0.9,
    1, 1, 1, 0.9, 0.65,
  ],
  offices: [
    0.15, 0.15, 0.15, 0.15, 0.2, 0.3, 0.55, 0.85, 1, 1, 1, 1, 1, 1, 1, 1, 0.95, 0.75, 0.45, 0.3, 0.2, 0.15,
    0.15, 0.15,
  ],
  shops: [
    0.2, 0.2, 0.2, 0.2, 0.2, 0.25, 0.35, 0.5, 0.75, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0.9, 0.65, 0.4, 0.25, 0.2,
  ],
  industry: [
    0.7, 0.7, 0.7, 0.7, 0.7, 0.75, 0.9, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0.95, 0.9, 0.85, 0.8, 0.8, 0.75, 0.7, 0.7,
  ],
};

/** Share of a working day's people who are there on other days. */
const presenceByDay: Readonly<Record<BuildingType, Readonly<Record<DayKind, number>>>> = {
  homes: { working: 1, saturday: 1.1, sunday: 1.12 },
  offices: { working: 1, saturday: 0.3, sunday: 0.2 },
  shops: { working: 1, saturday: 1, sunday: 0.6 },
  industry: { working: 1, saturday: 0.7, sunday: 0.55 },
};

/** Share of the yearly mean that is neither heating nor cooling nor light. */
const steadyShare = 0.86;
/** Share of the yearly mean that lamps take at night, everybody present. */
const lighting: Readonly<Record<BuildingType, number>> = {
  homes: 0.2,
  offices: 0.1,
  shops: 0.12,
  industry: 0.06,
};

/** What machines, kitchens and lamps take as a share of the yearly mean, whatever the temperature. */
export function useAt(type: BuildingType, kind: DayKind, minuteOfDay: number, darkness: number): number {
  return (
    (steadyShare * between(profiles[type][kind], minuteOfDay)) / weeklyMeans[type] +
    lighting[type] * darkness * presenceAt(type, kind, minuteOfDay)
  );
}

/** See `presence`; 1 at a working day's fullest. */
export function presenceAt(type: BuildingType, kind: DayKind, minuteOfDay: number): number {
  return between(presence[type], minuteOfDay) * presenceByDay[type][kind];
}

/** Share of the chargers' peak, 0 to 1. */
export function chargingAt(kind: DayKind, minuteOfDay: number): number {
  return between(charging, minuteOfDay) * (kind === 'working' ? 1 : 0.85);
}

/** Straight lines between full hours, around midnight too. */
function between(profile: Profile, minuteOfDay: number): number {
  const hour = Math.floor(minuteOfDay / 60);
  const share = minuteOfDay / 60 - hour;
  return (profile[hour % 24] ?? 0) * (1 - share) + (profile[(hour + 1) % 24] ?? 0) * share;
}

const weeklyMeans = Object.fromEntries(
  buildingTypes.map((type) => {
    const sum = (kind: DayKind): number => profiles[type][kind].reduce((total, value) => total + value, 0);
    return [type, (5 * sum('working') + sum('saturday') + sum('sunday')) / (7 * 24)];
  }),
) as Readonly<Record<BuildingType, number>>;
