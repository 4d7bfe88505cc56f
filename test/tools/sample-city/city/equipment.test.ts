import { describe, expect, it } from 'vitest';
import { isInRing } from '../../../../tools/sample-city/city/shapes/rings.ts';
import { at } from '../../../../tools/sample-city/city/shapes/vectors.ts';
import { type City } from '../../../../tools/sample-city/words.ts';
import { cityOf } from './scenario.ts';

describe.each([20, 320])('the detectors of a city of %i sensors', (sensors) => {
  const { detectors, roads } = cityOf(sensors);

  it('are as many as were wanted, each with its own key and name', () => {
    expect(detectors).toHaveLength(sensors);
    expect(new Set(detectors.map(({ key }) => key)).size).toBe(sensors);
  });

  it('stand on their roads, off the junctions and never on a street or ramp', () => {
    for (const { road, atMetres, key } of detectors) {
      const { lengthMetres, roadClass } = at(roads, road);
      expect(atMetres, key).toBeGreaterThan(10);
      expect(atMetres, key).toBeLessThan(lengthMetres - 10);
      expect(['motorway', 'arterial', 'collector']).toContain(roadClass);
    }
  });
});

describe('the city that is shipped', () => {
  const city = cityOf(320);

  it('counts on both carriageways of the motorways, and neighbours share a cabinet', () => {
    const onMotorway = city.detectors.filter(({ road }) => at(city.roads, road).roadClass === 'motorway');
    expect(onMotorway.length).toBeGreaterThan(150);
    const cabinets = new Set(onMotorway.map(({ cabinet }) => cabinet));
    expect(onMotorway.length / cabinets.size).toBeGreaterThan(3);
    expect(onMotorway.length / cabinets.size).toBeLessThan(5);
  });

  it('feeds every energy zone from a substation, with a rating above the mean load', () => {
    expect(city.energyZones).toHaveLength(24);
    expect(city.feeders).toHaveLength(60);
    expect(city.sites.filter(({ kind }) => kind === 'substation')).toHaveLength(8);
    for (const { substation } of city.energyZones) expect(at(city.sites, substation).kind).toBe('substation');
    city.energyZones.forEach((_, zone) => {
      expect(city.feeders.filter((feeder) => feeder.zone === zone).length).toBeGreaterThanOrEqual(2);
    });
    for (const { ratingKw, homesKw, officesKw, shopsKw, industryKw } of city.feeders)
      expect(ratingKw).toBeGreaterThan(1.3 * (homesKw + officesKw + shopsKw + industryKw));
  });

  it('builds its sites on land', () => {
    for (const { point, key } of city.sites) {
      expect(
        city.ground.land.some((ring) => isInRing(ring, point)),
        key,
      ).toBe(true);
      expect(
        city.ground.water.some((ring) => isInRing(ring, point)),
        key,
      ).toBe(false);
    }
  });

  it('names things in both languages', () => {
    for (const { en, zh } of namesOf(city)) {
      expect(en).toMatch(/[A-Za-z]/);
      expect(zh).toMatch(/\p{Script=Han}/u);
    }
  });
});

function namesOf(city: City): { en: string; zh: string }[] {
  return [
    city.name,
    ...city.roads.map(({ name }) => name),
    ...city.detectors.map(({ name }) => name),
    ...city.districts.map(({ name }) => name),
    ...city.sites.map(({ name }) => name),
    ...city.energyZones.map(({ name }) => name),
    ...city.feeders.map(({ name }) => name),
    ...city.railways.flatMap(({ name, stops }) => [name, ...stops.map((stop) => stop.name)]),
    ...city.ground.labels.map(({ name }) => name),
    ...city.ground.areas.flatMap(({ name }) => name ?? []),
  ];
}
