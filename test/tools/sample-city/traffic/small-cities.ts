import {
  type Calendar,
  type City,
  type Day,
  type Detector,
  type Junction,
  type Point,
  type Road,
  type RoadClass,
  type Scenario,
  type TrafficZone,
  type Weather,
} from '../../../../tools/sample-city/words.ts';

const name = { en: 'Small', zh: '小' };
const hour = 3_600_000;
/** A Monday, midnight in Lisbon in summer. */
export const monday = Date.UTC(2026, 5, 14, 23);

/** Builds a city by hand: junctions by name, roads between them. */
export class CityBuilder {
  readonly #junctions: Junction[] = [];
  readonly #index = new Map<string, number>();
  readonly #roads: Road[] = [];
  readonly #zones: TrafficZone[] = [];
  readonly #detectors: Detector[] = [];

  junction(key: string, point: Point, isSignalled = false): this {
    this.#index.set(key, this.#junctions.length);
    this.#junctions.push({ point, isSignalled });
    return this;
  }

  road(
    from: string,
    to: string,
    roadClass: RoadClass,
    settings: { lanes?: number; metres?: number; speed?: number; green?: number } = {},
  ): this {
    const [start, end] = [this.at(from), this.at(to)];
    const points = [this.#junctions[start]?.point, this.#junctions[end]?.point] as [Point, Point];
    const metres = Math.hypot(points[1][0] - points[0][0], points[1][1] - points[0][1]);
    const speeds = { motorway: 110, ramp: 60, arterial: 60, collector: 50, street: 30 };
    const lanes = { motorway: 3, ramp: 1, arterial: 2, collector: 1, street: 1 };
    const opposite = this.#roads.findIndex((road) => road.from === end && road.to === start);
    const isSignalled = this.#junctions[end]?.isSignalled === true;
    this.#roads.push({
      key: `${from}-${to}`,
      name,
      roadClass,
      from: start,
      to: end,
      lanes: settings.lanes ?? lanes[roadClass],
      lengthMetres: settings.metres ?? metres,
      freeSpeedKmh: settings.speed ?? speeds[roadClass],
      greenShare: settings.green ?? (isSignalled ? 0.45 : 1),
      line: points,
      structure: 'ground',
      opposite: opposite < 0 ? null : opposite,
      district: 0,
    });
    if (opposite >= 0)
      this.#roads[opposite] = { ...(this.#roads[opposite] as Road), opposite: this.#roads.length - 1 };
    return this;
  }

  bothWays(
    one: string,
    other: string,
    roadClass: RoadClass,
    settings: Parameters<CityBuilder['road']>[3] = {},
  ): this {
    return this.road(one, other, roadClass, settings).road(other, one, roadClass, settings);
  }

  zone(key: string, junctions: readonly string[], residents: number, jobs: number, isGate = false): this {
    const indices = junctions.map((junction) => this.at(junction));
    const centre = this.#junctions[indices[0] ?? 0]?.point ?? [0, 0];
    this.#zones.push({ key, district: 0, centre, junctions: indices, residents, jobs, isGate });
    return this;
  }

  /** Detectors every so many metres of all roads of a class. */
  detectors(roadClass: RoadClass, everyMetres: number): this {
    for (const [index, road] of this.#roads.entries()) {
      if (road.roadClass !== roadClass) continue;
      for (let at = Math.min(everyMetres, road.lengthMetres) / 2; at < road.lengthMetres; at += everyMetres)
        this.#detectors.push({
          key: `${road.key}-${Math.round(at)}`,
          name,
          road: index,
          atMetres: at,
          cabinet: `cabinet-${Math.floor(this.#detectors.length / 3)}`,
        });
    }
    return this;
  }

  at(junction: string): number {
    const index = this.#index.get(junction);
    if (index === undefined) throw new Error(`no junction ${junction}`);
    return index;
  }

  roadIndex(key: string): number {
    const index = this.#roads.findIndex((road) => road.key === key);
    if (index < 0) throw new Error(`no road ${key}`);
    return index;
  }

  build(rest: Partial<City> = {}): City {
    return {
      name,
      junctions: this.#junctions,
      roads: this.#roads,
      detectors: this.#detectors,
      districts: [],
      trafficZones: this.#zones,
      sites: [],
      energyZones: [],
      feeders: [],
      railways: [],
      ground: { land: [], water: [], areas: [], buildings: [], labels: [] },
      ...rest,
    };
  }
}

/** A motorway from west to east, 12 km in pieces of one, with a zone at either end. */
export function corridor(lanesOfPiece: (piece: number) => number = () => 3): CityBuilder {
  const builder = new CityBuilder();
  for (let piece = 0; piece <= 12; piece++) builder.junction(`k${piece}`, [piece * 1000, 0]);
  for (let piece = 0; piece < 12; piece++)
    builder.road(`k${piece}`, `k${piece + 1}`, 'motorway', { lanes: lanesOfPiece(piece), speed: 108 });
  return builder
    .zone('west', ['k0'], 40_000, 100)
    .zone('east', ['k12'], 100, 40_000)
    .detectors('motorway', 500);
}

/** A motorway ring with eight interchanges, radials to a centre, homes outside and jobs inside. */
export function ringCity(): CityBuilder {
  const builder = new CityBuilder();
  const places = 8;
  const around = (index: number, metres: number, turn = 0): Point => {
    const angle = ((index + turn) / places) * 2 * Math.PI;
    return [Math.sin(angle) * metres, Math.cos(angle) * metres];
  };
  builder.junction('centre', [0, 0], true);
  for (let index = 0; index < places; index++) {
    builder
      .junction(`inner${index}`, around(index, 1500), true)
      .junction(`foot${index}`, around(index, 4300), true)
      .junction(`outer${index}`, around(index, 5200))
      .junction(`right-off${index}`, around(index, 4400, -0.05))
      .junction(`right-on${index}`, around(index, 4400, 0.05))
      .junction(`left-off${index}`, around(index, 4500, 0.05))
      .junction(`left-on${index}`, around(index, 4500, -0.05));
  }
  for (let index = 0; index < places; index++) {
    const next = (index + 1) % places;
    builder
      .road(`right-off${index}`, `right-on${index}`, 'motorway')
      .road(`right-on${index}`, `right-off${next}`, 'motorway')
      .road(`left-off${index}`, `left-on${index}`, 'motorway')
      .road(`left-on${next}`, `left-off${index}`, 'motorway')
      .road(`right-off${index}`, `foot${index}`, 'ramp', { metres: 350 })
      .road(`foot${index}`, `right-on${index}`, 'ramp', { metres: 350, green: 1 })
      .road(`left-off${index}`, `foot${index}`, 'ramp', { metres: 350 })
      .road(`foot${index}`, `left-on${index}`, 'ramp', { metres: 350, green: 1 })
      .bothWays(`foot${index}`, `inner${index}`, 'arterial')
      .bothWays(`inner${index}`, 'centre', 'arterial')
      .bothWays(`inner${index}`, `inner${next}`, 'collector')
      .bothWays(`outer${index}`, `foot${index}`, 'arterial')
      .zone(`homes${index}`, [`outer${index}`], 60_000, 8_000)
      .zone(`offices${index}`, [`inner${index}`], 12_000, 22_000);
  }
  return builder
    .zone('middle', ['centre'], 5_000, 40_000)
    .detectors('motorway', 900)
    .detectors('arterial', 1200);
}

/** Days from a Monday on. */
export function weeks(days: number, start = monday): Calendar {
  return {
    events: [],
    days: Array.from({ length: days }, (_, index): Day => ({
      date: new Date(start + index * 24 * hour + 12 * hour).toISOString().slice(0, 10),
      startsAt: start + index * 24 * hour,
      endsAt: start + (index + 1) * 24 * hour,
      weekday: index % 7,
      holiday: null,
      isSchoolDay: index % 7 < 5,
    })),
  };
}

/** Dry and clear, light from six to twenty-one. */
export function fairWeather(days: number, start = monday, rain = 0): Weather {
  return {
    forecasts: [],
    hours: Array.from({ length: days * 24 }, (_, index) => ({
      at: start + index * hour,
      temperatureCelsius: 20,
      rainMillimetres: rain,
      windMetresPerSecond: 3,
      visibilityMetres: 20_000,
      irradianceWattsPerSquareMetre: 0,
      darkness: index % 24 < 6 || index % 24 > 20 ? 1 : 0,
    })),
  };
}

export function smallScenario(days: number, start = monday, seed = 7): Scenario {
  return {
    seed,
    sensors: 20,
    days,
    hourlyDays: days,
    until: start + days * 24 * hour,
    without: new Set(),
    reportingBias: false,
  };
}
