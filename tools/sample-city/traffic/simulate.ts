import { type Calendar, type Cause, type City, type Grid, type Scenario, type Weather } from '../words.ts';
import { stepSeconds } from './cells.ts';
import { calibratedDemand } from './demand/calibrated.ts';
import { Variation } from './demand/variation.ts';
import { effectsOfCause } from './effects-of-causes.ts';
import { type Circumstances, intervalMilliseconds, Simulator } from './simulator.ts';
import { type State } from './state.ts';
import { flowAt, occupancyAt, type Post, postsOf, speedAt, type TrafficTruth } from './traffic-truth.ts';

const dayMilliseconds = 86_400_000;
/** The roads fill for so long before the first interval that is kept; the city's nights are quiet. */
const warmUpMilliseconds = 6 * 3_600_000;

export interface SimulationOptions {
  /** Called now and then with the share that is done. */
  readonly progress?: (share: number) => void;
  /** Called with the state at the beginning of each interval that is kept; it is only good during the call. */
  readonly atInterval?: (state: State) => void;
}

/** A simulator and what holds in a scenario. */
export interface Traffic {
  readonly simulator: Simulator;
  readonly circumstances: Circumstances;
  readonly posts: readonly Post[];
  /** First instant that is kept, and how many intervals of five minutes there are. */
  readonly start: number;
  readonly steps: number;
}

export function prepareTraffic(
  scenario: Scenario,
  city: City,
  calendar: Calendar,
  weather: Weather,
  causes: readonly Cause[],
): Traffic {
  const demand = calibratedDemand(city);
  const simulator = new Simulator(demand, calendar, weather);
  const { network } = demand;
  const start = scenario.until - scenario.days * dayMilliseconds;
  const effects = causes
    .filter(
      ({ startsAt, endsAt }) =>
        startsAt < scenario.until + dayMilliseconds && endsAt > start - dayMilliseconds,
    )
    .map((cause) => effectsOfCause(city, network, simulator.cells, cause));
  const posts = postsOf(city, network, simulator.cells);
  simulator.watch(Int32Array.from(posts.flatMap(({ cell }) => (cell < 0 ? [] : [cell]))));
  return {
    simulator,
    circumstances: {
      causes: effects,
      variation: new Variation(scenario.seed, city, demand.connectors, calendar),
      scale: scenario.character?.trips ?? 1,
      hoursLater: scenario.character?.hoursLater ?? 0,
    },
    posts,
    start,
    steps: (scenario.days * dayMilliseconds) / intervalMilliseconds,
  };
}

/** Speeds, flows and occupancies at all detectors for the days of the scenario, without noise. */
export function simulateTraffic(
  scenario: Scenario,
  city: City,
  calendar: Calendar,
  weather: Weather,
  causes: readonly Cause[],
  options: SimulationOptions = {},
): TrafficTruth {
  const traffic = prepareTraffic(scenario, city, calendar, weather, causes);
  const { simulator, circumstances, posts, steps } = traffic;
  const state = warmedUp(traffic);
  const truth = emptyTruth(traffic);
  for (let step = 0; step < steps; step++) {
    options.atInterval?.(state);
    const passed = simulator.advance(state, circumstances);
    for (const [detector, post] of posts.entries()) {
      const place = detector * steps + step;
      truth.speed.values[place] = speedAt(post, passed, freeSpeedOf(simulator, post));
      truth.flow.values[place] = flowAt(post, passed);
      truth.occupancy.values[place] = occupancyAt(post, passed);
    }
    if (step % 288 === 0) options.progress?.(step / steps);
  }
  options.progress?.(1);
  return truth;
}

/** The speed at which an empty post is passed now, km/h. */
export function freeSpeedOf({ roads }: Simulator, post: Post): number {
  return ((roads.free[post.cell] ?? NaN) * post.metres * 3.6) / stepSeconds;
}

/** The state at the start of what is kept. */
export function warmedUp({ simulator, circumstances, start }: Traffic): State {
  const state = simulator.emptyState(start - warmUpMilliseconds);
  while (state.at < start) simulator.advance(state, circumstances);
  return state;
}

function emptyTruth({ posts, start, steps }: Traffic): TrafficTruth {
  const grid = (): Grid => ({
    start,
    stepSeconds: intervalMilliseconds / 1000,
    steps,
    values: new Float32Array(posts.length * steps),
  });
  return { speed: grid(), flow: grid(), occupancy: grid() };
}
