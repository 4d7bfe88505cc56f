import type { SeriesRecord } from '../../common/contract/compute-contract.ts';
import { covariateKinds, covariateNames } from '../../common/covariates.ts';
import type { ForecastStore } from '../ports.ts';
import type { Scene } from '../scene.ts';
import { eventColumns } from './events.ts';
import type { Grid } from './grid.ts';
import { incidentColumns, longestOpen } from './incidents.ts';
import { PlacePositions } from './whereabouts.ts';
import { weatherColumns } from './weather.ts';

/** What covariates are read from. */
export type CovariateStore = Pick<ForecastStore, 'places' | 'surroundings'>;

const hour = 3_600_000;
/** Around the steps asked for: what is ahead of the last, and what began before the first and still matters. */
const before = { weather: 4 * hour, incidents: longestOpen, events: 4 * hour };
const ahead = 4 * hour;

/**
 * What was known of weather, events and incidents at the end of each of some steps. Only what is loaded at all has its columns.
 * @param from start of the first step, epoch milliseconds
 * @param asOf what came in later is left out; it would change nothing, because the last step ends there
 */
export async function covariatesFromStore(
  store: CovariateStore,
  scene: Scene,
  from: number,
  steps: number,
  asOf: number | null,
): Promise<SeriesRecord['covariates']> {
  const loaded = await store.surroundings.kinds();
  if (steps <= 0 || !Object.values(loaded).includes(true)) return [];
  const grid: Grid = { from, steps, stepMilliseconds: scene.span.stepSeconds * 1000 };
  const end = from + steps * grid.stepMilliseconds;
  const request = (reach: number) => ({ from: from - reach, to: end + ahead, asOf });
  const columns = new Map<string, Float32Array>();
  const take = (more: ReadonlyMap<string, Float32Array>): void => {
    for (const [name, values] of more) columns.set(name, values);
  };
  if (loaded.weather)
    take(
      weatherColumns(grid, await store.surroundings.weather(['rain', 'visibility'], request(before.weather))),
    );
  if (loaded.events || loaded.incidents) {
    const positions = await positionsOf(store, scene);
    if (loaded.events) {
      const events = await store.surroundings.events(request(before.events));
      take(eventColumns(grid, events, positions, scene.placeIds.length));
    }
    if (loaded.incidents) {
      const incidents = await store.surroundings.incidents(request(before.incidents));
      take(incidentColumns(grid, incidents, positions, scene.links));
    }
  }
  return covariateNames.flatMap((name) => {
    const values = columns.get(name);
    return values === undefined ? [] : [{ name, perPlace: covariateKinds[name].perPlace, values }];
  });
}

/** Read once for a scene: it is thrown away when a file with other positions comes in. */
const positionsKnown = new WeakMap<Scene, Promise<PlacePositions>>();

/** Where the places of a scene are. */
export async function positionsOf(store: CovariateStore, scene: Scene): Promise<PlacePositions> {
  let found = positionsKnown.get(scene);
  if (found === undefined) {
    found = store.places.list().then((places) => new PlacePositions(scene.placeIds, places));
    found.catch(() => positionsKnown.delete(scene));
    positionsKnown.set(scene, found);
  }
  return await found;
}
