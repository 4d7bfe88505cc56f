import type { TrainedModel } from '../model.ts';
import { fillWindow } from '../series/fill.ts';
import { isDirected, linksTurned } from '../series/neighbours.ts';
import type { Links } from '../series/series.ts';
import type { Window } from '../series/window.ts';
import { partOfWindow, placesReached, placesWithin } from './receptive-field.ts';

/** A forecast of another place that this place moves most at `step`. */
export interface Moved {
  /** Position in the window. */
  readonly place: number;
  /** Horizon step, 0 = first. */
  readonly step: number;
  /** How much higher the mean is than if this place were as usual, in the unit of the data. */
  readonly value: number;
}

/** Which way a place lies: where traffic goes next, or where it comes from. */
export type Way = 'downstream' | 'upstream';

/** How far is looked, in links: as far as any of the models that look at links does. */
export const reachLinks = 2;

/**
 * Whose forecasts this place moves: those of the places up to two links away, as they are against what they would be if the last readings
 * of this place were its usual. The sensitivity of the model, no prediction of what would happen. Two runs over the neighbourhood.
 * @returns the strongest first; nothing for models that look at no links
 */
export async function movedBy(
  model: TrainedModel,
  whole: Window,
  wholePlace: number,
): Promise<readonly Moved[]> {
  if (model.declaration.inputs.links.length === 0) return [];
  const targets = placesWithin(whole.links, wholePlace, reachLinks).slice(1);
  if (targets.length === 0) return [];
  const { window, places } = partOfWindow(whole, placesWithin(whole.links, wholePlace, 2 * reachLinks));
  const filled = fillWindow(window, model.usual, model.places);
  const history = window.history.slice();
  history.set(filled.usualHistory.subarray(0, window.historySteps));
  const asked = Uint32Array.from(targets, (_, index) => index + 1);
  const real = await model.predict(window, { places: asked });
  const asUsual = await model.predict({ ...window, history }, { places: asked });
  const { horizonSteps } = real;
  return Array.from(asked, (place, row): Moved => {
    const changes = Array.from({ length: horizonSteps }, (_, step) => {
      const change =
        (real.mean[row * horizonSteps + step] ?? NaN) - (asUsual.mean[row * horizonSteps + step] ?? NaN);
      return Number.isFinite(change) ? change : 0;
    });
    const step = changes.reduce(
      (best, change, at) => (Math.abs(change) > Math.abs(changes[best] ?? 0) ? at : best),
      0,
    );
    return { place: places[place] ?? place, step, value: changes[step] ?? 0 };
  }).sort((one, other) => Math.abs(other.value) - Math.abs(one.value));
}

/** Which way another place lies; null where links have no direction, or it lies both ways. */
export function wayTo(links: Links, place: number, other: number): Way | null {
  if (!isDirected(links)) return null;
  const isDownstream = placesReached(links, place, reachLinks).includes(other);
  const isUpstream = placesReached(linksTurned(links), place, reachLinks).includes(other);
  if (isDownstream === isUpstream) return null;
  return isDownstream ? 'downstream' : 'upstream';
}
