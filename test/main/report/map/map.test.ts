import { describe, expect, it } from 'vitest';
import { clipRing } from '../../../../main/report/map/clip.ts';
import { extentFor, projectionOf } from '../../../../main/report/map/projection.ts';
import { graticule, roundBelow, scaleBar } from '../../../../main/report/map/scale.ts';

const size = { width: 960, height: 600 };
const city = { west: -118.55, east: -118.2, south: 33.95, north: 34.17 };

describe('the drawn map', () => {
  it('widens an extent to the picture, keeping all of it inside', () => {
    const extent = extentFor(city, size);
    const projection = projectionOf(extent, size);
    expect(projection.x(city.west)).toBeGreaterThanOrEqual(0.05 * size.width - 1e-6);
    expect(projection.x(city.east)).toBeLessThanOrEqual(0.95 * size.width + 1e-6);
    expect(projection.y(city.north)).toBeCloseTo(0.05 * size.height, 3);
    expect(projection.y(city.south)).toBeCloseTo(0.95 * size.height, 3);
  });

  it('has one scale in both directions, true on the ground', () => {
    const projection = projectionOf(extentFor(city, size), size);
    const degreeOfLatitude = Math.abs(projection.y(34.1) - projection.y(34)) * projection.metersPerPixel;
    const degreeOfLongitude =
      Math.abs(projection.x(-118.3) - projection.x(-118.4)) * projection.metersPerPixel;
    expect(degreeOfLatitude).toBeGreaterThan(11_050);
    expect(degreeOfLatitude).toBeLessThan(11_200);
    expect(degreeOfLongitude).toBeCloseTo(11_132 * Math.cos((34.06 * Math.PI) / 180), -2);
  });

  it('gives a single point some kilometres around', () => {
    const extent = extentFor({ west: 10, east: 10, south: 50, north: 50 }, size);
    expect(extent.north - extent.south).toBeGreaterThan(0.02);
    expect(extent.west).toBeLessThan(10);
  });

  it('clips land at the border', () => {
    const land = [
      [-10, -10],
      [10, -10],
      [10, 10],
      [-10, 10],
    ];
    expect(clipRing(land, { west: 0, east: 20, south: 0, north: 20 }).toSorted(byNumbers)).toEqual([
      [0, 0],
      [0, 10],
      [10, 0],
      [10, 10],
    ]);
    expect(clipRing(land, { west: 11, east: 20, south: 0, north: 20 })).toEqual([]);
  });

  it('measures with round numbers', () => {
    expect([7, 49, 51, 0.3, 1].map(roundBelow)).toEqual([5, 20, 50, 0.2, 1]);
    expect(scaleBar(36, 240)).toMatchObject({ meters: 5000, text: '5\u00a0km' });
    expect(scaleBar(1.2, 240)).toMatchObject({ meters: 200, text: '200\u00a0m' });
    const lines = graticule(-118.65, -118.15, 4);
    expect(lines.decimals).toBe(1);
    expect(lines.at.map((degrees) => degrees.toFixed(1))).toEqual([
      '-118.6',
      '-118.5',
      '-118.4',
      '-118.3',
      '-118.2',
    ]);
  });
});

function byNumbers(first: number[], second: number[]): number {
  return (first[0] ?? 0) - (second[0] ?? 0) || (first[1] ?? 0) - (second[1] ?? 0);
}
