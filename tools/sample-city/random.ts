import { SeededRandom } from '../../main/common/seeded-random.ts';

/**
 * A stream of random numbers that belongs to one thing: what is drawn for it depends on the seed and its keys alone, so that
 * taking something else out of the world leaves it as it was.
 *
 * @param keys what it belongs to, such as `('collision', road.key, day.date)`
 */
export function streamOf(seed: number, ...keys: readonly (string | number)[]): SeededRandom {
  return new SeededRandom(mixed([seed, ...keys].join(' ')));
}

/** FNV-1a (Fowler, Noll and Vo) over UTF-16 code units, then the finaliser of MurmurHash3 (Appleby), 32 bits. */
function mixed(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
