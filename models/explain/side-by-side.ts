import { linksFromEdges, type Covariate, type Links } from '../series/series.ts';
import type { Window } from '../series/window.ts';

/** The links of so many copies of the places, one after the other; no copy is linked to another. */
export function repeatedLinks(links: Links, copies: number): Links {
  const places = links.offsets.length - 1;
  const edges: (readonly [number, number, number])[] = [];
  for (let copy = 0; copy < copies; copy++)
    for (let from = 0; from < places; from++)
      for (let at = links.offsets[from] ?? 0; at < (links.offsets[from + 1] ?? 0); at++)
        edges.push([copy * places + from, copy * places + (links.targets[at] ?? 0), links.weights[at] ?? 0]);
  return linksFromEdges(copies * places, edges, links.type);
}

/**
 * Windows of the same places and the same moment as one, so that a model runs once for all of them: the places of the first, then those of
 * the second, and so on.
 * @param links theirs, repeated for each
 */
export function sideBySide(windows: readonly Window[], links: Links): Window {
  const [first, ...more] = windows;
  if (first === undefined) throw new RangeError('no window to put beside another');
  if (more.length === 0) return first;
  const joined = (columns: readonly Float32Array[]): Float32Array => {
    const length = columns[0]?.length ?? 0;
    const out = new Float32Array(length * columns.length);
    for (const [index, values] of columns.entries()) out.set(values, index * length);
    return out;
  };
  return {
    ...first,
    places: windows.flatMap(({ places }) => places),
    history: joined(windows.map(({ history }) => history)),
    sameTime: first.sameTime.map((column, index) => ({
      ...column,
      values: joined(windows.map(({ sameTime }) => sameTime[index]?.values ?? column.values)),
    })),
    links,
    covariates: first.covariates.map((covariate, index) => ({
      ...covariate,
      perPlace: true,
      values: joined(windows.map((window) => byPlace(window, window.covariates[index] ?? covariate))),
    })),
    attributes: first.attributes?.map((attribute) => ({
      ...attribute,
      values: joined(windows.map(() => attribute.values)),
    })),
  };
}

/** A covariate as values for every place. */
function byPlace({ places, historySteps }: Window, { perPlace, values }: Covariate): Float32Array {
  if (perPlace) return values;
  return Float32Array.from(
    { length: places.length * historySteps },
    (_, at) => values[at % historySteps] ?? NaN,
  );
}
