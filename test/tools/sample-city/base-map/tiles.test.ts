import { VectorTile } from '@mapbox/vector-tile';
import Pbf from 'pbf';
import { expect, test } from 'vitest';
import { cityTiles } from '../../../../tools/sample-city/base-map/tiles.ts';
import { openedArchive } from '../../build/opened-archive.ts';
import { smallHarbour } from './small-harbour.ts';

const bytes = cityTiles(smallHarbour);
const archive = openedArchive(bytes);

/** The tile in the middle of the town. */
async function middle(zoom: number): Promise<VectorTile> {
  const { centerLon, centerLat } = await archive.getHeader();
  const x = Math.floor(((centerLon + 180) / 360) * 2 ** zoom);
  const north = Math.asinh(Math.tan((centerLat * Math.PI) / 180)) / Math.PI;
  const y = Math.floor(((1 - north) / 2) * 2 ** zoom);
  const tile = await archive.getZxy(zoom, x, y);
  return new VectorTile(new Pbf(tile?.data ?? new ArrayBuffer(0)));
}

function kindsIn(tile: VectorTile, layer: string): Set<unknown> {
  const found = tile.layers[layer];
  const features = Array.from({ length: found?.length ?? 0 }, (_, index) => found?.feature(index).properties);
  return new Set(features.map((properties) => properties?.['kind']));
}

test('the archive says where the town lies and from which zoom to which it is drawn', async () => {
  expect(await archive.getHeader()).toMatchObject({
    minZoom: 6,
    maxZoom: 14,
    tileType: 1,
    tileCompression: 2,
  });
  const { minLon, maxLon, minLat, maxLat } = await archive.getHeader();
  expect(minLon).toBeLessThan(-12.1);
  expect(maxLon).toBeGreaterThan(-11.96);
  expect(minLat).toBeLessThan(44);
  expect(maxLat).toBeGreaterThan(44.1);
});

test('tiles close by hold everything, tiles from afar only what can be seen there', async () => {
  const near = await middle(14);
  expect(Object.keys(near.layers).sort()).toEqual(
    expect.arrayContaining(['buildings', 'earth', 'landuse', 'places', 'roads']),
  );
  expect([...kindsIn(near, 'roads')]).toContain('minor_road');
  const far = await middle(9);
  expect(Object.keys(far.layers)).not.toContain('buildings');
  expect([...kindsIn(far, 'roads')]).not.toContain('minor_road');
  expect([...kindsIn(far, 'roads')]).toContain('highway');
});

test('the same city gives the same bytes', () => {
  expect(cityTiles(smallHarbour).equals(bytes)).toBe(true);
});
