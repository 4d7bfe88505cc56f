import { dayText, unrecordedDays } from './unrecorded-days.ts';

/** What is checked of an incident. */
export interface CheckedIncident {
  readonly id: string;
  readonly category: string;
  /** Epoch milliseconds of the local clock, as if it were UTC. */
  readonly localTime: number;
  readonly latitude: number;
  readonly longitude: number;
}

/** What looks wrong about a list of incidents. */
export type IncidentFault =
  | 'coordinates-swapped'
  | 'coordinates-zero'
  | 'coordinates-projected'
  | 'category-unknown'
  | 'duplicates-with-other-ids'
  | 'all-at-midnight'
  | 'heaped-on-full-hours'
  | 'days-unrecorded';

/** A fault, how many incidents (or silences) have it, and the first of them. */
export interface FoundFault {
  readonly fault: IncidentFault;
  readonly count: number;
  readonly first: string;
}

/** What is known beside the list. */
export interface CheckContext {
  /** Where the city is; without it, where most incidents are. */
  readonly city?: { readonly latitude: number; readonly longitude: number } | undefined;
  readonly knownCategories: readonly string[];
}

type Check = (incidents: readonly CheckedIncident[], context: CheckContext) => FoundFault | null;

/** Degrees around the city. */
const cityReach = 2;
const dayMilliseconds = 86_400_000;
const hourMilliseconds = 3_600_000;
/** Shares of incidents from which their times are not believed. */
const midnightShare = 0.9;
const fullHourShare = 0.2;
/** Of so few their times say nothing. */
const leastJudged = 30;

/** Looks for what is often wrong with incidents. Nothing is changed. */
export function checkIncidents(incidents: readonly CheckedIncident[], context: CheckContext): FoundFault[] {
  const checks: readonly Check[] = [
    zero,
    projected,
    swapped,
    unknownCategory,
    duplicates,
    midnight,
    heaped,
    unrecorded,
  ];
  return checks.flatMap((check) => check(incidents, context) ?? []);
}

function found(fault: IncidentFault, faulty: readonly CheckedIncident[]): FoundFault | null {
  const [first] = faulty;
  return first === undefined ? null : { fault, count: faulty.length, first: first.id };
}

const isZero = ({ latitude, longitude }: CheckedIncident): boolean =>
  Math.abs(latitude) < 1e-3 && Math.abs(longitude) < 1e-3;
/** Metres of a projection are far beyond any angle. */
const isProjected = ({ latitude, longitude }: CheckedIncident): boolean =>
  Math.abs(latitude) > 360 || Math.abs(longitude) > 360;

const zero: Check = (incidents) => found('coordinates-zero', incidents.filter(isZero));
const projected: Check = (incidents) => found('coordinates-projected', incidents.filter(isProjected));

const swapped: Check = (incidents, { city }) => {
  const angles = incidents.filter((incident) => !isZero(incident) && !isProjected(incident));
  const where = city ?? {
    latitude: median(angles.map(({ latitude }) => latitude)),
    longitude: median(angles.map(({ longitude }) => longitude)),
  };
  const isNear = (latitude: number, longitude: number): boolean =>
    Math.abs(latitude - where.latitude) < cityReach && Math.abs(longitude - where.longitude) < cityReach;
  return found(
    'coordinates-swapped',
    angles.filter(({ latitude, longitude }) =>
      Math.abs(where.latitude) > 90
        ? isNear(latitude, longitude)
        : !isNear(latitude, longitude) && isNear(longitude, latitude),
    ),
  );
};

const unknownCategory: Check = (incidents, { knownCategories }) =>
  found(
    'category-unknown',
    incidents.filter(({ category }) => !knownCategories.includes(category)),
  );

const duplicates: Check = (incidents) => {
  const seen = new Map<string, string>();
  return found(
    'duplicates-with-other-ids',
    incidents.filter(({ id, category, localTime, latitude, longitude }) => {
      const key = [category, localTime, latitude.toFixed(5), longitude.toFixed(5)].join(' ');
      const other = seen.get(key);
      if (other === undefined) seen.set(key, id);
      return other !== undefined && other !== id;
    }),
  );
};

const midnight: Check = (incidents) => {
  const faulty = incidents.filter(({ localTime }) => localTime % dayMilliseconds === 0);
  return isMost(faulty, incidents, midnightShare) ? found('all-at-midnight', faulty) : null;
};

const heaped: Check = (incidents) => {
  const faulty = incidents.filter(({ localTime }) => localTime % hourMilliseconds < 60_000);
  return isMost(faulty, incidents, fullHourShare) ? found('heaped-on-full-hours', faulty) : null;
};

function isMost(faulty: readonly unknown[], all: readonly unknown[], share: number): boolean {
  return all.length >= leastJudged && faulty.length >= share * all.length;
}

const unrecorded: Check = (incidents) => {
  const silences = unrecordedDays(incidents.map(({ localTime }) => localTime));
  const [first] = silences;
  return first === undefined
    ? null
    : {
        fault: 'days-unrecorded',
        count: silences.length,
        first: `${dayText(first.from)} – ${dayText(first.to - 1)}`,
      };
};

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
