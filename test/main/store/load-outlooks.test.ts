import { describe, expect, test } from 'vitest';
import type { LoadOutlookRows } from '../../../main/common/rows/load-outlooks.ts';
import { newRun } from './sample-run.ts';
import { at, stepMs, storeWithReadings } from './store.ts';

/** Two places and two steps; every number says which column, row and step it is of. */
const outlook: LoadOutlookRows = {
  rows: 2,
  place: Int32Array.of(7, 3),
  members: Int32Array.of(4, 0),
  numbers: numbersOf((column, row) => (row === 1 && column === 0 ? NaN : 10 * row + column)),
  steps: 2,
  perStep: stepNumbersOf(),
};

function numbersOf(value: (column: number, row: number) => number): LoadOutlookRows['numbers'] {
  const column = (at: number): Float32Array => Float32Array.of(value(at, 0), value(at, 1));
  return {
    rating: column(0),
    peakStep: column(1),
    peakShare: column(2),
    peakEarliest: column(3),
    peakLatest: column(4),
    peakLower: column(5),
    peakMedian: column(6),
    peakUpper: column(7),
    overAny: column(8),
    firstEarly: column(9),
    firstMedian: column(10),
    firstLate: column(11),
    stepsAbove: column(12),
    warmerLower: column(13),
    warmerMedian: column(14),
    warmerUpper: column(15),
    warmerBeyond: column(16),
    hottestLower: column(17),
    hottestMedian: column(18),
    hottestUpper: column(19),
    hottestBeyond: column(20),
    hottestDay: column(21),
    coldestLower: column(22),
    coldestMedian: column(23),
    coldestUpper: column(24),
    coldestBeyond: column(25),
    coldestDay: column(26),
    shiftedStep: column(27),
    shiftedLower: column(28),
    shiftedMedian: column(29),
    shiftedUpper: column(30),
    shiftedOver: column(31),
    nextPeakStep: column(32),
    nextPeakLower: column(33),
    nextPeakMedian: column(34),
    nextPeakUpper: column(35),
    nextOver: column(36),
  };
}

function stepNumbersOf(): LoadOutlookRows['perStep'] {
  const column = (at: number): Float32Array =>
    Float32Array.from({ length: 4 }, (_, index) => 100 * at + index);
  return { over: column(0), lower: column(1), median: column(2), upper: column(3) };
}

const energyRun = (asOf: number, series: readonly number[]) => {
  const made = newRun('live', asOf, series, 1);
  return { ...made, run: { ...made.run, topic: 'energy' as const } };
};

describe('what runs say of peaks', () => {
  test('comes back as it was kept, places in the order of their ids', async () => {
    const { store, series } = await storeWithReadings({ places: 2, from: 0, to: 4 });
    const [first = 0] = await store.runs.insert([energyRun(1, series)]);
    await store.loadOutlooks.insert(first, outlook);
    const read = await store.loadOutlooks.ofRun(first);
    expect([read.rows, read.steps]).toEqual([2, 2]);
    expect([...read.place]).toEqual([3, 7]);
    expect([...read.members]).toEqual([0, 4]);
    expect([...read.numbers.rating]).toEqual([NaN, 0]);
    expect([...read.numbers.stepsAbove]).toEqual([22, 12]);
    expect([...read.numbers.coldestDay]).toEqual([36, 26]);
    expect([...read.perStep.upper]).toEqual([302, 303, 300, 301]);
    const one = await store.loadOutlooks.ofRun(first, 7);
    expect([one.rows, one.steps, one.place[0], one.perStep.over[1]]).toEqual([1, 2, 7, 1]);
    expect((await store.loadOutlooks.ofRun(first, 99)).rows).toBe(0);
  });

  test('is found by its as-of, past runs that say nothing of peaks', async () => {
    const { store, series } = await storeWithReadings({ places: 2, from: 0, to: 4 });
    const [first = 0] = await store.runs.insert([energyRun(1, series)]);
    await store.runs.insert([energyRun(2, series)]);
    await store.loadOutlooks.insert(first, outlook);
    expect(await store.loadOutlooks.latestRun(at(3))).toEqual({
      runId: first,
      asOf: at(1),
      stepSeconds: 300,
    });
    expect(await store.loadOutlooks.latestRun(at(0))).toBeUndefined();
  });

  test('goes with its run', async () => {
    const { store, series } = await storeWithReadings({ places: 2, from: 0, to: 4 });
    const [first = 0, last = 0] = await store.runs.insert([energyRun(1, series), energyRun(9, series)]);
    await store.loadOutlooks.insert(first, outlook);
    await store.loadOutlooks.insert(last, outlook);
    expect(await store.runs.deleteLiveOlderThan(6 * stepMs, 5)).toBe(1);
    expect((await store.loadOutlooks.ofRun(first)).rows).toBe(0);
    expect((await store.loadOutlooks.ofRun(last)).rows).toBe(2);
  });
});
