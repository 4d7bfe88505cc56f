import { type District, type Name, type Point } from '../../words.ts';

/** What a district is before its outline is drawn. */
export interface DistrictRow {
  readonly key: string;
  readonly name: Name;
  /** In shares of the ring's radius. */
  readonly middle: Point;
  readonly landUse: District['landUse'];
  /** Of the whole city, shares that sum to one. */
  readonly residents: number;
  readonly jobs: number;
  readonly census: District['census'];
}

/** The twelve districts of Port Merrow. Incomes are euros a year. */
export const districtTable: readonly DistrictRow[] = [
  {
    key: 'CE',
    name: { en: 'Old Town', zh: '老城' },
    middle: [-0.05, 0.0],
    landUse: { homes: 0.26, offices: 0.3, shops: 0.2, industry: 0.01, nightlife: 0.15, park: 0.08 },
    residents: 0.07,
    jobs: 0.23,
    census: { medianIncome: 34_800, under18: 0.11, over65: 0.16, carsPerHousehold: 0.45 },
  },
  {
    key: 'OP',
    name: { en: 'Old Port', zh: '老港' },
    middle: [-0.26, -0.4],
    landUse: { homes: 0.42, offices: 0.14, shops: 0.12, industry: 0.08, nightlife: 0.18, park: 0.06 },
    residents: 0.085,
    jobs: 0.09,
    census: { medianIncome: 27_600, under18: 0.15, over65: 0.15, carsPerHousehold: 0.6 },
  },
  {
    key: 'HB',
    name: { en: 'Harbour', zh: '海港' },
    middle: [0.34, -0.5],
    landUse: { homes: 0.18, offices: 0.08, shops: 0.05, industry: 0.62, nightlife: 0.03, park: 0.04 },
    residents: 0.035,
    jobs: 0.12,
    census: { medianIncome: 23_400, under18: 0.21, over65: 0.13, carsPerHousehold: 0.78 },
  },
  {
    key: 'NG',
    name: { en: 'Northgate', zh: '北门' },
    middle: [-0.08, 0.68],
    landUse: { homes: 0.58, offices: 0.12, shops: 0.1, industry: 0.05, nightlife: 0.03, park: 0.12 },
    residents: 0.1,
    jobs: 0.07,
    census: { medianIncome: 31_200, under18: 0.19, over65: 0.19, carsPerHousehold: 1.05 },
  },
  {
    key: 'UN',
    name: { en: 'University', zh: '大学城' },
    middle: [0.42, 0.36],
    landUse: { homes: 0.44, offices: 0.26, shops: 0.08, industry: 0.01, nightlife: 0.08, park: 0.13 },
    residents: 0.095,
    jobs: 0.11,
    census: { medianIncome: 28_900, under18: 0.12, over65: 0.1, carsPerHousehold: 0.55 },
  },
  {
    key: 'WF',
    name: { en: 'Westfield', zh: '西原' },
    middle: [-0.7, 0.1],
    landUse: { homes: 0.68, offices: 0.07, shops: 0.12, industry: 0.02, nightlife: 0.02, park: 0.09 },
    residents: 0.135,
    jobs: 0.07,
    census: { medianIncome: 36_900, under18: 0.22, over65: 0.17, carsPerHousehold: 1.25 },
  },
  {
    key: 'AR',
    name: { en: 'Arena', zh: '体育场' },
    middle: [0.68, -0.06],
    landUse: { homes: 0.46, offices: 0.16, shops: 0.16, industry: 0.06, nightlife: 0.06, park: 0.1 },
    residents: 0.1,
    jobs: 0.08,
    census: { medianIncome: 28_200, under18: 0.21, over65: 0.14, carsPerHousehold: 0.95 },
  },
  {
    key: 'ST',
    name: { en: 'The Strand', zh: '长滩' },
    middle: [-0.66, -0.64],
    landUse: { homes: 0.66, offices: 0.05, shops: 0.1, industry: 0.01, nightlife: 0.06, park: 0.12 },
    residents: 0.095,
    jobs: 0.04,
    census: { medianIncome: 42_500, under18: 0.18, over65: 0.26, carsPerHousehold: 1.2 },
  },
  {
    key: 'RV',
    name: { en: 'Riverside', zh: '河滨' },
    middle: [0.25, -0.05],
    landUse: { homes: 0.4, offices: 0.28, shops: 0.12, industry: 0.02, nightlife: 0.08, park: 0.1 },
    residents: 0.07,
    jobs: 0.09,
    census: { medianIncome: 39_700, under18: 0.13, over65: 0.13, carsPerHousehold: 0.65 },
  },
  {
    key: 'HC',
    name: { en: 'Hillcrest', zh: '山冠' },
    middle: [-0.5, 0.58],
    landUse: { homes: 0.72, offices: 0.04, shops: 0.06, industry: 0.0, nightlife: 0.01, park: 0.17 },
    residents: 0.08,
    jobs: 0.03,
    census: { medianIncome: 48_300, under18: 0.2, over65: 0.24, carsPerHousehold: 1.5 },
  },
  {
    key: 'EM',
    name: { en: 'Eastmoor', zh: '东沼' },
    middle: [0.78, 0.52],
    landUse: { homes: 0.69, offices: 0.04, shops: 0.09, industry: 0.05, nightlife: 0.01, park: 0.12 },
    residents: 0.095,
    jobs: 0.03,
    census: { medianIncome: 25_100, under18: 0.25, over65: 0.12, carsPerHousehold: 1.0 },
  },
  {
    key: 'MF',
    name: { en: 'Millfields', zh: '磨坊田' },
    middle: [0.74, -0.62],
    landUse: { homes: 0.38, offices: 0.08, shops: 0.08, industry: 0.38, nightlife: 0.02, park: 0.06 },
    residents: 0.04,
    jobs: 0.04,
    census: { medianIncome: 24_300, under18: 0.24, over65: 0.13, carsPerHousehold: 0.98 },
  },
];
