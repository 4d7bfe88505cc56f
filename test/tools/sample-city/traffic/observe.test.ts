import { describe, expect, it } from 'vitest';
import { observeTraffic } from '../../../../tools/sample-city/traffic/observe.ts';
import { type TrafficTruth } from '../../../../tools/sample-city/traffic/traffic-truth.ts';
import { type Grid, type Scenario } from '../../../../tools/sample-city/words.ts';
import { monday, ringCity, smallScenario } from './small-cities.ts';

const days = 14;
const city = ringCity().build();
const scenario = smallScenario(days);
const steps = days * 288;

function constant(value: number): Grid {
  return {
    start: monday,
    stepSeconds: 300,
    steps,
    values: new Float32Array(city.detectors.length * steps).fill(value),
  };
}

const truth: TrafficTruth = { speed: constant(90), flow: constant(1800), occupancy: constant(6) };
const { readings, faults } = observeTraffic(scenario, city, truth);

describe('what detectors say', () => {
  it('is the same again, and different by another seed', () => {
    const again = observeTraffic(scenario, city, truth).readings;
    expect(isSame(again.speed, readings.speed)).toBe(true);
    const other = observeTraffic({ ...scenario, seed: 8 }, city, truth).readings;
    expect(isSame(other.speed, readings.speed)).toBe(false);
  });

  it('counts whole vehicles around the true flow and measures about the true speed', () => {
    const flows = Array.from(readings.flow.values).filter(Number.isFinite);
    expect(flows.every((flow) => flow % 12 === 0)).toBe(true);
    expect(mean(flows) / 1800).toBeCloseTo(1, 1);
    const speeds = Array.from(readings.speed.values).filter(Number.isFinite);
    expect(mean(speeds)).toBeGreaterThan(88);
    expect(mean(speeds)).toBeLessThan(92);
    const rounded = speeds.map((speed) => Math.abs(speed * 10 - Math.round(speed * 10)));
    expect(Math.max(...rounded.slice(0, 10_000))).toBeLessThan(1e-3);
  });

  it('says the same of a day, whatever the days before and after were like', () => {
    const half = steps / 2;
    const later: Scenario = { ...scenario, days: days / 2 };
    const cut = (grid: Grid): Grid => ({
      ...grid,
      start: monday + half * 300_000,
      steps: half,
      values: grid.values.filter((_, index) => index % steps >= half),
    });
    const alone = observeTraffic(later, city, {
      speed: cut(truth.speed),
      flow: cut(truth.flow),
      occupancy: cut(truth.occupancy),
    }).readings;
    const missing = alone.speed.values.filter(Number.isNaN).length;
    expect(missing).toBeGreaterThan(0);
    expect(isSame(alone.flow, cut(readings.flow))).toBe(true);
  });

  it('says no speed where no vehicle came', () => {
    const empty = observeTraffic(scenario, city, { ...truth, flow: constant(0) }).readings;
    expect(empty.speed.values.every(Number.isNaN)).toBe(true);
    expect(empty.flow.values.some((flow) => flow === 0)).toBe(true);
  });

  it('misses some, in bursts rather than one by one, whole cabinets at once', () => {
    const missing = readings.flow.values.reduce((sum, value) => sum + Number(Number.isNaN(value)), 0);
    const share = missing / readings.flow.values.length;
    expect(share).toBeGreaterThan(0.03);
    expect(share).toBeLessThan(0.22);
    expect(missing / faults.length).toBeGreaterThan(10);
    const cabinets = faults.filter(({ kind }) => kind === 'cabinet');
    expect(cabinets.length).toBeGreaterThan(0);
    for (const { detector, startsAt, endsAt } of cabinets) {
      const { cabinet } = city.detectors[detector] ?? {};
      const mates = city.detectors.flatMap((other, index) => (other.cabinet === cabinet ? [index] : []));
      for (const mate of mates) {
        const step = (startsAt - monday) / 300_000;
        const row = readings.flow.values.subarray(
          mate * steps + step,
          mate * steps + (endsAt - monday) / 300_000,
        );
        expect(row.every(Number.isNaN)).toBe(true);
      }
    }
  });

  it('repeats the same reading while a detector is stuck', () => {
    const stuck = faults.find(
      (fault) =>
        fault.kind === 'stuck' &&
        faults.every(
          (other) =>
            other === fault ||
            other.detector !== fault.detector ||
            other.startsAt >= fault.endsAt ||
            other.endsAt <= fault.startsAt,
        ),
    );
    if (stuck === undefined) throw new Error('no detector was stuck');
    const [from, to] = [stuck.startsAt, stuck.endsAt].map((at) => (at - monday) / 300_000);
    const row = readings.flow.values.subarray(
      stuck.detector * steps + (from ?? 0),
      stuck.detector * steps + (to ?? 0),
    );
    expect(new Set(row).size).toBe(1);
  });
});

function isSame(one: Grid, other: Grid): boolean {
  return Buffer.from(one.values.buffer).equals(Buffer.from(other.values.buffer));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
