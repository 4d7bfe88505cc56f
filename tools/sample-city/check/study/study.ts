import type { Grid, World } from '../../words.ts';
import type { Pair } from '../measures/lagged.ts';
import type { Clock } from '../measures/profile.ts';
import { residualsOf } from '../measures/residuals.ts';
import { freeSpeeds, rowOf, slownessOf } from '../measures/slowness.ts';
import { pairsAlong } from './along-roads.ts';
import { clockOf } from './clock.ts';
import { wetSteps } from './wet-steps.ts';

const motorways = new Set(['motorway'] as const);
const everyRoad = new Set(['motorway', 'ramp', 'arterial', 'collector'] as const);

/** A world under study: what several checks need, worked out once. */
export class Study {
  readonly world: World;
  readonly clock: Clock;
  /** km/h, by detector. */
  readonly free: Float32Array;
  /** Indices of the detectors on motorways, which the real loops compare with. */
  readonly motorway: readonly number[];
  readonly #known = new Map<string, unknown>();

  constructor(world: World) {
    this.world = world;
    this.clock = clockOf(world.calendar, world.traffic.speed);
    this.free = freeSpeeds(world.traffic.speed);
    this.motorway = world.city.detectors.flatMap(({ road }, index) =>
      world.city.roads[road]?.roadClass === 'motorway' ? [index] : [],
    );
  }

  /** Pairs along motorways, within 8 km. */
  get motorwayPairs(): readonly Pair[] {
    return this.once('motorway pairs', () => pairsAlong(this.world.city, motorways, 8000));
  }

  /** Pairs along any roads, within 8 km. */
  get pairs(): readonly Pair[] {
    return this.once('pairs', () => pairsAlong(this.world.city, everyRoad, 8000));
  }

  /**
   * Unusual speed of the working days, in standard deviations of each detector; 0 in rain and fog, which fall on all places at once
   * and would hide what they hand on to one another.
   */
  get residuals(): Grid {
    return this.once('residuals', () => {
      const { speed } = this.world.traffic;
      const isWet = wetSteps(this.world.weather, speed);
      const dry = this.clock.isWorkday.map((isWorkday, step) => (isWet[step] === 1 ? 0 : isWorkday));
      return residualsOf(speed, { ...this.clock, isWorkday: dry });
    });
  }

  /** Slowness of the detectors on motorways alone. */
  get motorwaySlowness(): Grid {
    return this.once('motorway slowness', () => {
      const speed = this.only(this.world.traffic.speed);
      return slownessOf(
        speed,
        Float32Array.from(this.motorway, (index) => this.free[index] ?? Number.NaN),
      );
    });
  }

  /** A grid of detectors without those that stand on other roads than motorways. */
  only(grid: Grid): Grid {
    const values = new Float32Array(this.motorway.length * grid.steps);
    this.motorway.forEach((detector, row) => values.set(rowOf(grid, detector), row * grid.steps));
    return { ...grid, values };
  }

  /** Lanes of the road that a detector watches. */
  lanesAt(detector: number): number {
    return this.world.city.roads[this.world.city.detectors[detector]?.road ?? -1]?.lanes ?? Number.NaN;
  }

  /** Works something out the first time it is asked for. */
  once<Value>(name: string, work: () => Value): Value {
    if (!this.#known.has(name)) this.#known.set(name, work());
    return this.#known.get(name) as Value;
  }
}
