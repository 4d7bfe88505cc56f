import { expect, test } from 'vitest';
import { citySummary } from '../../../main/common/city-summary.ts';
import { float32, int32 } from '../../../main/common/contract/columns.ts';
import { applyFrame, emptyFrame, type FrameAnswer } from '../../../renderer/state/frame-columns.ts';

const float = (value: number) => float32(Float32Array.of(value));
const int = (value: number) => int32(Int32Array.of(value));
/** One measured value of place 1; of place 2 nothing was ever measured. */
const answer: FrameAnswer = {
  frame: 1,
  full: true,
  targetAt: 0,
  asOf: 0,
  mode: 'live',
  model: null,
  benchmarks: [],
  unit: 'kW',
  table: {
    rows: 1,
    columns: {
      place: int(1),
      value: float(40),
      lower: float(Number.NaN),
      upper: float(Number.NaN),
      usual: float(50),
      state: int(1),
      instead: int(0),
      over: float(Number.NaN),
      members: int(0),
    },
  },
};
const places = {
  rowOf: new Map([
    [1, 0],
    [2, 1],
  ]),
  topics: Int32Array.of(2, 0),
};

test('places of which nothing was ever measured are missing in one topic of a city alone', () => {
  const [first, other] = [emptyFrame(2), emptyFrame(2)];
  applyFrame(first, answer, places, true);
  applyFrame(other, answer, places, false);
  expect(citySummary(first, 'energy').places).toBe(2);
  expect(citySummary(other, 'energy').places).toBe(1);
});
