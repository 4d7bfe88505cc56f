import { describe, expect, it } from 'vitest';
import { resampled } from '../../../../tools/sample-city/city/shapes/lines.ts';
import {
  RingIndex,
  centreOf,
  isInRing,
  signedArea,
} from '../../../../tools/sample-city/city/shapes/rings.ts';
import { SegmentIndex } from '../../../../tools/sample-city/city/network/segment-index.ts';
import { crossingOf } from '../../../../tools/sample-city/city/shapes/lines.ts';
import { at, distance } from '../../../../tools/sample-city/city/shapes/vectors.ts';
import { cityOf } from './scenario.ts';

describe('the ground of the city that is shipped', () => {
  const { ground, roads, districts, sites } = cityOf(320);
  const dryAreas = ground.areas.filter(({ kind }) => kind !== 'docks' && kind !== 'beach' && kind !== 'wood');

  it('has parks with names, docks, industry and a campus', () => {
    const kinds = new Set(ground.areas.map(({ kind }) => kind));
    for (const kind of ['park', 'wood', 'industry', 'docks', 'built', 'campus', 'beach', 'cemetery'] as const)
      expect(kinds).toContain(kind);
    const named = ground.areas.filter(({ kind, name }) => kind === 'park' && name !== null);
    expect(named.length).toBeGreaterThan(8);
  });

  it('covers no ground twice', () => {
    const indexed = dryAreas.map(({ ring }) => ({ ring, index: new RingIndex(ring) }));
    for (const { ring } of indexed) {
      const place = centreOf(ring);
      if (!isInRing(ring, place)) continue;
      expect(indexed.filter(({ index }) => index.contains(place))).toHaveLength(1);
    }
  });

  it('has houses on dry land, whole and of a size that can be built', () => {
    expect(ground.buildings.length).toBeGreaterThan(5000);
    const waters = ground.water.map((ring) => new RingIndex(ring));
    for (const { ring, floors } of ground.buildings) {
      expect(Math.abs(signedArea(ring))).toBeGreaterThan(40);
      expect(Math.abs(signedArea(ring))).toBeLessThan(60_000);
      expect(floors).toBeGreaterThanOrEqual(1);
      expect(waters.some((water) => water.contains(centreOf(ring)))).toBe(false);
    }
  });

  it('lets no street run through a house', () => {
    const onGround = roads.filter(
      ({ structure, roadClass }) => structure === 'ground' && roadClass !== 'street',
    );
    const streets = new SegmentIndex(onGround.map(({ line }) => resampled(line, 60)));
    const crossed = ground.buildings.filter(({ ring }) =>
      ring.some((corner, index) => {
        const next = at(ring, (index + 1) % ring.length);
        let isCrossed = false;
        streets.visit(corner, next, (_, a, b) => (isCrossed ||= crossingOf(corner, next, a, b) !== null));
        return isCrossed;
      }),
    );
    expect(crossed.length).toBeLessThan(0.004 * ground.buildings.length);
  });

  it('builds the arena as a stadium of its own', () => {
    const arena = sites.find(({ kind }) => kind === 'arena');
    const stadium = ground.buildings.find(({ ring }) => ring.length > 20);
    expect(distance(centreOf(stadium?.ring ?? []), arena?.point ?? [0, 0])).toBeLessThan(5);
  });

  it('keeps its districts apart', () => {
    for (const { outline } of districts) {
      const place = centreOf(outline);
      expect(districts.filter((other) => isInRing(other.outline, place)).length).toBeLessThanOrEqual(1);
    }
  });
});
