import { PMTiles } from 'pmtiles';
import { afterEach, expect, test, vi } from 'vitest';
import { openArchive } from '../../../../renderer/map/archive/city-archive.ts';
import { pmtilesArchive } from '../../../../tools/build/pmtiles-archive.mjs';

const address = 'console://app/base-map/some.pmtiles';
const tiles = [{ z: 0, x: 0, y: 0, content: new Uint8Array([1, 2, 3]) }];

/** A layer as an archive describes it. */
function layer(id: string, ...fields: readonly string[]) {
  return { id, fields: Object.fromEntries(fields.map((field) => [field, 'String'])) };
}

const protomaps = {
  attribution: '<a href="https://example.org/">© somebody</a>',
  vector_layers: [layer('earth', 'kind'), layer('roads', 'kind', 'kind_detail')],
};

function good(metadata: Parameters<typeof pmtilesArchive>[1] = protomaps): Buffer {
  return pmtilesArchive(tiles, metadata, { bounds: [-13, 43, -11, 45], isCompressed: true });
}

/** The archive with one byte of its header changed. */
function withByte(at: number, value: number): Buffer {
  const bytes = good();
  bytes[at] = value;
  return bytes;
}

/** The page's way to the file: parts of these bytes; none where there is no file. */
function serve(bytes: Buffer | null): void {
  vi.stubGlobal('fetch', (_address: unknown, options: RequestInit | undefined) => {
    if (bytes === null) return Promise.resolve(new Response('Not found', { status: 404 }));
    const [, first = 0, last = 0] =
      /(\d+)-(\d+)/.exec(new Headers(options?.headers).get('range') ?? '') ?? [];
    const part = new Uint8Array(bytes.subarray(Number(first), Number(last) + 1));
    const headers = {
      'content-range': `bytes ${first}-${last}/${bytes.length}`,
      'content-length': `${part.length}`,
    };
    return Promise.resolve(new Response(part, { status: 206, headers }));
  });
}

afterEach(() => {
  vi.unstubAllGlobals();
});

async function open(bytes: Buffer | null) {
  serve(bytes);
  return await openArchive(address, 'some.pmtiles', new PMTiles(address));
}

test('an archive with the layers of the Protomaps basemap is opened', async () => {
  expect(await open(good())).toEqual({
    tiles: `pmtiles://${address}`,
    extent: { west: -13, south: 43, east: -11, north: 45 },
    attribution: '© somebody',
  });
});

test('one that is not there is missing', async () => {
  await expect(open(null)).rejects.toMatchObject({ code: 'base-map-missing' });
});

test.each([
  ['cut off', good().subarray(0, good().length - 2)],
  ['cut off in its header', good().subarray(0, 100)],
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
    good({ attribution: '', vector_layers: [layer('transportation', 'class'), layer('landcover')] }),
  ],
  [
    'layers',
    good({ attribution: '', vector_layers: [layer('earth', 'pmap:kind'), layer('roads', 'pmap:kind')] }),
  ],
])('one of another kind is unsuitable: %s', async (reason, bytes) => {
  await expect(open(bytes)).rejects.toMatchObject({ code: 'base-map-unsuitable', parameters: { reason } });
});
