import type { Reach, ReachedPlace } from '../../common/contract/messages/reach.ts';
import { askedForecast } from './asked-forecast.ts';
import { shownEnd } from '../shown/clock.ts';
import type { DrilldownTools } from './drilldown.ts';
import type { Scene } from '../scene.ts';

/** So many places are told each way, and none that counts for less than this share of the strongest. */
const [placesTold, leastShare] = [6, 0.05];

/**
 * Which places push the forecast of a place, and whose forecasts it pushes.
 * @throws MetropoleError `place-unknown`, `aborted`
 */
export async function reachOf(
  tools: Pick<DrilldownTools, 'store' | 'forecasting' | 'situations'>,
  scene: Scene,
  now: number,
  request: { readonly place: number; readonly targetAt: number },
  signal?: AbortSignal,
): Promise<Reach> {
  const isLinked = scene.links.targets.length > 0;
  const targetAt = shownEnd(request.targetAt, now, scene);
  const none: Reach = { unit: scene.unit, asOf: null, targetAt, isLinked, pushing: [], moved: [] };
  const found = await askedForecast(tools, scene, now, request, signal);
  if (found === null || !isLinked) return none;
  const { run, asked, declaration } = found;
  const situations = await tools.situations.near(scene, declaration, run.asOf, asked.place);
  const { pushing, moved } = await tools.forecasting.call(
    'compute.reach',
    { ...asked, situations },
    { signal },
  );
  const minutes = (steps: number): number => (steps * scene.span.stepSeconds) / 60;
  return {
    ...none,
    asOf: run.asOf,
    pushing: told(scene, pushing, ({ stepsBefore }) => (stepsBefore === null ? null : minutes(stepsBefore))),
    moved: told(scene, moved, (one) => minutes(one.step + 1)),
  };
}

type Found = Pick<ReachedPlace, 'place' | 'value' | 'way'>;

/** The strongest, by their place ids. */
function told<One extends Found>(
  scene: Scene,
  found: readonly One[],
  minutes: (one: One) => number | null,
): ReachedPlace[] {
  const least = leastShare * Math.abs(found[0]?.value ?? 0);
  return found
    .filter(({ value }) => Math.abs(value) > 0 && Math.abs(value) >= least)
    .slice(0, placesTold)
    .flatMap((one) => {
      const place = scene.placeIds[one.place];
      return place === undefined ? [] : [{ place, value: one.value, way: one.way, minutes: minutes(one) }];
    });
}
