import type { WindowRecord } from '../../common/contract/compute-contract.ts';
import type { CovariateName } from '../../common/covariates.ts';
import { positionsOf, type CovariateStore } from '../covariates/covariates.ts';
import { mostVisitors } from '../covariates/events.ts';
import type { Scene } from '../scene.ts';

const leaving: CovariateName = 'event-end';

/**
 * Whether more visitors leave a place at once than any event that has ended by then ever brought to a place of this city. Of all that
 * scenarios change, this alone rises: rain, fog and incidents fall to nothing, which is seen every day.
 * @param covariates of a scenario
 */
export async function isBeyondSeenEndings(
  store: CovariateStore,
  scene: Scene,
  { asOf, historySteps }: Pick<WindowRecord, 'asOf' | 'historySteps'>,
  place: number,
  covariates: WindowRecord['covariates'],
): Promise<boolean> {
  const values = covariates.find(({ name }) => name === leaving)?.values ?? new Float32Array(0);
  const here = values.subarray(place * historySteps, (place + 1) * historySteps);
  const most = here.reduce((best, one) => Math.max(best, one), 0);
  if (most === 0) return false;
  const past = await store.surroundings.events({ from: scene.span.from, to: asOf, asOf });
  const ended = past.filter(({ endsAt }) => endsAt <= asOf);
  return most > mostVisitors(ended, await positionsOf(store, scene));
}
