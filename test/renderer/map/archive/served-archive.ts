import { pmtilesArchive } from '../../../../tools/build/pmtiles-archive.mjs';

/** A layer as an archive describes it. */
export function layer(id: string, ...fields: readonly string[]) {
  return { id, fields: Object.fromEntries(fields.map((field) => [field, 'String'])) };
}

const protomaps = {
  attribution: '<a href="https://example.org/">© somebody</a>',
  vector_layers: [layer('earth', 'kind'), layer('roads', 'kind', 'kind_detail')],
};

const tiles = [{ z: 0, x: 0, y: 0, content: new Uint8Array([1, 2, 3]) }];

/** An archive of one tile, of the Protomaps basemap unless said, around the middle of the sample city unless said. */
export function smallArchive({ metadata = protomaps, bounds = [-13, 43, -11, 45] } = {}): Buffer {
  return pmtilesArchive(tiles, metadata, { bounds, isCompressed: true });
}

/** What a page gets that asks for a part of these bytes; null: there is no such file. */
export function partOf(bytes: Buffer | null, options: RequestInit | undefined): Response {
  if (bytes === null) return new Response('Not found', { status: 404 });
  const range = new Headers(options?.headers).get('range') ?? '';
  const [, first = 0, last = 0] = /(\d+)-(\d+)/.exec(range) ?? [];
  const part = new Uint8Array(bytes.subarray(Number(first), Number(last) + 1));
  const headers = {
    'content-range': `bytes ${first}-${last}/${bytes.length}`,
    'content-length': `${part.length}`,
  };
  return new Response(part, { status: 206, headers });
}
