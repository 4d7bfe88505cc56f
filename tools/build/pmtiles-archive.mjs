import { zxyToTileId } from 'pmtiles';

/** A tile of an archive: its place in the pyramid and its content. @typedef {{ z: number, x: number, y: number, content: Uint8Array }} Tile */
/** @typedef {{ id: number, run: number, offset: number, length: number }} Entry */

const headerBytes = 127;
/** Readers fetch so much at first and expect the whole directory in it. */
const firstFetchBytes = 16_384;
const clustered = 1;
const uncompressed = 1;
const vectorTiles = 1;
const wholeWorld = [-180, -85.0511, 180, 85.0511];

/**
 * An archive of vector tiles in PMTiles version 3, nothing compressed. Tiles of the same content are stored once.
 * Source: https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md
 *
 * @param {readonly Tile[]} tiles of the whole world, in any order
 * @param {{ readonly attribution: string, readonly vector_layers: readonly { readonly id: string, readonly fields: object }[] }} metadata
 * @returns {Buffer}
 * @throws {Error} when there are more tiles than one directory holds
 */
export function pmtilesArchive(tiles, metadata) {
  const { entries, contents } = laidOut(tiles);
  const directory = writeDirectory(entries);
  if (headerBytes + directory.length > firstFetchBytes) {
    throw new Error(
      `the directory of ${String(entries.length)} entries does not fit ${String(firstFetchBytes)} bytes`,
    );
  }
  const description = Buffer.from(JSON.stringify(metadata));
  const data = Buffer.concat(contents);
  const zooms = tiles.map(({ z }) => z);
  const header = Buffer.alloc(headerBytes);
  header.write('PMTiles');
  header.writeUInt8(3, 7);
  const metadataAt = headerBytes + directory.length;
  const dataAt = metadataAt + description.length;
  const numbers = [
    headerBytes,
    directory.length,
    metadataAt,
    description.length,
    dataAt,
    0,
    dataAt,
    data.length,
  ];
  const counts = [tiles.length, entries.length, contents.length];
  for (const [index, value] of [...numbers, ...counts].entries()) {
    header.writeBigUInt64LE(BigInt(value), 8 + 8 * index);
  }
  const kinds = [clustered, uncompressed, uncompressed, vectorTiles, Math.min(...zooms), Math.max(...zooms)];
  for (const [index, value] of kinds.entries()) header.writeUInt8(value, 96 + index);
  for (const [index, degrees] of wholeWorld.entries()) {
    header.writeInt32LE(Math.round(degrees * 1e7), 102 + 4 * index);
  }
  return Buffer.concat([header, directory, description, data]);
}

/**
 * Tiles in the order of the archive, with neighbours of the same content as one run.
 *
 * @param {readonly Tile[]} tiles
 */
function laidOut(tiles) {
  const inOrder = tiles
    .map(({ z, x, y, content }) => ({ id: zxyToTileId(z, x, y), content }))
    .sort((one, other) => one.id - other.id);
  /** @type {Map<string, number>} */
  const known = new Map();
  /** @type {Uint8Array[]} */
  const contents = [];
  /** @type {Entry[]} */
  const entries = [];
  let end = 0;
  for (const { id, content } of inOrder) {
    const key = Buffer.from(content).toString('latin1');
    const offset = known.get(key) ?? end;
    const last = entries.at(-1);
    if (last?.offset === offset && last.id + last.run === id) {
      last.run += 1;
      continue;
    }
    entries.push({ id, run: 1, offset, length: content.length });
    if (known.has(key)) continue;
    known.set(key, offset);
    contents.push(content);
    end += content.length;
  }
  return { entries, contents };
}

/** @param {readonly Entry[]} entries */
function writeDirectory(entries) {
  /** @type {number[]} */
  const bytes = [];
  /** @param {number} value */
  const put = (value) => {
    let rest = value;
    for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
    bytes.push(rest);
  };
  put(entries.length);
  for (const [index, { id }] of entries.entries()) put(id - (entries[index - 1]?.id ?? 0));
  for (const { run } of entries) put(run);
  for (const { length } of entries) put(length);
  for (const [index, { offset }] of entries.entries()) {
    const before = entries[index - 1];
    put(before !== undefined && before.offset + before.length === offset ? 0 : offset + 1);
  }
  return Buffer.from(bytes);
}
