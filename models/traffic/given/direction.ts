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
  isIn: ({ links }) => isDirected(links),
  columns: (given) => ownOf(directions, given).length * columnsEach,
  withSomeHidden(window, given, random) {
    if (ownOf(directions, given).length === 0 || random.next() >= hiddenShare) return window;
    return { ...window, links: undirected(window.links) };
  },
  declared: (declaration) => declaration,
  writer: (situation, given) => new DirectionWriter(situation, ownOf(directions, given)),
};

/** Lags one link away, lags two links away, the usual one link away at the last step, and whether nobody is heard of there. */
const columnsEach = 2 * historySteps + 2;

/** `[place, history step]` each; NaN where nobody is heard of. */
interface Along {
  readonly oneLink: Float32Array;
  readonly twoLinks: Float32Array;
  readonly usual: Float32Array;
}

/** Writes what is found along each direction, relative to the place's last value in spreads; 0 and a flag where nothing is known. */
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
      return {
        oneLink,
        twoLinks: neighbourMeans(
          shares,
          oneLink,
          historySteps,
          (place, step) => oneLink[place * historySteps + step] ?? NaN,
        ),
        usual: neighbourMeans(shares, heardUsual, historySteps, none),
      };
    });
  }

  write(place: number, out: Float32Array, offset: number): number {
    const first = place * historySteps;
    const latest = first + historySteps - 1;
    const last = this.#history[latest] ?? NaN;
    let at = offset;
    const put = (value = NaN): void => {
      out[at++] = Number.isNaN(value) ? 0 : (value - last) / this.#spread;
    };
    for (const { oneLink, twoLinks, usual } of this.#along) {
      for (let cell = first; cell <= latest; cell++) put(oneLink[cell]);
      for (let cell = first; cell <= latest; cell++) put(twoLinks[cell]);
      put(usual[latest]);
      out[at++] = Number.isNaN(oneLink[latest] ?? NaN) ? 1 : 0;
    }
    return at;
  }
}
