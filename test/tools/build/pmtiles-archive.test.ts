import { PMTiles } from 'pmtiles';
import { expect, test } from 'vitest';
import { pmtilesArchive } from '../../../tools/build/pmtiles-archive.mjs';

const metadata = { attribution: 'somebody', vector_layers: [{ id: 'land', fields: {} }] };
const land = new Uint8Array([1, 2, 3]);
const coast = new Uint8Array([4, 5, 6, 7]);

/** The archive as the library reads it. */
function opened(archive: Buffer): PMTiles {
  return new PMTiles({
    getKey: () => 'archive',
    getBytes: (offset, length) =>
      Promise.resolve({ data: new Uint8Array(archive).buffer.slice(offset, offset + length) }),
  });
}

async function tile(archive: PMTiles, z: number, x: number, y: number): Promise<number[] | undefined> {
  const answer = await archive.getZxy(z, x, y);
  return answer && [...new Uint8Array(answer.data)];
}

test('a tile is found by its place, whatever the order it was given in', async () => {
  const archive = opened(
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
  const archive = opened(
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
  const archive = opened(pmtilesArchive([{ z: 0, x: 0, y: 0, content: land }], metadata));
  expect(await archive.getMetadata()).toEqual(metadata);
});

test('more tiles than a directory holds are refused', () => {
  const tiles = Array.from({ length: 128 * 128 }, (_, index) => ({
    z: 7,
    x: index % 128,
    y: Math.floor(index / 128),
    content: new Uint8Array([index % 251, index % 241]),
  }));
  expect(() => pmtilesArchive(tiles, metadata)).toThrow('does not fit');
});
