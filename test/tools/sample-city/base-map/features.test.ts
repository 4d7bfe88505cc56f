import { describe, expect, test } from 'vitest';
import { joinedLines } from '../../../../tools/sample-city/base-map/joined-lines.ts';
import { labelPoint } from '../../../../tools/sample-city/base-map/label-point.ts';
import { boundaryFeatures, nameFeatures } from '../../../../tools/sample-city/base-map/name-features.ts';
import { roadFeatures } from '../../../../tools/sample-city/base-map/road-features.ts';
import type { Point } from '../../../../tools/sample-city/words.ts';
import { smallHarbour } from './small-harbour.ts';

describe('lines that go on where another ends', () => {
  test('become one, whichever way round each is drawn', () => {
    const pieces: Point[][] = [
      [
        [0, 0],
        [10, 0],
      ],
      [
        [30, 1],
        [20, 0],
      ],
      [
        [10, 0],
        [20, 0],
      ],
    ];
    const joined = joinedLines(pieces);
    expect(joined).toHaveLength(1);
    expect([...(joined[0] ?? [])].map(([east]) => east).sort((one, other) => one - other)).toEqual([
      0, 10, 20, 30,
    ]);
  });

  test('go straight on at a junction, and never round a sharp corner', () => {
    const west: Point[] = [
      [-10, 0],
      [0, 0],
    ];
    const east: Point[] = [
      [0, 0],
      [10, 1],
    ];
    const north: Point[] = [
      [0, 0],
      [0, 10],
    ];
    expect(joinedLines([west, north])).toHaveLength(2);
    expect(joinedLines([west, north, east]).map((line) => line.map(([, up]) => up))).toEqual([
      [1, 0, 0],
      [10, 0],
    ]);
  });

  test('are drawn once where they come in both directions', () => {
    const there: Point[] = [
      [0, 0],
      [5, 5],
      [10, 0],
    ];
    expect(joinedLines([there, [...there].reverse()])).toHaveLength(1);
  });
});

test('a name stands inside its area even where the middle of it lies outside', () => {
  const horseshoe: Point[] = [
    [0, 0],
    [100, 0],
    [100, 100],
    [80, 100],
    [80, 20],
    [20, 20],
    [20, 100],
    [0, 100],
  ];
  const [east, north] = labelPoint(horseshoe);
  expect(north < 20 || east < 20 || east > 80).toBe(true);
});

describe('the roads of a city', () => {
  const features = roadFeatures(smallHarbour);
  const called = (name: string) => features.filter(({ feature }) => feature.properties?.['name:en'] === name);

  test('are whole streets, both directions as one', () => {
    const street = called('King Street');
    expect(street).toHaveLength(1);
    expect(street[0]?.feature.properties).toMatchObject({ kind: 'major_road', 'name:zh-Hans': '国王街' });
  });

  test('have their tunnels and bridges apart', () => {
    const ring = called('Ring Motorway').map(({ feature }) => feature.properties);
    expect(ring.filter((properties) => properties?.['is_tunnel'] === true)).toHaveLength(1);
    expect(ring.filter((properties) => properties?.['is_bridge'] === true)).toHaveLength(1);
    expect(ring.length).toBeLessThanOrEqual(4);
  });

  test('appear by class: motorways from afar, streets close by', () => {
    expect(called('Ring Motorway')[0]?.fromZoom).toBe(6);
    expect(called('Lane 0')[0]?.fromZoom).toBe(11);
  });
});

test('districts, sites and stops are named in both languages, each once', () => {
  const names = nameFeatures(smallHarbour).map(({ feature }) => feature.properties ?? {});
  expect(names.filter((properties) => properties['name'] === 'Old Port')).toHaveLength(1);
  expect(names.filter((properties) => properties['kind'] === 'hospital')).toMatchObject([
    { 'name:en': 'City Hospital', 'name:zh-Hans': '市立医院' },
  ]);
  expect(names.filter((properties) => properties['name'] === 'Queen’s Park')).toHaveLength(1);
});

test('a border between two districts is drawn once', () => {
  const lines = boundaryFeatures(smallHarbour.districts).map(({ feature }) => feature.geometry);
  const corners = lines.flatMap((line) => (line.type === 'LineString' ? line.coordinates.length - 1 : 0));
  expect(corners.reduce((sum, count) => sum + count, 0)).toBe(12);
});
