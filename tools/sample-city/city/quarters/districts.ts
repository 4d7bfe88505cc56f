import { Delaunay } from 'd3-delaunay';
import { streamOf } from '../../random.ts';
import { type District, type Point } from '../../words.ts';
import { largestCommonPart } from '../shapes/clipping.ts';
import { resampled, simplified } from '../shapes/lines.ts';
import { Noise } from '../shapes/noise.ts';
import { isInRing } from '../shapes/rings.ts';
import { at, directionOf, distance, times } from '../shapes/vectors.ts';
import { type GroundRules } from '../network/ground-rules.ts';
import { type Frame, placeIn } from '../terrain/frame.ts';
import { type Terrain } from '../terrain/terrain.ts';
import { districtTable } from './district-table.ts';

const residentsOfShippedCity = 604_000;
const jobsOfShippedCity = 298_000;

/** The twelve districts: cells around their middles with crooked borders, on land, as far as the city reaches. */
export function districtsOf(frame: Frame, terrain: Terrain, rules: GroundRules): District[] {
  const limit = cityLimitOf(frame, rules);
  const middles = districtTable.map(({ middle: [east, north] }) => placeIn(frame, east, north));
  const far = 3 * frame.radius;
  const voronoi = Delaunay.from(
    middles,
    ([east]) => east,
    ([, north]) => north,
  ).voronoi([-far, -far, far, far]);
  const bend = bentBorders(frame);
  return districtTable.map((row, index): District => {
    const cell = voronoi.cellPolygon(index).map(([east, north]): Point => [east, north]);
    const crooked = resampled(cell, 150).slice(0, -1).map(bend);
    const outline = largestCommonPart(crooked, limit, terrain.coast) ?? crooked;
    const random = streamOf(frame.seed, 'district', row.key);
    const vary = (value: number, spread: number): number => value * (1 + spread * (2 * random.next() - 1));
    return {
      key: row.key,
      name: row.name,
      outline: simplified([...outline, at(outline, 0)], 4).slice(0, -1),
      landUse: row.landUse,
      residents: Math.round(row.residents * residentsOfShippedCity * frame.scale ** 2),
      jobs: Math.round(row.jobs * jobsOfShippedCity * frame.scale ** 2),
      census: {
        medianIncome: Math.round(vary(row.census.medianIncome, 0.02) / 100) * 100,
        under18: Math.round(vary(row.census.under18, 0.03) * 1000) / 1000,
        over65: Math.round(vary(row.census.over65, 0.03) * 1000) / 1000,
        carsPerHousehold: Math.round(vary(row.census.carsPerHousehold, 0.03) * 100) / 100,
      },
    };
  });
}

/** Answers which district a place belongs to; outside of all, the nearest by its middle. */
export function districtFinder(frame: Frame, districts: readonly District[]): (place: Point) => number {
  const middles = districtTable.map(({ middle: [east, north] }) => placeIn(frame, east, north));
  return (place) => {
    const within = districts.findIndex(({ outline }) => isInRing(outline, place));
    if (within >= 0) return within;
    let nearest = 0;
    middles.forEach((middle, index) => {
      if (distance(middle, place) < distance(at(middles, nearest), place)) nearest = index;
    });
    return nearest;
  };
}

/** Where the city ends, seen from its centre: sooner towards the hills in the north than towards the beaches. */
function cityLimitOf(frame: Frame, rules: GroundRules): Point[] {
  return Array.from({ length: 240 }, (_, index) => {
    const direction = directionOf((2 * Math.PI * index) / 240);
    const farthest = (1.24 - (direction[1] > 0 ? 0.14 : 0.3) * direction[1]) * frame.radius;
    let away = 0.5 * frame.radius;
    while (rules.urbanity(times(direction, away)) > 0.14 && away < farthest) away += 60;
    return times(direction, away);
  });
}

/** Bends every border the same way, so that neighbours still share it. */
export function bentBorders(frame: Frame): (place: Point) => Point {
  const east = new Noise(1400, frame.seed, 'borders east');
  const north = new Noise(1400, frame.seed, 'borders north');
  return (place) => [place[0] + 190 * east.at(place), place[1] + 190 * north.at(place)];
}
