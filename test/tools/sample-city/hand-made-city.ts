import {
  type City,
  type District,
  type EnergyZone,
  type Feeder,
  type Point,
  type Road,
  type RoadClass,
  type Scenario,
  type Site,
  type SiteKind,
} from '../../../tools/sample-city/words.ts';

/** The shipped scenario but for its length, unless something else is said. */
export function scenarioOf(changes: Partial<Scenario> = {}): Scenario {
  return {
    seed: 20260618,
    sensors: 320,
    days: 1,
    hourlyDays: 28,
    until: Date.UTC(2026, 5, 18, 16, 5),
    without: new Set(),
    reportingBias: false,
    ...changes,
  };
}

const side = 2_000;
const block = 250;

/**
 * Nine square districts of 2 km, three by three: a centre of offices and nightlife, an industrial east, homes around; streets every
 * 250 m, arterials every 2 km and a motorway ring 1 km outside.
 */
export function handMadeCity(): City {
  const districts = [0, 1, 2].flatMap((row) => [0, 1, 2].map((column) => district(row, column)));
  const sites = sitesOf(districts);
  const energyZones = districts.map((_, index) => zoneOf(index, districts, sites));
  return {
    name: { en: 'Nine Squares', zh: '九宫' },
    junctions: [],
    roads: roadsOf(),
    detectors: [],
    districts,
    trafficZones: [],
    sites,
    energyZones,
    feeders: energyZones.flatMap((_, zone) => [0, 1, 2].map((number) => feederOf(zone, number))),
    railways: [],
    ground: { land: [], water: [], areas: [], buildings: [], labels: [] },
  };
}

function district(row: number, column: number): District {
  const index = row * 3 + column;
  const [west, south] = [(column - 1.5) * side, (row - 1.5) * side];
  const landUse =
    index === 4
      ? { homes: 0.25, offices: 0.3, shops: 0.2, industry: 0, nightlife: 0.2, park: 0.05 }
      : column === 2
        ? { homes: 0.3, offices: 0.05, shops: 0.05, industry: 0.5, nightlife: 0, park: 0.1 }
        : { homes: 0.7, offices: 0.08, shops: 0.08, industry: 0.02, nightlife: 0.02, park: 0.1 };
  return {
    key: `D${index}`,
    name: { en: `Square ${index}`, zh: `第${index}格` },
    outline: [
      [west, south],
      [west + side, south],
      [west + side, south + side],
      [west, south + side],
    ],
    landUse,
    residents: 66_000,
    jobs: index === 4 ? 90_000 : 25_000,
    census: {
      medianIncome: 18_000 + 3_000 * index,
      under18: 0.1 + 0.02 * index,
      over65: 0.2 - 0.01 * index,
      carsPerHousehold: 0.4 + 0.1 * index,
    },
  };
}

function sitesOf(districts: readonly District[]): readonly Site[] {
  const site = (kind: SiteKind, number: number, east: number, north: number): Site => ({
    key: `${kind}-${number}`,
    kind,
    name: { en: kind, zh: kind },
    point: [east, north],
    district: Math.min(
      districts.length - 1,
      Math.floor(north / side + 1.5) * 3 + Math.floor(east / side + 1.5),
    ),
  });
  return [
    site('arena', 0, 1_900, -400),
    site('port', 0, 0, -2_500),
    site('town-hall', 0, 100, 100),
    site('hospital', 0, -600, 300),
    site('hospital', 1, 2_000, 2_000),
    site('police', 0, 300, -300),
    site('police', 1, -2_100, -1_900),
    site('fire-station', 0, 500, 900),
    site('fire-station', 1, -1_900, 1_800),
    site('substation', 0, -1_000, 0),
    site('substation', 1, 1_500, 0),
  ];
}

function zoneOf(index: number, districts: readonly District[], sites: readonly Site[]): EnergyZone {
  const wanted = `substation-${index % 3 === 2 ? 1 : 0}`;
  return {
    key: `Z${index}`,
    name: { en: `Zone ${index}`, zh: `第${index}区` },
    district: index,
    outline: districts[index]?.outline ?? [],
    substation: sites.findIndex(({ key }) => key === wanted),
  };
}

/** Three of each zone: one of homes, one mixed, one of works or offices. */
function feederOf(zone: number, number: number): Feeder {
  const [column, row] = [zone % 3, Math.floor(zone / 3)];
  const [east, north] = [(column - 1) * side, (row - 1) * side];
  const mean = { homes: [3_800, 1_800, 300], offices: [150, 1_200, 2_600], shops: [250, 900, 900] };
  const isWorks = number === 2 && column === 2;
  const kw = {
    homesKw: mean.homes[number] ?? 0,
    officesKw: isWorks ? 300 : (mean.offices[number] ?? 0),
    shopsKw: isWorks ? 200 : (mean.shops[number] ?? 0),
    industryKw: isWorks ? 3_500 : 100,
  };
  return {
    key: `F${zone}${number}`,
    name: { en: `Feeder ${zone}${number}`, zh: `馈线${zone}${number}` },
    zone,
    line: [
      [east - 400, north],
      [east + 600 * (number - 1), north + 500],
    ],
    ...kw,
    solarKw: number === 0 ? 2_500 : 800,
    chargersKw: number === 2 ? 200 : 700,
    ratingKw: 1.95 * (kw.homesKw + kw.officesKw + kw.shopsKw + kw.industryKw),
  };
}

function roadsOf(): readonly Road[] {
  const roads: Road[] = [];
  const add = (roadClass: RoadClass, key: string, from: Point, to: Point): void => {
    const isMotorway = roadClass === 'motorway';
    const isArterial = roadClass === 'arterial';
    roads.push({
      key,
      name: { en: key, zh: key },
      roadClass,
      from: 0,
      to: 0,
      lanes: isMotorway ? 3 : isArterial ? 2 : 1,
      lengthMetres: Math.hypot(to[0] - from[0], to[1] - from[1]),
      freeSpeedKmh: isMotorway ? 100 : 50,
      greenShare: isArterial ? 0.5 : 1,
      line: [from, to],
      structure: 'ground',
      opposite: isMotorway || isArterial ? roads.length + (key.endsWith('-B') ? -1 : 1) : null,
      district: Math.max(0, Math.min(8, squareOf(from, to))),
    });
  };
  const half = 1.5 * side;
  for (let offset = -half; offset <= half; offset += block)
    for (let along = -half; along < half; along += block) {
      add('street', `S-${offset}-${along}-E`, [along, offset], [along + block, offset]);
      add('street', `S-${offset}-${along}-N`, [offset, along], [offset, along + block]);
    }
  for (let offset = -half; offset <= half; offset += side)
    for (let along = -half; along < half; along += side) {
      add('arterial', `A-${offset}-${along}-E-A`, [along, offset], [along + side, offset]);
      add('arterial', `A-${offset}-${along}-E-B`, [along + side, offset], [along, offset]);
      add('arterial', `A-${offset}-${along}-N-A`, [offset, along], [offset, along + side]);
      add('arterial', `A-${offset}-${along}-N-B`, [offset, along + side], [offset, along]);
    }
  const corners = Array.from({ length: 16 }, (_, index): Point => {
    const angle = (index / 16) * 2 * Math.PI;
    return [(half + 1_000) * Math.cos(angle), (half + 1_000) * Math.sin(angle)];
  });
  for (const [index, corner] of corners.entries()) {
    const next = corners[(index + 1) % corners.length] ?? corner;
    add('motorway', `M-${index}-A`, corner, next);
    add('motorway', `M-${index}-B`, next, corner);
  }
  return roads;
}

function squareOf(from: Point, to: Point): number {
  const place = (coordinate: number): number => Math.max(0, Math.min(2, Math.floor(coordinate / side + 1.5)));
  return place((from[1] + to[1]) / 2) * 3 + place((from[0] + to[0]) / 2);
}
