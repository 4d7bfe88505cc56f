import { streamOf } from '../../random.ts';
import { type District, type EnergyZone, type Feeder, type Point, type Site } from '../../words.ts';
import { ordinaryPeakKw } from '../../energy/ordinary-peak.ts';
import { bentBorders } from '../quarters/districts.ts';
import { dealt } from '../quarters/traffic-zones.ts';
import { largestCommonPart } from '../shapes/clipping.ts';
import { resampled, smoothLine } from '../shapes/lines.ts';
import { centreOf } from '../shapes/rings.ts';
import { at, directionFrom, distance, leftOf, mixOf, towards } from '../shapes/vectors.ts';
import { type Frame } from '../terrain/frame.ts';

/** Mean kW by what stands there: a resident at home, a job in an office, a shop, at a factory. */
const perResident = 0.21;
const perJob = { offices: 0.55, shops: 0.8, industry: 2.3 } as const;
const feedersOfZone = [3, 2] as const;

export interface EnergyNetwork {
  readonly zones: readonly EnergyZone[];
  readonly feeders: readonly Feeder[];
}

/** Two zones to a district, each fed from the nearest substation by two or three feeders. */
export function energyNetworkOf(
  frame: Frame,
  districts: readonly District[],
  sites: readonly Site[],
): EnergyNetwork {
  const zones: EnergyZone[] = [];
  const feeders: Feeder[] = [];
  districts.forEach((district, index) => {
    halvesOf(frame, district.outline).forEach((outline, half) => {
      const middle = centreOf(outline);
      const zone = zones.length;
      const suffix = half === 0 ? { en: 'West', zh: '西' } : { en: 'East', zh: '东' };
      zones.push({
        key: `E-${district.key}-${half + 1}`,
        name: { en: `${district.name.en} ${suffix.en}`, zh: `${district.name.zh}${suffix.zh}` },
        district: index,
        outline,
        substation: nearestSubstation(sites, middle),
      });
      feeders.push(...feedersOf(frame.seed, district, at(zones, zone), zone, half, sites));
    });
  });
  return { zones, feeders };
}

/** The western and the eastern half of an outline, parted by a border as crooked as those of the districts. */
function halvesOf(frame: Frame, outline: readonly Point[]): Point[][] {
  const [east] = centreOf(outline);
  const norths = outline.map(([, north]) => north);
  const [south, north] = [Math.min(...norths) - 500, Math.max(...norths) + 500];
  const bend = bentBorders(frame);
  const border = resampled(
    [
      [east, south],
      [east, north],
    ],
    150,
  ).map(bend);
  const far = 4 * frame.radius;
  return [-far, far].map((away): Point[] => {
    const side: Point[] = [...border, [east + away, north], [east + away, south]];
    return largestCommonPart(outline, side) ?? [...outline];
  });
}

function nearestSubstation(sites: readonly Site[], place: Point): number {
  let best = -1;
  sites.forEach(({ kind, point }, index) => {
    if (kind !== 'substation') return;
    if (best < 0 || distance(point, place) < distance(at(sites, best).point, place)) best = index;
  });
  return best;
}

function feedersOf(
  seed: number,
  district: District,
  zone: EnergyZone,
  zoneIndex: number,
  half: number,
  sites: readonly Site[],
): Feeder[] {
  const random = streamOf(seed, 'feeders', zone.key);
  const count = feedersOfZone[half] ?? 2;
  const from = at(sites, zone.substation).point;
  const middle = centreOf(zone.outline);
  const shares = dealt(
    1000,
    Array.from({ length: count }, () => 0.75 + 0.5 * random.next()),
  ).map((thousandths) => (thousandths / 1000) * (half === 0 ? 0.56 : 0.44));
  const { homes, offices, shops, nightlife, industry } = district.landUse;
  const working = offices + shops + nightlife + industry;
  return shares.map((share, number): Feeder => {
    const vary = (): number => 0.8 + 0.4 * random.next();
    const corner = at(zone.outline, Math.floor((zone.outline.length * (number + 0.5)) / count));
    const end = mixOf(middle, corner, 0.6);
    const aside = leftOf(directionFrom(from, end));
    const bend = towards(mixOf(from, end, 0.5), aside, (random.next() - 0.5) * 0.3 * distance(from, end));
    const homesKw = Math.round(district.residents * perResident * share * vary());
    const officesKw = Math.round(((district.jobs * offices) / working) * perJob.offices * share * vary());
    const shopsKw = Math.round(
      ((district.jobs * (shops + nightlife)) / working) * perJob.shops * share * vary(),
    );
    const industryKw = Math.round(((district.jobs * industry) / working) * perJob.industry * share * vary());
    const solarKw = Math.round(district.residents * (0.06 + 0.14 * homes) * share * vary());
    const chargersKw = Math.round(district.residents * (0.03 + 0.03 * homes) * share * vary());
    const ordinaryPeak = ordinaryPeakKw({ homesKw, officesKw, shopsKw, industryKw, chargersKw });
    return {
      key: `F-${district.key}-${half * feedersOfZone[0] + number + 1}`,
      name: {
        en: `${zone.name.en} feeder ${number + 1}`,
        zh: `${zone.name.zh}${number + 1}号馈线`,
      },
      zone: zoneIndex,
      line: smoothLine([from, bend, end], 120),
      homesKw,
      officesKw,
      shopsKw,
      industryKw,
      solarKw,
      chargersKw,
      ratingKw: Math.round((ordinaryPeak * (1.08 + 0.36 * random.next())) / 50) * 50,
    };
  });
}
