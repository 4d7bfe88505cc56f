import { TileType, type Header, type PMTiles } from 'pmtiles';
import { z } from 'zod';
import { MetropoleError } from '../../../main/common/errors.ts';
import type { Extent } from '../../../main/common/view.ts';

/** An archive that the map can draw a city from. */
export interface CityArchive {
  /** As a source of the map's style names it. */
  readonly tiles: string;
  readonly extent: Extent;
  /** Whom its makers want named; empty when nobody. */
  readonly attribution: string;
}

/** The layers without which nothing of a city would be seen, as the Protomaps basemap names them. */
const neededLayers = ['earth', 'roads'];

/** A layer of that basemap says what each thing is by this; earlier versions had another name for it. */
const neededField = 'kind';

const metadataSchema = z.looseObject({
  attribution: z.string().catch(''),
  vector_layers: z
    .array(z.looseObject({ id: z.string(), fields: z.record(z.string(), z.unknown()).catch({}) }))
    .catch([]),
});

const magic = 'PMTiles';
const readableVersion = 3;
const headerBytes = 127;
/** Of PMTiles' ways to pack: none and gzip. Others need code that no page has. */
const readablePackings = [1, 2];

/**
 * Opens an archive as far as needed to know that a map can be drawn from it: its header, what it says of itself, and that none
 * of it is cut off. A single tile that is damaged shows when it is asked for.
 *
 * @param address where the page finds it
 * @param file what to call it
 * @throws MetropoleError `base-map-missing`, `base-map-damaged`, `base-map-unsuitable`
 */
export async function openArchive(address: string, file: string, archive: PMTiles): Promise<CityArchive> {
  const bytes = await lengthOf(address, file);
  try {
    const header = await archive.getHeader();
    checkHeader(header, bytes, file);
    const metadata = metadataSchema.parse(await archive.getMetadata());
    checkLayers(metadata.vector_layers, file);
    const { minLon, minLat, maxLon, maxLat } = header;
    return {
      tiles: `pmtiles://${address}`,
      extent: { west: minLon, south: minLat, east: maxLon, north: maxLat },
      attribution: metadata.attribution.replaceAll(/<[^>]*>/g, '').trim(),
    };
  } catch (thrown) {
    if (thrown instanceof MetropoleError) throw thrown;
    throw new MetropoleError('base-map-damaged', { file }, String(thrown));
  }
}

/** Length of the file, bytes, of one that begins as an archive of the version that can be read. */
async function lengthOf(address: string, file: string): Promise<number> {
  const response = await fetch(address, { headers: { range: `bytes=0-${headerBytes - 1}` } });
  if (!response.ok) throw new MetropoleError('base-map-missing', { file });
  const start = new Uint8Array(await response.arrayBuffer());
  if (new TextDecoder('latin1').decode(start.subarray(0, magic.length)) !== magic)
    throw new MetropoleError('base-map-unsuitable', { file, reason: 'format' });
  if (start[magic.length] !== readableVersion)
    throw new MetropoleError('base-map-unsuitable', { file, reason: 'version' });
  const total = /\/(\d+)$/.exec(response.headers.get('content-range') ?? '')?.[1];
  return total === undefined ? start.length : Number(total);
}

function checkHeader(header: Header, bytes: number, file: string): void {
  const ends = [
    header.rootDirectoryOffset + header.rootDirectoryLength,
    header.jsonMetadataOffset + header.jsonMetadataLength,
    header.leafDirectoryOffset + (header.leafDirectoryLength ?? 0),
    header.tileDataOffset + (header.tileDataLength ?? 0),
  ];
  if (Math.max(...ends) > bytes)
    throw new MetropoleError('base-map-damaged', { file }, `${Math.max(...ends)} of ${bytes} bytes`);
  const reason =
    header.tileType !== TileType.Mvt
      ? 'raster'
      : readablePackings.includes(header.tileCompression) &&
          readablePackings.includes(header.internalCompression)
        ? null
        : 'packing';
  if (reason !== null) throw new MetropoleError('base-map-unsuitable', { file, reason });
}

function checkLayers(
  layers: readonly { readonly id: string; readonly fields: Readonly<Record<string, unknown>> }[],
  file: string,
): void {
  const isSuitable = neededLayers.every((needed) =>
    layers.some(
      ({ id, fields }) => id === needed && (Object.keys(fields).length === 0 || neededField in fields),
    ),
  );
  if (isSuitable) return;
  const found = layers.map(({ id }) => id).join(', ');
  throw new MetropoleError('base-map-unsuitable', { file, reason: 'layers' }, found);
}
