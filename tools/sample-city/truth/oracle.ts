import { streamOf } from '../random.ts';
import { Variation } from '../traffic/demand/variation.ts';
import { type CauseEffects } from '../traffic/effects-of-causes.ts';
import { countVehicles } from '../traffic/observe/count-vehicles.ts';
import { type Circumstances, intervalMilliseconds } from '../traffic/simulator.ts';
import { prepareTraffic, type Traffic, warmedUp } from '../traffic/simulate.ts';
import { copyOf, type State } from '../traffic/state.ts';
import { flowAt } from '../traffic/traffic-truth.ts';
import { type World } from '../words.ts';
import { redrawnCollisions } from './redrawn-collisions.ts';
import { readSpeeds } from './reference-run.ts';
import { Spread } from './spread.ts';

/** What no forecast of speed can beat at a horizon, km/h. */
export interface OracleError {
  readonly minutes: number;
  /** Of the reading that begins so much less five minutes after the origin. */
  readonly rmse: number;
  readonly mae: number;
  /** Over all readings from the origin to the horizon, as forecasts are evaluated. */
  readonly rmseUpTo: number;
  readonly maeUpTo: number;
}

const horizons = [15, 30, 45, 60] as const;
const stepsAhead = 12;
/** Futures that are driven from each origin, hours between origins, and the last days that have any. */
const futures = 8;
const hoursBetween = 7;
const lastDays = 7;
const hour = 3_600_000;

/**
 * The error that is left to who knows everything at the origin: the true state of all roads, the weather, what is planned and
 * what has happened. From each origin some futures are driven in which everything is redrawn that has not happened yet: trips,
 * capacities, collisions, and what detectors make of it. Their spread is the error.
 *
 * @param say called at the beginning of each step of the work
 */
export function oracleError(
  world: Pick<World, 'scenario' | 'city' | 'calendar' | 'weather' | 'causes'>,
  say: (step: string) => void,
): readonly OracleError[] {
  say('what no forecast can beat');
  const { scenario, city, calendar, weather, causes } = world;
  const days = Math.min(lastDays, scenario.days);
  const traffic = prepareTraffic({ ...scenario, days }, city, calendar, weather, causes);
  const spreads = Array.from({ length: stepsAhead }, () => new Spread());
  const state = warmedUp(traffic);
  let next = traffic.start + hour;
  const end = traffic.start + traffic.steps * intervalMilliseconds;
  while (state.at < end) {
    if (state.at >= next && state.at + hour <= end) {
      next += hoursBetween * hour;
      driveFutures(world, traffic, state, days + 1, spreads);
    }
    traffic.simulator.advance(state, traffic.circumstances);
  }
  return horizons.map((minutes) => {
    const step = minutes / 5;
    const upTo = Spread.joined(spreads.slice(0, step));
    const exactly = spreads[step - 1] ?? new Spread();
    return {
      minutes,
      rmse: exactly.deviation,
      mae: exactly.absolute,
      rmseUpTo: upTo.deviation,
      maeUpTo: upTo.absolute,
    };
  });
}

function driveFutures(
  { scenario, city, calendar }: Pick<World, 'scenario' | 'city' | 'calendar'>,
  traffic: Traffic,
  origin: State,
  days: number,
  spreads: readonly Spread[],
): void {
  const { posts } = traffic;
  const seen = spreads.map(() => new Float64Array(posts.length * futures));
  for (let future = 0; future < futures; future++) {
    const random = streamOf(scenario.seed, 'future', origin.at, future);
    const redrawn = { from: origin.at, seed: random.below(2 ** 32) };
    const circumstances: Circumstances = {
      ...traffic.circumstances,
      causes: knownCauses(traffic.circumstances.causes, origin.at).concat(
        redrawnCollisions(traffic.circumstances.causes, origin.at, days, random),
      ),
      variation: new Variation(scenario.seed, city, traffic.simulator.demand.connectors, calendar, redrawn),
    };
    const state = copyOf(origin);
    const speeds = new Float32Array(posts.length);
    for (const row of seen) {
      const passed = traffic.simulator.advance(state, circumstances);
      readSpeeds(traffic, speeds);
      for (const [detector, post] of posts.entries()) {
        const expected = flowAt(post, passed) / 12;
        const counted = countVehicles(random, expected, speeds[detector] ?? NaN, post.freeSpeedKmh);
        row[detector * futures + future] = counted.speed;
      }
    }
  }
  for (const [index, row] of seen.entries())
    for (let detector = 0; detector < posts.length; detector++)
      spreads[index]?.add(row.subarray(detector * futures, (detector + 1) * futures));
}

/** What has begun, and what is planned or forecast well: all but collisions and outages to come. */
function knownCauses(causes: readonly CauseEffects[], origin: number): CauseEffects[] {
  return causes.filter(
    ({ cause, startsAt }) => startsAt <= origin || (cause.kind !== 'collision' && cause.kind !== 'outage'),
  );
}
