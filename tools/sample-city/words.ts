/**
 * The words of the sample city: what its parts hand to one another. Lengths are metres, times are epoch milliseconds (UTC),
 * speeds km/h, flows vehicles an hour, loads kW, temperatures °C. Points are metres east and north of the city's centre.
 */

/** What is generated. The same scenario gives the same content on every machine. */
export interface Scenario {
  readonly seed: number;
  /** Detectors wanted; the city grows with them. 320 is the city that is shipped. */
  readonly sensors: number;
  /** Days of five-minute traffic, ending at `until`. */
  readonly days: number;
  /** Days of hourly energy, safety and weather, ending at `until`. */
  readonly hourlyDays: number;
  /** End of the data; a whole five minutes. */
  readonly until: number;
  /** Causes that are left out of the world: the truth of a cause is the run with it minus the run without it. */
  readonly without: ReadonlySet<CauseKind>;
  /** Test case: incidents are reported the less, the poorer the district; nothing else changes. */
  readonly reportingBias: boolean;
  /** What sets the city apart from the kind that is shipped; left out: nothing. */
  readonly character?: CityCharacter;
}

/** How a city differs in shape and demand from the kind that is shipped. */
export interface CityCharacter {
  /** Motorway rings around the centre. */
  readonly rings: number;
  /** Its radius over that of the shipped kind with as many detectors. */
  readonly spread: number;
  /** Trips over as many as its roads just carry. */
  readonly trips: number;
  /** How much later in the day people travel, hours. */
  readonly hoursLater: number;
}

/** The civil time of the city, with daylight saving. */
export const cityZone = 'Europe/Lisbon';

/** Where the made-up island lies: open sea, so that no real coast contradicts it. Degrees. */
export const cityCentre = { latitude: 44.05, longitude: -12.04 } as const;

export type Point = readonly [east: number, north: number];

/** A name in both languages of the console. */
export interface Name {
  readonly en: string;
  readonly zh: string;
}

// --- The city -------------------------------------------------------------------------------------------------------------

export const roadClasses = ['motorway', 'ramp', 'arterial', 'collector', 'street'] as const;
export type RoadClass = (typeof roadClasses)[number];

export interface Junction {
  readonly point: Point;
  readonly isSignalled: boolean;
}

/** One carriageway between two junctions, in its direction of travel. Streets are drawn but carry no simulated traffic. */
export interface Road {
  /** Stable, such as `RN-07-N`. */
  readonly key: string;
  readonly name: Name;
  readonly roadClass: RoadClass;
  /** Indices of junctions. */
  readonly from: number;
  readonly to: number;
  readonly lanes: number;
  readonly lengthMetres: number;
  readonly freeSpeedKmh: number;
  /** Share of time that the signal at its end gives it; 1 without a signal. */
  readonly greenShare: number;
  /** From the first junction to the last; carriageways of one street share the street's middle line. */
  readonly line: readonly Point[];
  readonly structure: 'ground' | 'bridge' | 'tunnel';
  /** Index of the carriageway in the other direction, or null. */
  readonly opposite: number | null;
  /** Index of the district that its middle lies in. */
  readonly district: number;
}

export interface Detector {
  /** Stable, such as `RN-042`. */
  readonly key: string;
  readonly name: Name;
  /** Index of its road and how far along it stands. */
  readonly road: number;
  readonly atMetres: number;
  /** Detectors of one roadside cabinet fail together. */
  readonly cabinet: string;
}

export const landUses = ['homes', 'offices', 'shops', 'industry', 'nightlife', 'park'] as const;
export type LandUse = (typeof landUses)[number];

export interface District {
  readonly key: string;
  readonly name: Name;
  /** A ring; the last point is not the first. */
  readonly outline: readonly Point[];
  /** Shares that sum to one. */
  readonly landUse: Readonly<Record<LandUse, number>>;
  readonly residents: number;
  readonly jobs: number;
  /** As a census has it. Nothing in the generator is driven by it but the reporting bias, where that is switched on. */
  readonly census: {
    readonly medianIncome: number;
    readonly under18: number;
    readonly over65: number;
    readonly carsPerHousehold: number;
  };
}

/** Where trips begin and end. */
export interface TrafficZone {
  readonly key: string;
  readonly district: number;
  readonly centre: Point;
  /** Indices of the junctions through which its trips enter and leave the simulated roads. */
  readonly junctions: readonly number[];
  readonly residents: number;
  readonly jobs: number;
  /** Gates are where the motorways leave the map: they stand for everything outside. */
  readonly isGate: boolean;
}

export const siteKinds = [
  'arena',
  'port',
  'hospital',
  'school',
  'police',
  'fire-station',
  'university',
  'station',
  'town-hall',
  'substation',
] as const;
export type SiteKind = (typeof siteKinds)[number];

export interface Site {
  readonly key: string;
  readonly kind: SiteKind;
  readonly name: Name;
  readonly point: Point;
  readonly district: number;
}

/** A zone of the electricity network: fed by one substation through a few feeders. */
export interface EnergyZone {
  readonly key: string;
  readonly name: Name;
  readonly district: number;
  readonly outline: readonly Point[];
  /** Index of a site of kind `substation`. */
  readonly substation: number;
}

export interface Feeder {
  readonly key: string;
  readonly name: Name;
  /** Index of its energy zone. */
  readonly zone: number;
  /** From the substation into its zone. */
  readonly line: readonly Point[];
  /** Yearly mean load by type of building. */
  readonly homesKw: number;
  readonly officesKw: number;
  readonly shopsKw: number;
  readonly industryKw: number;
  /** Peak of what its roofs make in full sun, and of the chargers on it. */
  readonly solarKw: number;
  readonly chargersKw: number;
  /** What it may carry for long. */
  readonly ratingKw: number;
}

export interface Railway {
  readonly key: string;
  readonly name: Name;
  readonly kind: 'rail' | 'metro';
  readonly line: readonly Point[];
  /** Names and places of its stops. */
  readonly stops: readonly { readonly name: Name; readonly point: Point }[];
}

/** What is drawn and nothing else: areas and lines of the ground. */
export interface Ground {
  /** Rings of the island's coast. */
  readonly land: readonly (readonly Point[])[];
  /** Rings of harbour basins, lakes and the river, on top of the land. */
  readonly water: readonly (readonly Point[])[];
  readonly areas: readonly {
    readonly kind: 'park' | 'wood' | 'industry' | 'docks' | 'built' | 'campus' | 'beach' | 'cemetery';
    readonly name: Name | null;
    readonly ring: readonly Point[];
  }[];
  readonly buildings: readonly { readonly ring: readonly Point[]; readonly floors: number }[];
  /** Names on the map that belong to nothing else: the sea, the river, hills, bridges. */
  readonly labels: readonly {
    readonly kind: 'sea' | 'river' | 'park' | 'hill';
    readonly name: Name;
    readonly point: Point;
  }[];
}

export interface City {
  readonly name: Name;
  readonly junctions: readonly Junction[];
  readonly roads: readonly Road[];
  readonly detectors: readonly Detector[];
  readonly districts: readonly District[];
  readonly trafficZones: readonly TrafficZone[];
  readonly sites: readonly Site[];
  readonly energyZones: readonly EnergyZone[];
  readonly feeders: readonly Feeder[];
  readonly railways: readonly Railway[];
  readonly ground: Ground;
}

// --- Time, weather, calendar ----------------------------------------------------------------------------------------------

export interface Day {
  /** Civil date of the city, `YYYY-MM-DD`. */
  readonly date: string;
  readonly startsAt: number;
  readonly endsAt: number;
  /** 0 Monday to 6 Sunday. */
  readonly weekday: number;
  readonly holiday: Name | null;
  readonly isSchoolDay: boolean;
}

export interface CityEvent {
  readonly key: string;
  readonly name: Name;
  readonly kind: 'match' | 'concert' | 'fair' | 'festival';
  /** Index of its site. */
  readonly site: number;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly visitors: number;
}

export interface Calendar {
  readonly days: readonly Day[];
  readonly events: readonly CityEvent[];
}

export interface WeatherHour {
  readonly at: number;
  readonly temperatureCelsius: number;
  /** Millimetres in this hour. */
  readonly rainMillimetres: number;
  readonly windMetresPerSecond: number;
  /** Fog below 1,000. */
  readonly visibilityMetres: number;
  readonly irradianceWattsPerSquareMetre: number;
  /** 0 day to 1 night, through twilight. */
  readonly darkness: number;
}

export interface WeatherForecast {
  readonly issuedAt: number;
  /** The next 48 hours. */
  readonly hours: readonly WeatherHour[];
}

export interface Weather {
  /** From the first hour of the hourly days to 48 hours after `until`. */
  readonly hours: readonly WeatherHour[];
  /** Every six hours. */
  readonly forecasts: readonly WeatherForecast[];
}

// --- Causes, and what they do ---------------------------------------------------------------------------------------------

export const causeKinds = ['rain', 'fog', 'collision', 'event', 'roadworks', 'heat', 'outage'] as const;
export type CauseKind = (typeof causeKinds)[number];

/** Something that happens and, but for decoys, does something. */
export interface Cause {
  readonly key: string;
  readonly kind: CauseKind;
  readonly startsAt: number;
  readonly endsAt: number;
  /** Where: index of a road and how far along, of a site, or of a feeder; none for what is everywhere. */
  readonly at:
    | { readonly kind: 'road'; readonly road: number; readonly atMetres: number }
    | { readonly kind: 'site'; readonly site: number }
    | { readonly kind: 'feeder'; readonly feeder: number }
    | { readonly kind: 'everywhere' };
  /** Share of lanes it closes (collision, roadworks), mm/h (rain), visitors (event), °C above the norm (heat), kW (outage). */
  readonly size: number;
  /** When the control room's log has it: after the start where it is reported late, null where never. */
  readonly reportedAt: number | null;
  /** What looks like a cause and is none. */
  readonly decoy: 'other-carriageway' | 'no-effect' | null;
}

/** What one cause did to one detector (speed) or feeder (load) in one interval: with it minus without it. */
export interface Effect {
  readonly cause: string;
  /** Key of the detector or feeder. */
  readonly place: string;
  readonly at: number;
  readonly metric: 'speed' | 'load';
  /** km/h or kW; with several causes at once its Shapley share. */
  readonly effect: number;
}

export const incidentKinds = ['collision', 'fire', 'medical', 'theft', 'disorder'] as const;
export type IncidentKind = (typeof incidentKinds)[number];

export interface Incident {
  readonly key: string;
  readonly kind: IncidentKind;
  readonly happenedAt: number;
  readonly point: Point;
  readonly district: number;
  /** For collisions: the road and how far along. */
  readonly road: { readonly index: number; readonly atMetres: number } | null;
  /** Who told: as every real log has to say. */
  readonly source: 'public' | 'officers' | 'sensor';
  /** Null where nobody ever reported it. */
  readonly reportedAt: number | null;
  /** Null where nobody was sent. */
  readonly arrivedAt: number | null;
  readonly severity: 1 | 2 | 3;
}

// --- What comes out -------------------------------------------------------------------------------------------------------

/** Values of some places over time; `values[place * steps + step]`, NaN where nothing came. */
export interface Grid {
  readonly start: number;
  readonly stepSeconds: number;
  readonly steps: number;
  readonly values: Float32Array;
}

/** What the detectors say, noise and faults included, in the order of `City.detectors`. */
export interface TrafficReadings {
  /** km/h, tenths. */
  readonly speed: Grid;
  /** veh/h, multiples of 12. */
  readonly flow: Grid;
  /** %, tenths. */
  readonly occupancy: Grid;
}

/** How the detectors failed, for checks; never for models. */
export interface Fault {
  readonly detector: number;
  readonly kind: 'gap' | 'outage' | 'cabinet' | 'stuck' | 'dead';
  readonly startsAt: number;
  readonly endsAt: number;
}

export interface EnergyReadings {
  /** Hourly mean load of each feeder, kW, in the order of `City.feeders`. */
  readonly feeders: Grid;
  /** 15-minute mean load of each substation, kW, in the order of the sites of that kind. */
  readonly substations: Grid;
}

/** Everything that one scenario gives. */
export interface World {
  readonly scenario: Scenario;
  readonly city: City;
  readonly calendar: Calendar;
  readonly weather: Weather;
  readonly causes: readonly Cause[];
  readonly incidents: readonly Incident[];
  readonly traffic: TrafficReadings;
  readonly faults: readonly Fault[];
  readonly energy: EnergyReadings;
}
