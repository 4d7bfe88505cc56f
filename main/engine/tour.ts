import type { TourIncident } from '../common/contract/messages/workspace.ts';
import { readTour } from '../practice/sample-city.ts';
import type { Engine } from './engine.ts';

/** The incident that a guided tour of this workspace can follow; null where the workspace does not hold it. */
export async function tourOf({ store, options, forecasts }: Engine): Promise<TourIncident | null> {
  if (!store.workspace.isPractice) return null;
  const tour = await readTour(options.locations.sampleCity);
  const place = tour === null ? undefined : await store.places.idOf(tour.detector);
  const { dataFrom, dataTo } = await forecasts.clock();
  if (tour === null || place === undefined || dataFrom === null || dataTo === null) return null;
  const isCovered = tour.incidentAt >= dataFrom && tour.incidentAt < dataTo;
  return isCovered ? { place, incidentAt: tour.incidentAt } : null;
}
