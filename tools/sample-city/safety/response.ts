import { dayMilliseconds, hourMilliseconds, minuteMilliseconds } from '../calendar/span.ts';
import { logNormal } from '../draws.ts';
import { streamOf } from '../random.ts';
import { type City, type IncidentKind, type Point, type SiteKind } from '../words.ts';
import { type Exposure } from './collisions.ts';

/** Who comes. */
const sentFrom: Readonly<Record<IncidentKind, SiteKind>> = {
  collision: 'police',
  fire: 'fire-station',
  medical: 'hospital',
  theft: 'police',
  disorder: 'police',
};
/** Minutes from the report to the wheels turning, in the median, by severity 1 to 3; thefts wait longest. */
const dispatchMinutes: Readonly<Record<IncidentKind, readonly [number, number, number]>> = {
  collision: [4, 2.2, 1.5],
  fire: [2, 1.7, 1.5],
  medical: [4, 2, 1.3],
  theft: [28, 14, 6],
  disorder: [9, 4, 2],
};
/** Km/h with lights on empty streets, what full ones take of it, and how much longer streets are than the crow flies. */
const [freeSpeed, slowing, detour] = [46, 0.42, 1.35];
const roadsAsked = 48;

/** Times of arrival: by distance from the nearest station that fits, the traffic of the hour, and luck. */
export class Responders {
  readonly #seed: number;
  readonly #stations: ReadonlyMap<SiteKind, readonly Point[]>;
  readonly #fullness: (at: number) => number;

  constructor(seed: number, city: City, exposure: Exposure) {
    this.#seed = seed;
    this.#stations = new Map(
      Object.values(sentFrom).map((wanted) => [
        wanted,
        city.sites.filter(({ kind }) => kind === wanted).map(({ point }) => point),
      ]),
    );
    this.#fullness = fullnessOf(city, exposure);
  }

  /** When help arrives that is sent at a report; null in a city without a station that fits. */
  arrivalAt(
    key: string,
    kind: IncidentKind,
    severity: 1 | 2 | 3,
    point: Point,
    reportedAt: number,
  ): number | null {
    const stations = this.#stations.get(sentFrom[kind]) ?? [];
    if (stations.length === 0) return null;
    const metres = Math.min(
      ...stations.map(([east, north]) => Math.hypot(east - point[0], north - point[1])),
    );
    const random = streamOf(this.#seed, 'safety', 'response', key);
    const dispatch = logNormal(random, dispatchMinutes[kind][severity - 1] ?? 5, 0.45);
    const speed = freeSpeed * (1 - slowing * this.#fullness(reportedAt));
    const travel = ((metres + 150) * detour * 0.06) / speed;
    const minutes = dispatch + travel * logNormal(random, 1, 0.25);
    return reportedAt + Math.round(minutes * 60) * (minuteMilliseconds / 60);
  }
}

/** How full the main roads are, 0 to 1: their traffic of the hour against the fullest hour of that day. */
function fullnessOf(city: City, exposure: Exposure): (at: number) => number {
  const main = city.roads.flatMap(({ roadClass }, index) => (roadClass === 'arterial' ? [index] : []));
  const step = Math.max(1, Math.floor(main.length / roadsAsked));
  const asked = main.filter((_, index) => index % step === 0);
  const byDay = new Map<number, Float64Array>();
  const ofDay = (day: number): Float64Array => {
    const flows = Float64Array.from({ length: 24 }, (_, hour) =>
      asked.reduce(
        (sum, road) =>
          sum + exposure.vehiclesPerHour(road, day * dayMilliseconds + (hour + 0.5) * hourMilliseconds),
        0,
      ),
    );
    const most = Math.max(...flows, 1e-9);
    return flows.map((flow) => (flow / most) ** 2);
  };
  return (at) => {
    const day = Math.floor(at / dayMilliseconds);
    const flows = byDay.get(day) ?? ofDay(day);
    byDay.set(day, flows);
    return flows[Math.floor((at % dayMilliseconds) / hourMilliseconds)] ?? 0;
  };
}
