import { energyEffects } from '../energy/energy-effects.ts';
import { type CauseEffects } from '../traffic/effects-of-causes.ts';
import { intervalMilliseconds } from '../traffic/simulator.ts';
import { prepareTraffic, type Traffic } from '../traffic/simulate.ts';
import { type Effect, type World } from '../words.ts';
import { type Branch, runBranch } from './branch.ts';
import { branchingPoint, type ReferenceRun, runReference } from './reference-run.ts';
import { sharesOfStep, touchedBy, type Ways } from './shares-of-step.ts';

/** Effects below this are not told, km/h. */
export const leastEffect = 0.5;

/**
 * What each cause did to the speed at each detector in each interval: the run with it minus the run without it, both driven by
 * the same streams. Where several causes meet it is the Shapley share (Shapley 1953) over those that meet there. What causes did
 * to the load follows.
 *
 * @param say called at the beginning of each step of the work
 */
export function makeTruth(
  world: Pick<World, 'scenario' | 'city' | 'calendar' | 'weather' | 'causes'>,
  say: (step: string) => void,
): readonly Effect[] {
  const { scenario, city, calendar, weather, causes } = world;
  const traffic = prepareTraffic(scenario, city, calendar, weather, causes);
  const acting = traffic.circumstances.causes.filter((cause) => acts(cause, traffic));
  const keepAt = new Set(acting.map((cause) => branchingPoint(traffic, cause)));
  say('traffic with all causes and with none');
  const all = runReference(traffic, acting, keepAt);
  const none = runReference(traffic, [], keepAt);
  say(`traffic without each of ${acting.length} causes`);
  const without = acting.map((cause) => {
    const others = acting.filter((other) => other !== cause);
    return runBranch(traffic, all, others, branchingPoint(traffic, cause), cause.endsAt);
  });
  say('shares of causes that meet');
  const alone = runsAlone(traffic, none, acting);
  const detectors = traffic.posts.length;
  const touched = without.map((branch) => touchedBy(branch, detectors));
  const ways: Ways = { detectors, all, none, without, touched, alone };
  const effects: Effect[] = [];
  for (let step = 0; step < traffic.steps; step++)
    for (const { cause, detector, effect } of sharesOfStep(ways, step, leastEffect))
      effects.push({
        cause: acting[cause]?.cause.key ?? '',
        place: city.detectors[detector]?.key ?? '',
        at: traffic.start + step * intervalMilliseconds,
        metric: 'speed',
        effect,
      });
  return [...effects, ...energyEffects(scenario, city, calendar, weather, causes)];
}

/** Whether a cause does anything to traffic within what is kept. */
function acts(
  { startsAt, endsAt, restrictions, dark, visits, rains, isFoggy }: CauseEffects,
  traffic: Traffic,
): boolean {
  const does = restrictions.length > 0 || dark.length > 0 || visits !== null || rains || isFoggy;
  return does && endsAt > traffic.start && startsAt < traffic.start + traffic.steps * intervalMilliseconds;
}

/** Runs with one cause alone, made when they are first asked for and kept. */
function runsAlone(
  traffic: Traffic,
  none: ReferenceRun,
  acting: readonly CauseEffects[],
): (cause: number) => Branch {
  const known = new Map<number, Branch>();
  return (index) => {
    const found = known.get(index);
    if (found !== undefined) return found;
    const cause = acting[index];
    if (cause === undefined) throw new RangeError(`there is no cause ${index}`);
    const made = runBranch(traffic, none, [cause], branchingPoint(traffic, cause), cause.endsAt);
    known.set(index, made);
    return made;
  };
}
