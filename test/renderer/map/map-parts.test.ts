import { describe, expect, test } from 'vitest';
import { formatLatitude, formatLongitude, graticule } from '../../../renderer/map/graticule.ts';
import { mercatorColumns, mercatorY, rowsNear } from '../../../renderer/map/mercator.ts';
import { deviations, paintPoints, type Paint } from '../../../renderer/map/paint-points.ts';
import { metresPerPixel, scaleBar } from '../../../renderer/map/scale.ts';

const nan = Number.NaN;

describe('points', () => {
  const paint: Paint = {
    values: Float32Array.of(-70, -15, 3, nan, nan, -15),
    states: Uint8Array.of(1, 1, 2, 0, 1, 4),
    breaks: [-60, -10],
    classes: [
      [200, 200, 200],
      [120, 120, 120],
      [60, 60, 60],
    ],
    keyline: [1, 1, 1],
    forecast: [0, 0, 255],
    missing: [9, 9, 9],
  };
  const into = { fill: new Uint8Array(24), line: new Uint8Array(24) };
  paintPoints(Int32Array.of(0, 1, 2, 3, 4, 5), paint, into);
  const fill = (point: number): number[] => [...into.fill.slice(point * 4, point * 4 + 4)];
  const line = (point: number): number[] => [...into.line.slice(point * 4, point * 4 + 3)];

  test('take the colour of their class', () => {
    expect(fill(0)).toEqual([200, 200, 200, 255]);
    expect(fill(1)).toEqual([120, 120, 120, 255]);
    expect(fill(2)).toEqual([60, 60, 60, 255]);
  });

  test('show by their shape how the value came to be', () => {
    expect(line(1)).toEqual([1, 1, 1]);
    expect(line(2)).toEqual([0, 0, 255]);
    expect(fill(3)[3]).toBe(0);
    expect(fill(4)[3]).toBeGreaterThan(0);
    expect(fill(5)[3]).toBeLessThan(100);
  });

  test('know no deviation where value or usual is missing', () => {
    const into = new Float32Array(3);
    deviations(Float32Array.of(40, nan, 40), Float32Array.of(50, 50, nan), into);
    expect([...into]).toEqual([-20, nan, nan]);
  });
});

describe('the pointer', () => {
  const places = mercatorColumns(
    Float64Array.of(-118.3, -118.2999, -118.2, nan),
    Float64Array.of(34, 34, 34, nan),
  );

  test('finds places within reach, nearest first, and none without a location', () => {
    const worldSize = 512 * 2 ** 14;
    expect(rowsNear(places, -118.29991, 34, worldSize, 9)).toEqual([1, 0]);
    expect(rowsNear(places, -118.25, 34, worldSize, 9)).toEqual([]);
  });

  test('measures on Web Mercator', () => {
    expect(mercatorY(0)).toBeCloseTo(0.5, 10);
    expect(mercatorY(85.051129)).toBeCloseTo(0, 6);
  });
});

describe('the graticule', () => {
  test('has at least three meridians, on round minutes', () => {
    const { meridians, parallels } = graticule({ west: -118.5, south: 33.9, east: -118.1, north: 34.2 });
    expect(meridians.length).toBeGreaterThanOrEqual(3);
    expect(meridians.map(formatLongitude)).toContain('118°20′\u00a0W');
    expect(parallels.map(formatLatitude)).toContain('34°\u00a0N');
  });

  test('names both hemispheres', () => {
    expect(formatLatitude(-33.25)).toBe('33°15′\u00a0S');
    expect(formatLongitude(151)).toBe('151°\u00a0E');
  });
});

describe('the scale', () => {
  test('is a round length no longer than it may be', () => {
    const metres = metresPerPixel(34, 512 * 2 ** 10);
    const scale = scaleBar(metres, 110, 'metric');
    expect(scale).toMatchObject({ amount: 5, unit: 'km' });
    expect(scale.pixels * metres).toBeCloseTo(5000, 6);
    expect(scale.pixels).toBeLessThanOrEqual(110);
  });

  test('speaks miles and feet where units are imperial', () => {
    expect(scaleBar(63, 110, 'imperial').unit).toBe('mi');
    expect(scaleBar(2, 110, 'imperial')).toMatchObject({ amount: 500, unit: 'ft' });
    expect(scaleBar(2, 110, 'metric')).toMatchObject({ amount: 200, unit: 'm' });
  });
});
