import type { City, Detector, Road } from '../../../../../tools/sample-city/words.ts';

export const corridors = 4;
export const cellsPerCorridor = 44;
export const cellMetres = 500;

const lanes = 3;
const cellsPerRoad = 4;
const name = { en: 'Test', zh: '测试' };

/** Four one-way motorways of 22 km side by side, a detector every kilometre, two in a cabinet. */
export function corridorCity(): City {
  const roads: Road[] = [];
  const detectors: Detector[] = [];
  for (let corridor = 0; corridor < corridors; corridor++) {
    for (let cell = 0; cell < cellsPerCorridor; cell += cellsPerRoad) {
      const from = corridor * 100 + cell / cellsPerRoad;
      const east = (at: number) => (at - cellsPerCorridor / 2) * cellMetres;
      roads.push({
        key: `M${corridor}-${cell}`,
        name,
        roadClass: 'motorway',
        from,
        to: from + 1,
        lanes,
        lengthMetres: cellsPerRoad * cellMetres,
        freeSpeedKmh: 110,
        greenShare: 1,
        line: [
          [east(cell), corridor * 3000],
          [east(cell + cellsPerRoad), corridor * 3000],
        ],
        structure: 'ground',
        opposite: null,
        district: 0,
      });
      for (let offset = 0; offset < cellsPerRoad; offset += 2)
        detectors.push({
          key: `D${corridor}-${cell + offset}`,
          name,
          road: roads.length - 1,
          atMetres: (offset + 0.5) * cellMetres,
          cabinet: `C${corridor}-${cell}`,
        });
    }
  }
  return {
    name,
    junctions: Array.from({ length: corridors * 100 }, () => ({
      point: [0, 0] as const,
      isSignalled: false,
    })),
    roads,
    detectors,
    districts: [],
    trafficZones: [],
    sites: [],
    energyZones: [],
    feeders: [],
    railways: [],
    ground: { land: [], water: [], areas: [], buildings: [], labels: [] },
  };
}

/** Which cell of which corridor a detector watches. */
export function cellOf(detector: number): { readonly corridor: number; readonly cell: number } {
  const perCorridor = cellsPerCorridor / 2;
  return { corridor: Math.floor(detector / perCorridor), cell: (detector % perCorridor) * 2 };
}
