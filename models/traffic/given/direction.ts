import {
  isDirected,
  linksTurned,
  neighbourMeans,
  neighbourShares,
  undirected,
} from '../../series/neighbours.ts';
import { noLinks } from '../../series/series.ts';
import { historySteps } from '../steps.ts';
import { hiddenShare, ownOf, type GivenFamily, type GivenWriter, type Situation } from './family.ts';

/** Downstream: where the traffic of a place goes next. Upstream: where it comes from. */
const directions = ['downstream', 'upstream'] as const;
type Direction = (typeof directions)[number];

/**
 * The last hour of the places one and two links downstream and upstream, apart. Only road links have a direction: with any other set
 * a network is not given it, and one that was trained with it is told that it is not known.
 */
export const directionFamily: GivenFamily = {
  prefix: 'direction ',
  names: directions,
  isUsual: false,
  isIn: ({ links }) => isDirected(links),
  columns: (given) => ownOf(directions, given).length * columnsEach,
  withSomeHidden(window, given, random) {
    if (ownOf(directions, given).length === 0 || random.next() >= hiddenShare) return window;
    return { ...window, links: undirected(window.links) };
  },
  declared: (declaration) => declaration,
  writer: (situation, given) => new DirectionWriter(situation, ownOf(directions, given)),
};

/** Over how many steps changes are told. */
const changeSteps = [1, 3, 6, 11];
/** The last value and its changes one link away, the same two links away, how unusual the former is, and whether nobody is heard of. */
const columnsEach = 2 * (1 + changeSteps.length) + 2;

/** `[place, history step]` each; NaN where nobody is heard of. */
interface Along {
  readonly oneLink: Float32Array;
  readonly twoLinks: Float32Array;
  readonly usual: Float32Array;
}

/**
 * Writes what is found along each direction in spreads; 0 and a flag where nothing is known. Each number is a difference from the one
 * before it on the way or in time, so that they are not all alike.
 */
class DirectionWriter implements GivenWriter {
  readonly #history: Float32Array;
  readonly #spread: number;
  readonly #along: readonly Along[];

  constructor({ filled, heard, heardUsual, spread }: Situation, given: readonly Direction[]) {
    const { links, places } = filled.window;
    const none = (): number => NaN;
    this.#history = filled.history;
    this.#spread = spread;
    this.#along = given.map((direction) => {
      const directed = isDirected(links) ? links : noLinks(places.length);
      const shares = neighbourShares(direction === 'downstream' ? directed : linksTurned(directed));
      const oneLink = neighbourMeans(shares, heard, historySteps, none);
      const nearest = (place: number, step: number): number => oneLink[place * historySteps + step] ?? NaN;
      return {
        oneLink,
        twoLinks: neighbourMeans(shares, oneLink, historySteps, nearest),
        usual: neighbourMeans(shares, heardUsual, historySteps, none),
      };
    });
  }

  write(place: number, out: Float32Array, offset: number): number {
    const latest = (place + 1) * historySteps - 1;
    let at = offset;
    const put = (value = NaN, from = NaN): void => {
      out[at++] = Number.isNaN(value - from) ? 0 : (value - from) / this.#spread;
    };
    for (const { oneLink, twoLinks, usual } of this.#along) {
      put(oneLink[latest], this.#history[latest]);
      for (const steps of changeSteps) put(oneLink[latest], oneLink[latest - steps]);
      put(twoLinks[latest], oneLink[latest]);
      for (const steps of changeSteps) put(twoLinks[latest], twoLinks[latest - steps]);
      put(oneLink[latest], usual[latest]);
      out[at++] = Number.isNaN(oneLink[latest] ?? NaN) ? 1 : 0;
    }
    return at;
  }
}
