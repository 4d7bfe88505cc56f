import { departs } from '../../../models/explain/causes/departure.ts';
import type { CauseQuestion, LoggedCause } from '../../../models/explain/causes/question.ts';
import { deviationAt } from '../../../models/explain/causes/recent.ts';
import type { CityUnderStudy } from './city-under-study.ts';

/** A place that departs from its usual, what is logged around it, and what it is due to. */
export interface DepartureCase {
  readonly question: CauseQuestion;
  readonly logged: readonly LoggedCause[];
  /** Position in `logged` of what acts here most; -1 where nothing that is logged does. */
  readonly truth: number;
  /** Key of the cause that acts here most, logged or not; null where none does. */
  readonly acting: string | null;
  /** Nothing acts here that matters, logged or not. */
  readonly isFree: boolean;
  /** Whether an entry that disturbs nothing is within reach. */
  readonly hasDecoy: boolean;
}

/** How much of the past the finder sees, and how far apart moments are looked at; steps. */
const recentSteps = 36;
const everySteps = 3;
/** A cause acts where it does at least so much, km/h, and so much of the departure. */
const leastEffect = 3;
const leastShare = 1 / 2;
/** Nothing acts where nothing does as much of it. */
const unclearShare = 1 / 4;

/** All departures of a city at every third step, beginning at one of them. */
export function* departuresOf(study: CityUnderStudy, phase: number): Generator<DepartureCase> {
  const { steps, points, onRoad } = study.city;
  const decoys = new Set(onRoad.filter(({ isDecoy }) => isDecoy).map(({ key }) => key));
  for (let step = recentSteps + (phase % everySteps); step < steps; step += everySteps) {
    const asOf = study.endOf(step);
    let recent: CauseQuestion['recent'] | null = null;
    for (let place = 0; place < points.length; place++) {
      if (Number.isNaN(study.relative[place * steps + step] ?? NaN)) continue;
      recent ??= recentOf(study, step, asOf);
      const deviation = deviationAt(recent, place, asOf);
      const usual = study.usual[place * steps + step] ?? NaN;
      const spread = study.spreadAt(place, step);
      if (!departs(usual, spread, deviation)) continue;
      const question = {
        place,
        targetAt: asOf,
        deviation,
        spread: spread / usual,
        recent,
        roads: study.roads,
      };
      const logged = study.loggedAt(place, asOf, step);
      const effects = study
        .actingAt(place, step)
        .filter(({ effect }) => Math.sign(effect) === Math.sign(deviation));
      const strongest = Math.abs(effects[0]?.effect ?? 0);
      const share = strongest / (Math.abs(deviation) * usual);
      const acting = share >= leastShare && strongest >= leastEffect ? effects[0]?.cause : undefined;
      const isIt = ({ key, kind }: LoggedCause): boolean =>
        acting !== undefined &&
        (kind === 'rain' || kind === 'fog' ? kind === acting.kind : key === acting.key);
      const hasDecoy = logged.some(({ key }) => decoys.has(key));
      const isFree = share < unclearShare;
      yield {
        question,
        logged,
        truth: logged.findIndex(isIt),
        acting: acting?.key ?? null,
        isFree,
        hasDecoy,
      };
    }
  }
}

function recentOf({ city, relative }: CityUnderStudy, step: number, asOf: number): CauseQuestion['recent'] {
  const { steps, points, stepSeconds } = city;
  const values = new Float32Array(points.length * recentSteps);
  for (const place of points.keys()) {
    const end = place * steps + step + 1;
    values.set(relative.subarray(end - recentSteps, end), place * recentSteps);
  }
  return { values, steps: recentSteps, stepMinutes: stepSeconds / 60, asOf };
}
