import type { PMTiles } from 'pmtiles';
import { expect, test } from 'vitest';
import { pmtilesArchive } from '../../../tools/build/pmtiles-archive.mjs';
import { openedArchive } from './opened-archive.ts';

const metadata = { attribution: 'somebody', vector_layers: [{ id: 'land', fields: {} }] };
const land = new Uint8Array([1, 2, 3]);
const coast = new Uint8Array([4, 5, 6, 7]);

async function tile(archive: PMTiles, z: number, x: number, y: number): Promise<number[] | undefined> {
  const answer = await archive.getZxy(z, x, y);
  return answer && [...new Uint8Array(answer.data)];
}

test('a tile is found by its place, whatever the order it was given in', async () => {
  const archive = openedArchive(
    pmtilesArchive(
      [
        { z: 1, x: 1, y: 1, content: coast },
        { z: 0, x: 0, y: 0, content: land },
      ],
      metadata,
    ),
  );
  expect(await tile(archive, 0, 0, 0)).toEqual([...land]);
  expect(await tile(archive, 1, 1, 1)).toEqual([...coast]);
  expect(await tile(archive, 1, 0, 0)).toBeUndefined();
});

test('tiles of the same content are stored once, neighbours of the same content as one entry', async () => {
  const places = [0, 1].flatMap((x) => [0, 1].map((y) => ({ z: 1, x, y, content: land })));
  const archive = openedArchive(
    pmtilesArchive(
      [{ z: 0, x: 0, y: 0, content: coast }, ...places, { z: 2, x: 3, y: 3, content: coast }],
      metadata,
    ),
  );
  const header = await archive.getHeader();
  expect(header).toMatchObject({ numAddressedTiles: 6, numTileEntries: 3, numTileContents: 2, maxZoom: 2 });
  expect(header.tileDataLength).toBe(land.length + coast.length);
  for (const { z, x, y } of places) expect(await tile(archive, z, x, y)).toEqual([...land]);
  expect(await tile(archive, 2, 3, 3)).toEqual([...coast]);
});

test('the archive says what is in it', async () => {
  const archive = openedArchive(pmtilesArchive([{ z: 0, x: 0, y: 0, content: land }], metadata));
  expect(await archive.getMetadata()).toEqual(metadata);
});

/** Tiles of every length, so that the directory does not pack well. */
const many = Array.from({ length: 128 * 128 }, (_, index) => ({
  z: 7,
  x: index % 128,
  y: Math.floor(index / 128),
  content: Uint8Array.from({ length: 1 + (scattered(index) % 400) }, (_, at) =>
    scattered(index + at * 77_777),
  ),
}));

function scattered(number: number): number {
  return Math.imul(number ^ (number >>> 15), 0x2c1b3c6d) >>> 12;
}

test.each([false, true])(
  'more tiles than the root directory holds stand in leaves; packed: %s',
  async (isCompressed) => {
    const archive = openedArchive(pmtilesArchive(many, metadata, { isCompressed }));
    const header = await archive.getHeader();
    expect(header.leafDirectoryLength).toBeGreaterThan(0);
    expect(header.rootDirectoryLength).toBeLessThan(16_384 - 127);
    for (const index of [0, 1, 4095, 4096, 9999, many.length - 1]) {
      const { x, y, content } = many[index] ?? { x: 0, y: 0, content: [] };
      expect(await tile(archive, 7, x, y)).toEqual([...content]);
    }
    expect(await archive.getMetadata()).toEqual(metadata);
  },
);

test('a packed archive is smaller, reads the same and says what it spans', async () => {
  const content = new Uint8Array(4000).fill(7);
  const plain = pmtilesArchive([{ z: 0, x: 0, y: 0, content }], metadata);
  const bounds = [-12.5, 43.5, -11.5, 44.5];
  const packed = pmtilesArchive([{ z: 0, x: 0, y: 0, content }], metadata, { bounds, isCompressed: true });
  expect(packed.length).toBeLessThan(plain.length / 4);
  const archive = openedArchive(packed);
  expect(await tile(archive, 0, 0, 0)).toEqual([...content]);
  expect(await archive.getHeader()).toMatchObject({
    ...{ minLon: -12.5, minLat: 43.5, maxLon: -11.5, maxLat: 44.5 },
    ...{ centerLon: -12, centerLat: 44, tileCompression: 2 },
  });
});
