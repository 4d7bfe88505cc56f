import { gzipSync } from 'node:zlib';
import { zxyToTileId } from 'pmtiles';

/** A tile of an archive: its place in the pyramid and its content. @typedef {{ z: number, x: number, y: number, content: Uint8Array }} Tile */
/** @typedef {{ id: number, run: number, offset: number, length: number }} Entry */

const headerBytes = 127;
/** Readers fetch so much at first and expect the whole root directory in it. */
const firstFetchBytes = 16_384;
const clustered = 1;
const compressions = { none: 1, gzip: 2 };
const vectorTiles = 1;
const wholeWorld = [-180, -85.0511, 180, 85.0511];

/**
 * An archive of vector tiles in PMTiles version 3. Tiles of the same content are stored once. Where the root directory
 * would be larger than readers expect, it leads to leaf directories.
 * Source: https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md
 *
 * @param {readonly Tile[]} tiles in any order
 * @param {{ readonly attribution: string, readonly vector_layers: readonly { readonly id: string, readonly fields: object }[] }} metadata
 * @param {{ readonly bounds?: readonly number[], readonly isCompressed?: boolean }} [options] west, south, east and north of what is
 *   shown, the whole world unless said; whether tiles and directories are packed with gzip
 * @returns {Buffer}
 */
export function pmtilesArchive(tiles, metadata, { bounds = wholeWorld, isCompressed = false } = {}) {
  const pack = isCompressed ? packed : Buffer.from;
  const { entries, contents } = laidOut(tiles, pack);
  const { root, leaves } = writeDirectories(entries, pack);
  const description = pack(Buffer.from(JSON.stringify(metadata)));
  const data = Buffer.concat(contents);
  const zooms = tiles.map(({ z }) => z);
  const header = Buffer.alloc(headerBytes);
  header.write('PMTiles');
  header.writeUInt8(3, 7);
  const metadataAt = headerBytes + root.length;
  const leavesAt = metadataAt + description.length;
  const dataAt = leavesAt + leaves.length;
  const numbers = [
    ...[headerBytes, root.length],
    ...[metadataAt, description.length],
    ...[leavesAt, leaves.length],
    ...[dataAt, data.length],
  ];
  const counts = [tiles.length, entries.length, contents.length];
  for (const [index, value] of [...numbers, ...counts].entries()) {
    header.writeBigUInt64LE(BigInt(value), 8 + 8 * index);
  }
  const compression = isCompressed ? compressions.gzip : compressions.none;
  const kinds = [clustered, compression, compression, vectorTiles, Math.min(...zooms), Math.max(...zooms)];
  for (const [index, value] of kinds.entries()) header.writeUInt8(value, 96 + index);
  const [west = 0, south = 0, east = 0, north = 0] = bounds;
  for (const [index, degrees] of [west, south, east, north].entries()) {
    header.writeInt32LE(Math.round(degrees * 1e7), 102 + 4 * index);
  }
  header.writeUInt8(Math.min(...zooms), 118);
  header.writeInt32LE(Math.round(((west + east) / 2) * 1e7), 119);
  header.writeInt32LE(Math.round(((south + north) / 2) * 1e7), 123);
  return Buffer.concat([header, root, description, leaves, data]);
}

/**
 * Gzip whose header names no system, so that every machine gives the same bytes.
 *
 * @param {Uint8Array} content
 */
function packed(content) {
  const bytes = gzipSync(content, { level: 9 });
  bytes[9] = 255;
  return bytes;
}

/**
 * Tiles in the order of the archive, with neighbours of the same content as one run.
 *
 * @param {readonly Tile[]} tiles
 * @param {(content: Uint8Array) => Buffer} pack
 */
function laidOut(tiles, pack) {
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
    const stored = pack(content);
    entries.push({ id, run: 1, offset, length: stored.length });
    if (known.has(key)) continue;
    known.set(key, offset);
    contents.push(stored);
    end += stored.length;
  }
  return { entries, contents };
}

/**
 * One root directory, or, where that would be too large, one that leads to leaves. In a root, an entry without a run is a
 * leaf.
 *
 * @param {readonly Entry[]} entries
 * @param {(content: Uint8Array) => Buffer} pack
 */
function writeDirectories(entries, pack) {
  const whole = pack(writeDirectory(entries));
  if (headerBytes + whole.length <= firstFetchBytes) return { root: whole, leaves: Buffer.alloc(0) };
  for (let perLeaf = 4096; ; perLeaf *= 2) {
    const starts = Array.from({ length: Math.ceil(entries.length / perLeaf) }, (_, leaf) => leaf * perLeaf);
    const leaves = starts.map((start) => pack(writeDirectory(entries.slice(start, start + perLeaf))));
    let end = 0;
    const leads = leaves.map(({ length }, leaf) => {
      const lead = { id: entries[starts[leaf] ?? 0]?.id ?? 0, run: 0, offset: end, length };
      end += length;
      return lead;
    });
    const root = pack(writeDirectory(leads));
    if (headerBytes + root.length <= firstFetchBytes) return { root, leaves: Buffer.concat(leaves) };
  }
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
