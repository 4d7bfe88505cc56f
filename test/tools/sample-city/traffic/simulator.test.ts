import { describe, expect, it } from 'vitest';
import { makeDemand } from '../../../../tools/sample-city/traffic/demand/demand.ts';
import { Variation } from '../../../../tools/sample-city/traffic/demand/variation.ts';
import { effectsOfCause } from '../../../../tools/sample-city/traffic/effects-of-causes.ts';
import { type Circumstances, Simulator } from '../../../../tools/sample-city/traffic/simulator.ts';
import { type State, vehiclesIn } from '../../../../tools/sample-city/traffic/state.ts';
import { type Cause, type City } from '../../../../tools/sample-city/words.ts';
import { corridor, fairWeather, monday, ringCity, weeks } from './small-cities.ts';

const hour = 3_600_000;

interface Run {
  readonly simulator: Simulator;
  readonly state: State;
  readonly circumstances: Circumstances;
}

function start(city: City, at: number, scale: number, causes: readonly Cause[] = [], chance = false): Run {
  const demand = makeDemand(city);
  const simulator = new Simulator(demand, weeks(2), fairWeather(2));
  simulator.watch(Int32Array.from({ length: simulator.cells.count }, (_, cell) => cell));
  return {
    simulator,
    state: simulator.emptyState(at),
    circumstances: {
      scale,
      causes: causes.map((cause) => effectsOfCause(city, demand.network, simulator.cells, cause)),
      variation: chance ? new Variation(1, city, demand.connectors, weeks(2)) : null,
    },
  };
}

function drive(
  { simulator, state, circumstances }: Run,
  until: number,
  each: () => void = () => undefined,
): void {
  while (state.at < until) {
    simulator.advance(state, circumstances);
    each();
  }
}

/** Speed in each cell over its free speed in the last interval. */
function speedShares({ simulator }: Run): number[] {
  const { cells, passed } = simulator;
  return Array.from(
    cells.free,
    (free, cell) => (passed.flow[cell] ?? 0) / (passed.vehicles[cell] ?? 1) / free,
  );
}

function blockage(road: number, startsAt: number, minutes: number, size: number): Cause {
  return {
    key: 'collision-1',
    kind: 'collision',
    startsAt,
    endsAt: startsAt + minutes * 60_000,
    at: { kind: 'road', road, atMetres: 500 },
    size,
    reportedAt: startsAt,
    decoy: null,
  };
}

describe('the simulated traffic', () => {
  it('begins later in the day where people travel later', () => {
    const begunBySix = (hoursLater: number): number => {
      const run = start(ringCity().build(), monday + 4 * hour, 1);
      drive({ ...run, circumstances: { ...run.circumstances, hoursLater } }, monday + 6 * hour);
      return run.state.begun;
    };
    expect(begunBySix(1.5)).toBeLessThan(0.8 * begunBySix(0));
    expect(begunBySix(-0.5)).toBeGreaterThan(1.1 * begunBySix(0));
  });

  it('loses no vehicle and makes none', () => {
    const run = start(ringCity().build(), monday + 5 * hour, 1.6, [], true);
    drive(run, monday + 20 * hour);
    const { state } = run;
    expect(state.begun).toBeGreaterThan(100_000);
    expect(state.ended).toBeGreaterThan(0.5 * state.begun);
    expect(Math.abs(state.begun - state.ended - vehiclesIn(state))).toBeLessThan(1e-6 * state.begun);
  });

  it('never carries more than the roads take, nor holds more than stands on them', () => {
    const run = start(corridor((piece) => (piece < 8 ? 3 : 2)).build(), monday + 5 * hour, 2);
    const { cells, passed } = run.simulator;
    let fullest = 0;
    let busiest = 0;
    let least = 0;
    drive(run, monday + 11 * hour, () => {
      for (let cell = 0; cell < cells.count; cell++) {
        const count = run.state.vehicles[cell] ?? 0;
        least = Math.min(least, count);
        fullest = Math.max(fullest, count / (cells.jam[cell] ?? 1));
        busiest = Math.max(busiest, (passed.flow[cell] ?? 0) / ((cells.capacity[cell] ?? 0) * passed.steps));
      }
    });
    expect(least).toBeGreaterThan(-1e-9);
    expect(busiest).toBeLessThanOrEqual(1 + 1e-9);
    expect(busiest).toBeGreaterThan(0.9);
    expect(fullest).toBeLessThanOrEqual(1 + 1e-9);
    expect(fullest).toBeGreaterThan(0.4);
  });

  it('is free again at night', () => {
    const run = start(ringCity().build(), monday + 5 * hour, 1.6);
    let slowest = 1;
    drive(run, monday + 20 * hour, () => (slowest = Math.min(slowest, ...speedShares(run))));
    expect(slowest).toBeLessThan(0.5);
    drive(run, monday + 26 * hour);
    expect(Math.min(...speedShares(run))).toBeGreaterThan(0.9);
    expect(vehiclesIn(run.state)).toBeLessThan(0.02 * run.state.begun);
  });

  it('queues upstream of a blockage and not downstream of it', () => {
    const builder = corridor();
    const blocked = builder.roadIndex('k8-k9');
    const run = start(builder.build(), monday + 6 * hour, 0.7, [
      blockage(blocked, monday + 8 * hour, 60, 0.67),
    ]);
    drive(run, monday + 8.5 * hour);
    const shares = speedShares(run);
    const { offsets } = run.simulator.cells;
    const of = (piece: number): number => shares[offsets[piece] ?? 0] ?? 0;
    expect(of(7)).toBeLessThan(0.3);
    expect(of(10)).toBeGreaterThan(0.9);
    expect(of(0)).toBeGreaterThan(0.8);
  });

  it('clears a queue by a front that travels upstream at 15 to 20 km/h', () => {
    const builder = corridor();
    const blocked = builder.roadIndex('k10-k11');
    const run = start(builder.build(), monday + 6 * hour, 0.75, [
      blockage(blocked, monday + 8 * hour, 60, 0.75),
    ]);
    drive(run, monday + 9 * hour);
    const { cells, passed } = run.simulator;
    const begin = (piece: number): number => cells.offsets[piece] ?? 0;
    const clearedAt = new Map<number, number>();
    let before = passed.flow.slice();
    drive(run, monday + 10.5 * hour, () => {
      for (const piece of [4, 5, 6, 7, 8, 9]) {
        const cell = begin(piece);
        const half = 0.5 * (cells.capacity[cell] ?? 0) * passed.steps;
        const [was, is] = [before[cell] ?? 0, passed.flow[cell] ?? 0];
        if (!clearedAt.has(piece) && was < half && is >= half)
          clearedAt.set(piece, run.state.at / 60_000 - 5 * ((is - half) / (is - was)));
      }
      before = passed.flow.slice();
    });
    const minutes = (clearedAt.get(4) ?? NaN) - (clearedAt.get(9) ?? NaN);
    expect((5 / minutes) * 60).toBeGreaterThan(15);
    expect((5 / minutes) * 60).toBeLessThan(21);
  });

  it('grows delay while lanes are closed, and is as if nothing had been some time after', () => {
    const builder = corridor();
    const city = builder.build();
    const cause = blockage(builder.roadIndex('k8-k9'), monday + 8 * hour, 40, 0.67);
    const [disturbed, free] = [
      start(city, monday + 6 * hour, 0.6, [cause]),
      start(city, monday + 6 * hour, 0.6),
    ];
    const more: number[] = [];
    for (const at of [8, 8.25, 8.5, 8.66, 11]) {
      drive(disturbed, monday + at * hour);
      drive(free, monday + at * hour);
      more.push(vehiclesIn(disturbed.state) - vehiclesIn(free.state));
    }
    const [atStart = NaN, early = NaN, later = NaN, atEnd = NaN, afterwards = NaN] = more;
    expect(atStart).toBeCloseTo(0, 6);
    expect(early).toBeGreaterThan(100);
    expect(later).toBeGreaterThan(1.5 * early);
    expect(atEnd).toBeGreaterThan(later);
    expect(Math.abs(afterwards)).toBeLessThan(0.02 * atEnd);
  });

  it('is slower in rain everywhere, and not while a decoy stands in the log', () => {
    const city = ringCity().build();
    const whole = { startsAt: monday, endsAt: monday + 24 * hour, at: { kind: 'everywhere' } as const };
    const rain: Cause = { ...whole, key: 'rain', kind: 'rain', size: 4, reportedAt: null, decoy: null };
    const decoy: Cause = { ...blockage(0, monday, 1440, 1), decoy: 'no-effect' };
    const runs = [[], [rain], [decoy]].map((causes) => start(city, monday + 9 * hour, 0.5, causes));
    for (const run of runs) drive(run, monday + 10.5 * hour);
    const [dry = [], wet = [], same] = runs.map((run) => {
      const { passed, cells } = run.simulator;
      return Array.from(
        passed.flow,
        (flow, cell) => flow / (passed.vehicles[cell] ?? 1) / (cells.free[cell] ?? 1),
      );
    });
    for (const [cell, share] of wet.entries())
      if ((runs[0]?.simulator.passed.vehicles[cell] ?? 0) > 1)
        expect(share).toBeLessThan(0.99 * (dry[cell] ?? 0));
    expect(same).toEqual(dry);
  });
});
