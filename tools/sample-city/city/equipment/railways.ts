import { type Name, type Point, type Railway } from '../../words.ts';
import { nearestOnLine, alongLine, smoothLine } from '../shapes/lines.ts';
import { type Frame, placeIn } from '../terrain/frame.ts';

interface RailwayRow {
  readonly key: string;
  readonly kind: Railway['kind'];
  readonly name: Name;
  /** In shares of the ring's radius. */
  readonly through: readonly Point[];
  readonly stops: readonly (readonly [en: string, zh: string, east: number, north: number])[];
}

const table: readonly RailwayRow[] = [
  {
    key: 'rail-main',
    kind: 'rail',
    name: { en: 'Coast Line', zh: '海岸线铁路' },
    through: [
      [-2.1, 0.02],
      [-1.5, -0.04],
      [-1.0, 0.04],
      [-0.66, 0.06],
      [-0.36, 0.13],
      [-0.14, 0.11],
      [0.0, 0.19],
      [0.12, 0.21],
      [0.32, 0.12],
      [0.64, 0.04],
      [1.0, -0.1],
      [1.5, -0.12],
      [2.15, -0.08],
    ],
    stops: [
      ['Westfield', '西原', -0.66, 0.06],
      ['Merrow Central', '梅罗中央', -0.14, 0.11],
      ['Riverside', '河滨', 0.28, 0.14],
      ['Arena Park', '体育场公园', 0.64, 0.04],
    ],
  },
  {
    key: 'rail-north',
    kind: 'rail',
    name: { en: 'Hill Line', zh: '山岭线铁路' },
    through: [
      [-0.36, 0.13],
      [-0.24, 0.16],
      [-0.16, 0.3],
      [-0.14, 0.5],
      [-0.12, 0.68],
      [-0.2, 0.95],
      [-0.12, 1.3],
      [-0.3, 1.95],
    ],
    stops: [
      ['Hillside', '山麓', -0.15, 0.42],
      ['Northgate', '北门', -0.12, 0.68],
    ],
  },
  {
    key: 'rail-port',
    kind: 'rail',
    name: { en: 'Port Branch', zh: '港口支线' },
    through: [
      [0.64, 0.04],
      [0.52, 0.02],
      [0.47, -0.15],
      [0.48, -0.4],
      [0.43, -0.58],
      [0.4, -0.72],
    ],
    stops: [],
  },
  {
    key: 'metro-1',
    kind: 'metro',
    name: { en: 'Metro 1', zh: '地铁1号线' },
    through: [
      [-0.86, 0.2],
      [-0.62, 0.16],
      [-0.36, 0.07],
      [-0.1, 0.03],
      [0.06, 0.0],
      [0.26, -0.02],
      [0.48, -0.06],
      [0.7, -0.09],
      [0.86, -0.16],
    ],
    stops: [
      ['Westfield Green', '西原绿地', -0.84, 0.2],
      ['Orchard Hill', '果园山', -0.62, 0.16],
      ['General Hospital', '综合医院', -0.36, 0.07],
      ['Town Hall', '市政厅', -0.03, 0.02],
      ['Riverside', '河滨', 0.24, -0.02],
      ['Kiln Road', '窑炉路', 0.48, -0.06],
      ['Merrow Arena', '梅罗体育场', 0.7, -0.09],
      ['East Park', '东园', 0.85, -0.16],
    ],
  },
  {
    key: 'metro-2',
    kind: 'metro',
    name: { en: 'Metro 2', zh: '地铁2号线' },
    through: [
      [-0.66, -0.68],
      [-0.5, -0.56],
      [-0.3, -0.44],
      [-0.17, -0.27],
      [-0.08, -0.1],
      [-0.04, 0.02],
      [-0.1, 0.12],
      [-0.08, 0.32],
      [-0.07, 0.54],
      [-0.09, 0.7],
      [-0.06, 0.86],
    ],
    stops: [
      ['Strand Beach', '长滩海滨', -0.65, -0.67],
      ['Dune Road', '沙丘路', -0.5, -0.56],
      ['Old Port', '老港', -0.3, -0.44],
      ['Custom House', '海关大楼', -0.16, -0.25],
      ['Town Hall', '市政厅', -0.04, 0.02],
      ['Merrow Central', '梅罗中央', -0.1, 0.12],
      ['Long Meadow', '长草地', -0.08, 0.34],
      ['Northgate', '北门', -0.09, 0.7],
      ['North Terminus', '北端', -0.06, 0.85],
    ],
  },
  {
    key: 'metro-3',
    kind: 'metro',
    name: { en: 'Metro 3', zh: '地铁3号线' },
    through: [
      [-0.56, 0.62],
      [-0.42, 0.42],
      [-0.24, 0.24],
      [-0.1, 0.12],
      [0.06, 0.12],
      [0.24, 0.22],
      [0.42, 0.38],
      [0.6, 0.46],
      [0.8, 0.54],
    ],
    stops: [
      ['Hillcrest', '山冠', -0.55, 0.61],
      ['Larch Avenue', '落叶松大道', -0.4, 0.4],
      ['Observatory', '天文台', -0.24, 0.24],
      ['Merrow Central', '梅罗中央', -0.1, 0.12],
      ['Weir Bridge', '堰桥', 0.22, 0.2],
      ['University', '大学', 0.43, 0.385],
      ['Science Park', '科学园', 0.6, 0.46],
      ['Eastmoor', '东沼', 0.79, 0.535],
    ],
  },
];

/** Railways on the ground and metros below it. */
export function railwaysOf(frame: Frame): Railway[] {
  return table.map(({ key, kind, name, through, stops }): Railway => {
    const line = smoothLine(
      through.map(([east, north]) => placeIn(frame, east, north)),
      60,
    );
    return {
      key,
      kind,
      name,
      line,
      stops: stops.map(([en, zh, east, north]) => ({
        name: { en, zh },
        point: alongLine(line, nearestOnLine(line, placeIn(frame, east, north)).metres).point,
      })),
    };
  });
}
