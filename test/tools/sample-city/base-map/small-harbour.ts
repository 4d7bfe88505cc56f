import type { City, District, Name, Point, Road, RoadClass } from '../../../../tools/sample-city/words.ts';

const name = (en: string, zh: string): Name => ({ en, zh });

/** Corners of a circle of `steps`, metres. */
function circle([east, north]: Point, radius: number, steps = 48): Point[] {
  return Array.from({ length: steps }, (_, step) => {
    const angle = (step / steps) * 2 * Math.PI;
    return [east + radius * Math.cos(angle), north + radius * Math.sin(angle)] as const;
  });
}

/** A rectangle by two corners, metres. */
function box(west: number, south: number, east: number, north: number): Point[] {
  return [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
  ];
}

const junctions: { point: Point; isSignalled: boolean }[] = [];
const roads: Road[] = [];

/** One street as pieces of both directions through all its points. */
function street(
  roadClass: RoadClass,
  called: Name,
  points: readonly Point[],
  structures: Readonly<Record<number, Road['structure']>> = {},
): void {
  for (const [piece, to] of points.slice(1).entries()) {
    const from = points[piece] ?? to;
    const line = [from, to];
    const ends = line.map((point) => junctions.push({ point, isSignalled: false }) - 1);
    for (const isBack of [false, true]) {
      roads.push({
        key: `${called.en}-${String(piece)}-${isBack ? 'S' : 'N'}`,
        name: called,
        roadClass,
        from: ends[isBack ? 1 : 0] ?? 0,
        to: ends[isBack ? 0 : 1] ?? 0,
        lanes: 2,
        lengthMetres: Math.hypot(to[0] - from[0], to[1] - from[1]),
        freeSpeedKmh: 50,
        greenShare: 1,
        line: isBack ? [...line].reverse() : line,
        structure: structures[piece] ?? 'ground',
        opposite: isBack ? roads.length - 1 : roads.length + 1,
        district: 0,
      });
    }
  }
}

const ring = circle([0, 0], 5200, 40);
street('motorway', name('Ring Motorway', '环城高速'), [...ring, ...ring.slice(0, 1)], {
  9: 'tunnel',
  28: 'bridge',
});
street(
  'arterial',
  name('King Street', '国王街'),
  [-6000, -3000, -1500, 0, 1500, 3000, 6000].map((at) => [at, 300]),
);
street(
  'arterial',
  name('Harbour Road', '港口路'),
  [-5000, -2600, -2200, 0, 2000, 5000].map((at) => [600, at]),
  {
    1: 'bridge',
  },
);
for (let at = -3600; at <= 3600; at += 600) {
  const across = [-3600, -1800, 0, 1800, 3600];
  street(
    'collector',
    name(`${String(at + 3700)} Avenue`, `${String(at + 3700)}号大道`),
    across.map((north) => [at, north]),
  );
}
for (let at = -3450; at <= 3450; at += 150) {
  if (at > -2700 && at < -2100) continue;
  street(
    'street',
    name(`Lane ${String(at)}`, `${String(at)}巷`),
    [-3600, -1200, 1200, 3600].map((east) => [east, at]),
  );
}

function district(key: string, called: Name, outline: readonly Point[]): District {
  return {
    key,
    name: called,
    outline,
    landUse: { homes: 1, offices: 0, shops: 0, industry: 0, nightlife: 0, park: 0 },
    residents: 50_000,
    jobs: 20_000,
    census: { medianIncome: 30_000, under18: 0.2, over65: 0.2, carsPerHousehold: 1 },
  };
}

const buildings = [-3, -2, -1, 0, 1, 2, 3].flatMap((column) =>
  [-1, 0, 1, 2, 3].flatMap((row) =>
    [0, 1, 2, 3].map((plot) => {
      const [west, south] = [column * 600 + 40 + plot * 70, row * 600 + 30 + plot * 20];
      return { ring: box(west, south, west + 45, south + 60), floors: 2 + plot };
    }),
  ),
);

/** A hand-made harbour town of a few streets: everything that a base map draws, each once at least. */
export const smallHarbour: City = {
  name: name('Small Harbour', '小港'),
  junctions,
  roads,
  detectors: [],
  districts: [
    district('old', name('Old Port', '老港'), box(-3600, -3600, 0, 0)),
    district('hill', name('Castle Hill', '城堡山'), box(-3600, 0, 0, 3600)),
    district('park', name('Parkside', '公园边'), box(0, 0, 3600, 3600)),
    district('dock', name('Dockland', '码头区'), box(0, -3600, 3600, 0)),
  ],
  trafficZones: [],
  sites: [
    {
      key: 'hospital',
      kind: 'hospital',
      name: name('City Hospital', '市立医院'),
      point: [-900, 900],
      district: 1,
    },
    {
      key: 'arena',
      kind: 'arena',
      name: name('Lighthouse Arena', '灯塔体育馆'),
      point: [2500, 1500],
      district: 2,
    },
    { key: 'port', kind: 'port', name: name('Ferry Port', '渡轮港'), point: [2400, -3000], district: 3 },
    {
      key: 'police',
      kind: 'police',
      name: name('Central Police', '中央警察局'),
      point: [300, 900],
      district: 2,
    },
  ],
  energyZones: [],
  feeders: [],
  railways: [
    {
      key: 'main',
      name: name('Coast Line', '海岸线'),
      kind: 'rail',
      line: [
        [-7000, 1900],
        [0, 1500],
        [7000, 2600],
      ],
      stops: [{ name: name('Small Harbour Central', '小港中央站'), point: [0, 1500] }],
    },
  ],
  ground: {
    land: [circle([0, 0], 8000, 96)],
    water: [box(-8000, -2600, 8000, -2200), box(1500, -8000, 3800, -3300)],
    areas: [
      { kind: 'built', name: null, ring: circle([0, 0], 4800) },
      { kind: 'park', name: name('Queen’s Park', '女王公园'), ring: box(1900, 700, 3100, 2500) },
      { kind: 'industry', name: null, ring: box(900, -3300, 1500, -2700) },
      { kind: 'wood', name: name('North Wood', '北林'), ring: circle([-3000, 6000], 1200) },
    ],
    buildings,
    labels: [
      { kind: 'sea', name: name('Western Sea', '西海'), point: [-10_000, 0] },
      { kind: 'river', name: name('River Mer', '默尔河'), point: [-3000, -2400] },
    ],
  },
};
