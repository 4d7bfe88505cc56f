import { PMTiles } from 'pmtiles';

/** An archive as the library reads it. */
export function openedArchive(archive: Uint8Array): PMTiles {
  return new PMTiles({
    getKey: () => 'archive',
    getBytes: (offset, length) =>
      Promise.resolve({ data: new Uint8Array(archive).buffer.slice(offset, offset + length) }),
  });
}
