import { type Name, type Point, type SiteKind } from '../../words.ts';

/** A site before it has found its plot; its place is in shares of the ring's radius. */
export interface SiteRow {
  readonly kind: SiteKind;
  readonly name: Name;
  readonly place: Point;
}

const row = (kind: SiteKind, en: string, zh: string, east: number, north: number): SiteRow => ({
  kind,
  name: { en, zh },
  place: [east, north],
});

/** What every Port Merrow has, however large it is. */
export const siteTable: readonly SiteRow[] = [
  row('arena', 'Merrow Arena', '梅罗体育场', 0.71, -0.05),
  row('port', 'Port of Merrow Container Terminal', '梅罗港集装箱码头', 0.3, -0.62),
  row('port', 'Ferry Terminal', '渡轮码头', -0.13, -0.34),
  row('university', 'University of Port Merrow', '梅罗港大学', 0.44, 0.4),
  row('town-hall', 'Town Hall', '市政厅', -0.02, 0.01),
  row('station', 'Merrow Central', '梅罗中央站', -0.14, 0.09),
  row('station', 'Northgate Station', '北门站', -0.1, 0.66),
  row('station', 'Westfield Station', '西原站', -0.66, 0.05),
  row('station', 'Arena Park Station', '体育场公园站', 0.64, 0.02),
  row('hospital', 'Merrow General Hospital', '梅罗综合医院', -0.3, 0.22),
  row('hospital', 'University Hospital', '大学医院', 0.53, 0.32),
  row('hospital', 'Harbour Hospital', '海港医院', -0.3, -0.52),
  row('hospital', 'Eastmoor Hospital', '东沼医院', 0.8, 0.42),
  row('hospital', 'Westfield Clinic', '西原诊所', -0.78, -0.08),
  row('police', 'Police Headquarters', '警察总局', 0.04, -0.09),
  row('police', 'Old Port Police Station', '老港警署', -0.22, -0.36),
  row('police', 'Northgate Police Station', '北门警署', -0.05, 0.74),
  row('police', 'Westfield Police Station', '西原警署', -0.6, 0.18),
  row('police', 'Eastmoor Police Station', '东沼警署', 0.7, 0.5),
  row('police', 'Millfields Police Station', '磨坊田警署', 0.7, -0.5),
  row('fire-station', 'Central Fire Station', '中央消防站', -0.1, -0.12),
  row('fire-station', 'Docks Fire Station', '码头消防站', 0.42, -0.42),
  row('fire-station', 'Northgate Fire Station', '北门消防站', -0.18, 0.6),
  row('fire-station', 'Hillcrest Fire Station', '山冠消防站', -0.5, 0.5),
  row('fire-station', 'Westfield Fire Station', '西原消防站', -0.75, 0.02),
  row('fire-station', 'Strand Fire Station', '长滩消防站', -0.58, -0.6),
  row('fire-station', 'Eastmoor Fire Station', '东沼消防站', 0.74, 0.34),
  row('fire-station', 'Arena Fire Station', '体育场消防站', 0.62, -0.22),
];

/** How many schools a district has, and what each kind is called. */
export const schoolsPerDistrict = 2;
export const schoolNames: readonly Name[] = [
  { en: 'Primary School', zh: '小学' },
  { en: 'Secondary School', zh: '中学' },
];

/** Where substations are wanted. */
export const substationRows: readonly SiteRow[] = [
  row('substation', 'Cathedral Hill Substation', '教堂山变电站', -0.16, 0.04),
  row('substation', 'Quayside Substation', '码头变电站', -0.34, -0.44),
  row('substation', 'Dockyard Substation', '船坞变电站', 0.46, -0.52),
  row('substation', 'Northgate Substation', '北门变电站', -0.16, 0.78),
  row('substation', 'Campus Substation', '校园变电站', 0.36, 0.26),
  row('substation', 'Westfield Substation', '西原变电站', -0.74, 0.16),
  row('substation', 'Moor Road Substation', '沼泽路变电站', 0.82, 0.28),
  row('substation', 'Strand Substation', '长滩变电站', -0.7, -0.54),
];
