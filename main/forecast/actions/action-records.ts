import type { ActionRecord } from '../../common/contract/messages/actions.ts';
import type { Drilldown } from '../../common/contract/messages/drilldown.ts';
import type { ActionRow } from '../../common/rows/actions.ts';
import type { ForecastStore } from '../ports.ts';
import type { Scene } from '../scene.ts';
import { outcomeOf } from './outcome.ts';

/** So many actions that have ended are told of a place. */
const endedAtMost = 5;

/** An action as the contract tells it. */
export function actionRecord({ actionId, placeId, ...action }: ActionRow): ActionRecord {
  return { id: actionId, place: placeId, ...action, takenBack: action.takenBack && { ...action.takenBack } };
}

/**
 * What was done at a place as seen from now: all that runs, and what has ended last, each with what happened then.
 * @param index position of the place in the scene
 */
export async function actionsHere(
  store: ForecastStore,
  scene: Scene,
  now: number,
  index: number,
): Promise<Drilldown['actions']> {
  const here = scene.actions.filter(
    ({ placeId, takenBack, from }) => placeId === scene.placeIds[index] && takenBack === null && from <= now,
  );
  const runs = ({ until }: ActionRow): boolean => until === null || until > now;
  const told = [...here.filter(runs), ...here.filter((one) => !runs(one)).slice(0, endedAtMost)];
  return await Promise.all(
    told.map(async (action) => ({
      ...actionRecord(action),
      outcome: await outcomeOf(store, scene, now, action, index),
    })),
  );
}
