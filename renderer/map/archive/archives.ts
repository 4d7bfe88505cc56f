import { PMTiles, Protocol } from 'pmtiles';

/** The archives that maps read from, by address: the map library asks it for tiles. */
export const archives = new Protocol();

/** Reads the archive at an address, afresh: the map reads what this one gives, whatever was read there before. */
export function archiveAt(address: string): PMTiles {
  const archive = new PMTiles(address);
  archives.add(archive);
  return archive;
}
