import { type CauseEffects } from '../traffic/effects-of-causes.ts';
import { intervalMilliseconds } from '../traffic/simulator.ts';
import { prepareTraffic, type Traffic } from '../traffic/simulate.ts';
import { type Calendar, type Cause, type City, type Effect, type Scenario, type Weather } from '../words.ts';
import { type Branch, runBranch } from './branch.ts';
import { type Effects, EffectColumns } from './effects.ts';
import { branchingPoint, type ReferenceRun, runReference } from './reference-run.ts';
import { sharesOfStep, type Ways } from './shares-of-step.ts';

/** Effects below this are not told, km/h. */
export const leastEffect = 0.5;

/** What the truth is made from. */
export interface TruthParts {
  readonly scenario: Scenario;
  readonly city: City;
  readonly calendar: Calendar;
  readonly weather: Weather;
  readonly causes: readonly Cause[];
  /** What causes did to the load, from the energy part; they are taken over as they are. */
  readonly energyEffects?: readonly Effect[];
  readonly progress?: (share: number) => void;
}

/**
 * What each cause did to the speed at each detector in each interval: the run with it minus the run without it, both driven by
 * the same streams. Where several causes meet it is the Shapley share (Shapley 1953) over those that meet there.
 */
export function makeTruth(parts: TruthParts): Effects {
  const columns = new EffectColumns();
  const { scenario, city, calendar, weather, progress = () => undefined } = parts;
  const traffic = prepareTraffic(scenario, city, calendar, weather, parts.causes);
  const acting = traffic.circumstances.causes.filter((cause) => acts(cause, traffic));
  const keepAt = new Set(acting.map((cause) => branchingPoint(traffic, cause)));
  const all = runReference(traffic, acting, keepAt, (share) => progress(0.25 * share));
  const none = runReference(traffic, [], keepAt, (share) => progress(0.25 + 0.25 * share));
  const without = acting.map((cause, index) => {
    progress(0.5 + (0.3 * index) / acting.length);
    const others = acting.filter((other) => other !== cause);
    return runBranch(traffic, all, others, branchingPoint(traffic, cause), cause.endsAt);
  });
  const ways: Ways = {
    detectors: traffic.posts.length,
    all,
    none,
    without,
    alone: coalitions(traffic, none, acting),
  };
  for (let step = 0; step < traffic.steps; step++) {
    if (step % 288 === 0) progress(0.8 + (0.2 * step) / traffic.steps);
    for (const { cause, detector, effect } of sharesOfStep(ways, step, leastEffect))
      columns.add({
        cause: acting[cause]?.cause.key ?? '',
        place: city.detectors[detector]?.key ?? '',
        at: traffic.start + step * intervalMilliseconds,
        metric: 'speed',
        effect,
      });
  }
  for (const effect of parts.energyEffects ?? []) columns.add(effect);
  progress(1);
  return columns.done();
}

/** Whether a cause does anything to traffic within what is kept. */
function acts(
  { startsAt, endsAt, restrictions, dark, visits, rains, isFoggy }: CauseEffects,
  traffic: Traffic,
): boolean {
  const does = restrictions.length > 0 || dark.length > 0 || visits !== null || rains || isFoggy;
  return does && endsAt > traffic.start && startsAt < traffic.start + traffic.steps * intervalMilliseconds;
}

/** Runs with only some causes, made when they are first asked for and kept. */
function coalitions(
  traffic: Traffic,
  none: ReferenceRun,
  acting: readonly CauseEffects[],
): (members: readonly number[]) => Branch {
  const known = new Map<string, Branch>();
  return (members) => {
    const key = members.join(' ');
    const found = known.get(key);
    if (found !== undefined) return found;
    const causes = acting.filter((_, index) => members.includes(index));
    const from = Math.min(...causes.map((cause) => branchingPoint(traffic, cause)));
    const until = Math.max(...causes.map(({ endsAt }) => endsAt));
    const made = runBranch(traffic, none, causes, from, until);
    known.set(key, made);
    return made;
  };
}
