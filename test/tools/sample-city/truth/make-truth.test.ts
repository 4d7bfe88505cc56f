import { describe, expect, it } from 'vitest';
import { makeTruth } from '../../../../tools/sample-city/truth/make-truth.ts';
import { oracleError } from '../../../../tools/sample-city/truth/oracle.ts';
import { simulateTraffic } from '../../../../tools/sample-city/traffic/simulate.ts';
import { type Cause, type Effect } from '../../../../tools/sample-city/words.ts';
import { corridor, fairWeather, monday, smallScenario, weeks } from '../traffic/small-cities.ts';

const hour = 3_600_000;
const builder = corridor((piece) => (piece === 9 ? 2 : 3));
const city = builder.build();
const scenario = smallScenario(1);
const calendar = weeks(2);
const weather = fairWeather(2);
const quiet = (): void => undefined;

function collision(key: string, road: string, at: number, size = 0.5): Cause {
  const startsAt = monday + at * hour;
  return {
    key,
    kind: 'collision',
    startsAt,
    endsAt: startsAt + 0.75 * hour,
    at: { kind: 'road', road: builder.roadIndex(road), atMetres: 600 },
    size,
    reportedAt: null,
    decoy: null,
  };
}

function truthOf(causes: readonly Cause[]): readonly Effect[] {
  return makeTruth({ scenario, city, calendar, weather, causes }, quiet);
}

function speedsOf(causes: readonly Cause[]): Float32Array {
  return simulateTraffic(scenario, city, calendar, weather, causes).speed.values;
}

/** Effects added up by detector and interval. */
function summed(effects: readonly Effect[]): Map<number, number> {
  const sums = new Map<number, number>();
  for (const { place, at, effect } of effects) {
    const detector = city.detectors.findIndex(({ key }) => key === place);
    const cell = detector * 288 + (at - monday) / 300_000;
    sums.set(cell, (sums.get(cell) ?? 0) + effect);
  }
  return sums;
}

describe('the truth', () => {
  const first = collision('first', 'k8-k9', 8);
  const second = collision('second', 'k5-k6', 8.25);

  it('of one cause is the run with it minus the run without it', () => {
    const [with_, without] = [speedsOf([first]), speedsOf([])];
    const sums = summed(truthOf([first]));
    expect(sums.size).toBeGreaterThan(50);
    for (const [index, speed] of with_.entries()) {
      const difference = speed - (without[index] ?? 0);
      const told = sums.get(index);
      if (told === undefined) expect(Math.abs(difference)).toBeLessThan(0.75);
      else expect(told).toBeCloseTo(difference, 1);
    }
  });

  it('of causes that meet adds up to what they do together', () => {
    const [both, none] = [speedsOf([first, second]), speedsOf([])];
    const effects = truthOf([first, second]);
    const sums = summed(effects);
    const shared = new Set<string>();
    for (const { cause, place, at } of effects)
      if (effects.some((other) => other.cause !== cause && other.place === place && other.at === at))
        shared.add(`${place} ${at}`);
    expect(shared.size).toBeGreaterThan(10);
    for (const [index, told] of sums)
      expect(Math.abs(told - ((both[index] ?? 0) - (none[index] ?? 0)))).toBeLessThan(1);
  });

  it('begins with the cause, is told from half a kilometre an hour on, and knows nothing of decoys', () => {
    const effects = truthOf([first, { ...second, decoy: 'no-effect' }]);
    expect(new Set(effects.map(({ cause }) => cause))).toEqual(new Set(['first']));
    for (const { at, effect, metric } of effects) {
      expect(at).toBeGreaterThanOrEqual(first.startsAt - 300_000);
      expect(Math.abs(effect)).toBeGreaterThan(0.5);
      expect(metric).toBe('speed');
    }
  });
});

it('leaves an error to the best of forecasters, larger at longer horizons', () => {
  const errors = oracleError(
    { scenario, city, calendar, weather, causes: [collision('first', 'k8-k9', 8)] },
    quiet,
  );
  expect(errors.map(({ minutes }) => minutes)).toEqual([15, 30, 45, 60]);
  for (const { rmse, mae } of errors) {
    expect(mae).toBeGreaterThan(0.3);
    expect(rmse).toBeGreaterThan(mae);
    expect(rmse).toBeLessThan(20);
  }
  expect(errors[3]?.rmse).toBeGreaterThan(errors[0]?.rmse ?? Infinity);
});
