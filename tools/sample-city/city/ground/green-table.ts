import { type Ground, type Name, type Point } from '../../words.ts';

/** A park, a campus or a graveyard that takes the whole ground between the streets around it. */
export interface GreenRow {
  readonly kind: Extract<Ground['areas'][number]['kind'], 'park' | 'campus' | 'cemetery'>;
  readonly name: Name;
  /** In shares of the ring's radius. */
  readonly place: Point;
  /** Half widths of the ground that collectors keep out of, in shares of the radius; none for what fits between them. */
  readonly reach: Point | null;
}

const row = (
  kind: GreenRow['kind'],
  en: string,
  zh: string,
  place: Point,
  reach: Point | null = null,
): GreenRow => ({ kind, name: { en, zh }, place, reach });

export const greenTable: readonly GreenRow[] = [
  row('park', 'Merrow Park', '梅罗公园', [-0.24, -0.12], [0.075, 0.055]),
  row('park', 'Northgate Common', '北门公地', [-0.24, 0.74], [0.08, 0.06]),
  row('park', 'Botanic Garden', '植物园', [0.33, 0.52], [0.06, 0.06]),
  row('park', 'Arena Park', '体育场公园', [0.72, -0.04], [0.075, 0.06]),
  row('park', 'Hillcrest Park', '山冠公园', [-0.38, 0.46], [0.06, 0.05]),
  row('park', 'Strand Gardens', '长滩花园', [-0.46, -0.66], [0.06, 0.045]),
  row('park', 'Eastmoor Heath', '东沼荒原', [0.84, 0.36], [0.06, 0.09]),
  row('park', 'Weir Meadows', '堰畔草地', [0.3, 0.72], [0.05, 0.07]),
  row('park', 'Westfield Green', '西原绿地', [-0.8, 0.24]),
  row('park', 'Custom House Gardens', '海关花园', [-0.14, -0.22]),
  row('park', 'Lantern Square', '灯笼广场', [0.2, 0.1]),
  row('park', 'Millfields Park', '磨坊田公园', [0.66, -0.5]),
  row('park', 'Saltmarsh Park', '盐沼公园', [-0.82, -0.3]),
  row('park', 'Orchard Park', '果园公园', [-0.56, 0.22]),
  row('park', 'Old Rampart Gardens', '旧城垣花园', [-0.08, 0.18]),
  row('park', 'Kiln Fields', '窑炉绿野', [0.46, -0.22]),
  row('campus', 'University of Port Merrow', '梅罗港大学', [0.45, 0.37], [0.06, 0.05]),
  row('campus', 'Science Park', '科学园', [0.6, 0.42]),
  row('cemetery', 'Hillside Cemetery', '山麓公墓', [-0.62, 0.4]),
  row('park', 'Moor Fields', '沼原公园', [0.6, 0.66]),
  row('cemetery', 'Eastmoor Cemetery', '东沼公墓', [0.9, 0.16]),
  row('cemetery', 'Strand Cemetery', '长滩公墓', [-0.8, -0.52]),
];
