import { bothWays } from '../series/neighbours.ts';
import { linksFromEdges, type Links } from '../series/series.ts';
import type { Window } from '../series/window.ts';

/** A window of some of the places of another. */
export interface PartOfWindow {
  readonly window: Window;
  /** Position in the whole window of each place, the place in question first. */
  readonly places: readonly number[];
}

/** The place and those up to so many links away in either direction, the nearest first. Links of a place to itself lead nowhere. */
export function placesWithin(links: Links, place: number, distance: number): number[] {
  return placesReached(bothWays(links), place, distance);
}

/** The same along the links alone. */
export function placesReached({ offsets, targets }: Links, place: number, distance: number): number[] {
  const found = new Set([place]);
  let edge = [place];
  for (let away = 0; away < distance; away++) {
    const next: number[] = [];
    for (const from of edge)
      for (const target of targets.subarray(offsets[from] ?? 0, offsets[from + 1] ?? 0)) {
        if (found.has(target)) continue;
        found.add(target);
        next.push(target);
      }
    edge = next;
  }
  return [...found];
}

/**
 * All of a window that reaches the forecast of one place through so many links. A model that looks no further forecasts that place from
 * it as from the whole, whatever the size of the city.
 */
export function receptiveField(window: Window, place: number, distance: number): PartOfWindow {
  return partOfWindow(window, placesWithin(window.links, place, distance));
}

/** The window of these places alone, with the links among them. */
export function partOfWindow(window: Window, places: readonly number[]): PartOfWindow {
  const rows = (values: Float32Array): Float32Array => {
    const length = values.length / window.places.length;
    const out = new Float32Array(places.length * length);
    places.forEach((from, row) => {
      out.set(values.subarray(from * length, (from + 1) * length), row * length);
    });
    return out;
  };
  return {
    places,
    window: {
      ...window,
      places: places.map((from) => window.places[from] ?? ''),
      history: rows(window.history),
      sameTime: window.sameTime.map((column) => ({ ...column, values: rows(column.values) })),
      links: linksAmong(window.links, places),
      covariates: window.covariates.map((covariate) =>
        covariate.perPlace ? { ...covariate, values: rows(covariate.values) } : covariate,
      ),
      attributes: window.attributes?.map((attribute) => ({ ...attribute, values: rows(attribute.values) })),
    },
  };
}

function linksAmong(links: Links, places: readonly number[]): Links {
  const rowOf = new Map(places.map((place, row) => [place, row]));
  const edges = places.flatMap((place, row) => {
    const found: (readonly [number, number, number])[] = [];
    for (let index = links.offsets[place] ?? 0; index < (links.offsets[place + 1] ?? 0); index++) {
      const target = rowOf.get(links.targets[index] ?? -1);
      if (target !== undefined) found.push([row, target, links.weights[index] ?? 0]);
    }
    return found;
  });
  return linksFromEdges(places.length, edges, links.type);
}
