import { PMTiles } from 'pmtiles';
import { afterEach, expect, test, vi } from 'vitest';
import { openArchive } from '../../../../renderer/map/archive/city-archive.ts';
import { layer, partOf, smallArchive } from './served-archive.ts';

const address = 'console://app/base-map/some.pmtiles';
/** The archive with one byte of its header changed. */
function withByte(at: number, value: number): Buffer {
  const bytes = smallArchive();
  bytes[at] = value;
  return bytes;
}

/** The page's way to the file. */
function serve(bytes: Buffer | null): void {
  vi.stubGlobal('fetch', (_address: unknown, options: RequestInit | undefined) =>
    Promise.resolve(partOf(bytes, options)),
  );
}

afterEach(() => {
  vi.unstubAllGlobals();
});

async function open(bytes: Buffer | null) {
  serve(bytes);
  return await openArchive(address, 'some.pmtiles', new PMTiles(address));
}

test('an archive with the layers of the Protomaps basemap is opened', async () => {
  expect(await open(smallArchive())).toEqual({
    tiles: `pmtiles://${address}`,
    extent: { west: -13, south: 43, east: -11, north: 45 },
    attribution: '© somebody',
  });
});

test('one that is not there is missing', async () => {
  await expect(open(null)).rejects.toMatchObject({ code: 'base-map-missing' });
});

test.each([
  ['cut off', smallArchive().subarray(0, smallArchive().length - 2)],
  ['cut off in its header', smallArchive().subarray(0, 100)],
  ['with a broken directory', withByte(127 + 12, 255)],
])('one that is %s is damaged', async (_what, bytes) => {
  await expect(open(Buffer.from(bytes))).rejects.toMatchObject({
    code: 'base-map-damaged',
    parameters: { file: 'some.pmtiles' },
  });
});

test.each([
  ['format', Buffer.from('SQLite format 3\0'.repeat(20))],
  ['format', Buffer.alloc(0)],
  ['version', withByte(7, 2)],
  ['raster', withByte(99, 2)],
  ['packing', withByte(98, 4)],
  [
    'layers',
    smallArchive({
      metadata: { attribution: '', vector_layers: [layer('transportation', 'class'), layer('landcover')] },
    }),
  ],
  [
    'layers',
    smallArchive({
      metadata: {
        attribution: '',
        vector_layers: [layer('earth', 'pmap:kind'), layer('roads', 'pmap:kind')],
      },
    }),
  ],
])('one of another kind is unsuitable: %s', async (reason, bytes) => {
  await expect(open(bytes)).rejects.toMatchObject({ code: 'base-map-unsuitable', parameters: { reason } });
});
