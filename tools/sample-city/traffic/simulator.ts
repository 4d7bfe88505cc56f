import { type Calendar, type Weather } from '../words.ts';
import { cellsOf, type Cells, stepSeconds } from './cells.ts';
import { darkExitPerHour } from './dark-signals.ts';
import { dayOf, hourOf } from './demand/days.ts';
import { type Demand } from './demand/demand.ts';
import { tripShares } from './demand/profiles.ts';
import { purposes } from './demand/purposes.ts';
import { rainShift } from './demand/rain-shift.ts';
import { type Variation } from './demand/variation.ts';
import { type CauseEffects } from './effects-of-causes.ts';
import { FlowStep } from './flow-step.ts';
import { Junctions } from './junctions.ts';
import { lostMinutes } from './lost-time.ts';
import { RoadConditions } from './road-conditions.ts';
import { emptyState, type State } from './state.ts';
import { Turning, type WeightedLoads } from './turning.ts';
import { crowdPerHour } from './visits.ts';
import { darkFactors, fogFactors, rainFactors, weatherAt } from './weather-effects.ts';

/** What of the world may differ between two runs. */
export interface Circumstances {
  readonly causes: readonly CauseEffects[];
  /** None where every day is an average one. */
  readonly variation: Variation | null;
  /** Trips over those of the demand; 1 but for calibration and busier cities. */
  readonly scale: number;
  /** How much later in the day trips begin; left out: not at all. */
  readonly hoursLater?: number;
}

/** Sums over the steps of one interval, for the cells that are watched. */
export interface Passed {
  /** Vehicles that left each cell. */
  readonly flow: Float64Array;
  /** Vehicles in each cell, summed over steps. */
  readonly vehicles: Float64Array;
  readonly steps: number;
}

export const intervalMilliseconds = 300_000;
const minuteMilliseconds = 60_000;
const stepsPerMinute = 60 / stepSeconds;
const stepsPerInterval = 5 * stepsPerMinute;

/** Traffic of a city: one work area that states are advanced in. */
export class Simulator {
  readonly demand: Demand;
  readonly cells: Cells;
  readonly roads: RoadConditions;
  readonly #calendar: Calendar;
  readonly #weather: Weather;
  readonly #junctions: Junctions;
  readonly #step: FlowStep;
  readonly #turning: Turning;
  /** Vehicles that begin in a step, in the mean of the interval, at each pair of zone and junction; and now at each node. */
  readonly #expected: Float64Array;
  readonly #arrivals: Float64Array;
  readonly #chance: Float64Array;
  readonly #lost: Float64Array;
  readonly #zoneFactor: Float64Array;
  readonly #roadFactor: Float64Array;
  readonly #shares = new Float64Array(purposes.length);
  /** Of the last interval. */
  readonly passed: Passed;
  #watched: Int32Array = new Int32Array(0);

  constructor(demand: Demand, calendar: Calendar, weather: Weather) {
    const { network, city } = demand;
    this.demand = demand;
    this.#calendar = calendar;
    this.#weather = weather;
    this.cells = cellsOf(city, network);
    this.roads = new RoadConditions(this.cells);
    this.#junctions = new Junctions(network, (link) => city.roads[network.roadOf[link] ?? -1]?.lanes ?? 1);
    this.#step = new FlowStep(this.roads, this.#junctions, entryCapacities(demand, this.cells));
    this.#turning = new Turning(demand);
    this.#arrivals = new Float64Array(network.nodes);
    this.#expected = new Float64Array(demand.connectors.zoneOf.length);
    this.#chance = new Float64Array(demand.connectors.zoneOf.length);
    this.#lost = new Float64Array(network.links);
    this.#zoneFactor = new Float64Array(city.trafficZones.length).fill(1);
    this.#roadFactor = new Float64Array(city.roads.length).fill(1);
    this.passed = {
      flow: new Float64Array(this.cells.count),
      vehicles: new Float64Array(this.cells.count),
      steps: stepsPerInterval,
    };
  }

  emptyState(at: number): State {
    return emptyState(this.demand.network, this.cells, at);
  }

  /** Which cells are summed from now on; none at first. */
  watch(cells: Int32Array): void {
    this.#watched = cells;
  }

  /** Advances a state by five minutes. The sums are good until the next call. */
  advance(state: State, circumstances: Circumstances): Passed {
    const { at } = state;
    const near = circumstances.causes.filter(
      ({ startsAt, endsAt }) => startsAt < at + intervalMilliseconds && endsAt > at,
    );
    this.#travel(at, near, circumstances);
    this.passed.flow.fill(0);
    this.passed.vehicles.fill(0);
    for (let minute = 0; minute < 5; minute++) {
      const now = at + minute * minuteMilliseconds;
      if (minute === 0 || near.some((cause) => changesIn(cause, now)))
        this.#restrict(now, at, near, circumstances.variation);
      this.#arrive(now, circumstances.variation);
      lostMinutes(this.roads, state.vehicles, this.#lost);
      this.#turning.hear(state.delay, this.#lost);
      this.#turning.turn(state.delay, this.#junctions);
      for (let step = 0; step < stepsPerMinute; step++) {
        this.#step.advance(state, this.#arrivals);
        this.#count(state);
      }
    }
    state.at = at + intervalMilliseconds;
    return this.passed;
  }

  #count(state: State): void {
    const { flow, vehicles } = this.passed;
    const { flow: gone } = this.#step;
    const watched = this.#watched;
    for (let index = 0; index < watched.length; index++) {
      const cell = watched[index] ?? 0;
      flow[cell] = (flow[cell] ?? 0) + (gone[cell] ?? 0);
      vehicles[cell] = (vehicles[cell] ?? 0) + (state.vehicles[cell] ?? 0);
    }
  }

  /** What is travelled in the interval: turning shares and arrivals at junctions. */
  #travel(
    at: number,
    near: readonly CauseEffects[],
    { variation, scale, hoursLater = 0 }: Circumstances,
  ): void {
    const middle = at + intervalMilliseconds / 2;
    const day = dayOf(this.#calendar, middle);
    tripShares(day, hourOf(day, middle) - hoursLater, this.#shares);
    rainShift(this.#shares, this.#rainAt(middle, near));
    const patterns: WeightedLoads[] = this.demand.patterns.map((loads, index) => ({
      loads,
      weight: scale * (this.#shares[index] ?? 0),
    }));
    for (const { visits } of near) {
      if (visits === null) continue;
      const { to, from } = this.demand.visits(visits.site);
      patterns.push(
        { loads: to, weight: crowdPerHour(visits.arrivals, visits.vehicles, middle) },
        { loads: from, weight: crowdPerHour(visits.departures, visits.vehicles, middle) },
      );
    }
    this.#turning.mix(patterns);
    variation?.demandAt(middle, this.#zoneFactor);
    const { zoneOf } = this.demand.connectors;
    for (let pair = 0; pair < zoneOf.length; pair++) {
      let perHour = 0;
      for (const { loads, weight } of patterns) perHour += weight * (loads.entry[pair] ?? 0);
      if (variation !== null) perHour *= this.#zoneFactor[zoneOf[pair] ?? 0] ?? 1;
      this.#expected[pair] = (perHour * stepSeconds) / 3600;
    }
  }

  /** Who begins in this minute: about as many as expected, with the variance of a Poisson count. */
  #arrive(now: number, variation: Variation | null): void {
    const { nodeOf } = this.demand.connectors;
    variation?.arrivalsAt(now, this.#chance);
    this.#arrivals.fill(0);
    for (let pair = 0; pair < nodeOf.length; pair++) {
      const expected = this.#expected[pair] ?? 0;
      if (expected === 0) continue;
      const spread = (this.#chance[pair] ?? 0) / Math.sqrt(expected * stepsPerMinute);
      const node = nodeOf[pair] ?? 0;
      this.#arrivals[node] = (this.#arrivals[node] ?? 0) + expected * Math.max(0, 1 + spread);
    }
  }

  /** What the roads can do in a minute. */
  #restrict(
    now: number,
    intervalStart: number,
    near: readonly CauseEffects[],
    variation: Variation | null,
  ): void {
    const rain = rainFactors(this.#rainAt(now, near));
    const fog = this.#fogAt(now, near);
    const dark = darkFactors(weatherAt(this.#weather, now, ({ darkness }) => darkness));
    const { roads } = this;
    roads.reset(rain.speed * fog.speed * dark.speed, rain.capacity * fog.capacity * dark.capacity);
    const { roadOf, into } = this.demand.network;
    if (variation !== null) {
      variation.capacityAt(intervalStart, this.#roadFactor);
      for (let link = 0; link < roads.exit.length; link++)
        roads.vary(link, this.#roadFactor[roadOf[link] ?? 0] ?? 1);
    }
    for (const { restrictions, dark: nodes, startsAt, endsAt } of near) {
      if (startsAt > now || endsAt <= now) continue;
      for (const { cell, speed, capacity } of restrictions) roads.restrict(cell, speed, capacity);
      for (const node of nodes)
        for (let index = into.offsets[node] ?? 0; index < (into.offsets[node + 1] ?? 0); index++) {
          const link = into.items[index] ?? 0;
          const lanes = this.cells.lanes[this.cells.offsets[link] ?? 0] ?? 1;
          roads.exit[link] = Math.min(roads.exit[link] ?? 0, (darkExitPerHour(lanes) * stepSeconds) / 3600);
        }
    }
    roads.settle();
  }

  #rainAt(at: number, near: readonly CauseEffects[]): number {
    const fallen = (cause: CauseEffects): number => {
      if (!cause.rains || cause.startsAt > at || cause.endsAt <= at) return 0;
      const onset = Math.min(1, (at - cause.startsAt) / (10 * minuteMilliseconds));
      const measured = weatherAt(this.#weather, at, ({ rainMillimetres }) => rainMillimetres);
      return onset * Math.max(measured, 0.3 * cause.cause.size);
    };
    return near.reduce((most, cause) => Math.max(most, fallen(cause)), 0);
  }

  #fogAt(at: number, near: readonly CauseEffects[]): { speed: number; capacity: number } {
    const isFoggy = near.some((cause) => cause.isFoggy && cause.startsAt <= at && cause.endsAt > at);
    return isFoggy
      ? fogFactors(weatherAt(this.#weather, at, ({ visibilityMetres }) => visibilityMetres))
      : { speed: 1, capacity: 1 };
  }
}

function changesIn({ startsAt, endsAt, restrictions, dark }: CauseEffects, minute: number): boolean {
  if (restrictions.length === 0 && dark.length === 0) return false;
  const before = minute - minuteMilliseconds;
  return (startsAt > before && startsAt <= minute) || (endsAt > before && endsAt <= minute);
}

/** What the roads that leave each node could take in one step. */
function entryCapacities({ network }: Demand, cells: Cells): Float64Array {
  const capacities = new Float64Array(network.nodes);
  for (let link = 0; link < network.links; link++) {
    const node = network.from[link] ?? 0;
    capacities[node] = (capacities[node] ?? 0) + (cells.capacity[cells.offsets[link] ?? 0] ?? 0);
  }
  return capacities;
}
