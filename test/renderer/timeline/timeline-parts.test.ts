import { describe, expect, test } from 'vitest';
import { float32, int32, time } from '../../../main/common/contract/columns.ts';
import { timelineShapes, valueRange } from '../../../renderer/timeline/shapes.ts';
import { timeTicks } from '../../../renderer/timeline/ticks.ts';

const minute = 60_000;
const hour = 60 * minute;
const nan = Number.NaN;

describe('the shapes', () => {
  const columns = {
    at: time(Float64Array.of(0, 5, 10, 30, 35, 40).map((minutes) => minutes * minute)),
    value: float32(Float32Array.of(50, 52, nan, 54, 53, 51)),
    lower: float32(Float32Array.of(nan, nan, nan, nan, 48, 44)),
    upper: float32(Float32Array.of(nan, nan, nan, nan, 58, 60)),
    usual: float32(Float32Array.of(55, 55, 55, 55, 55, 55)),
    state: int32(Int32Array.of(1, 1, 0, 1, 2, 2)),
  };
  const axes = { x: (at: number) => at / minute, y: (value: number) => value };
  const shapes = timelineShapes(columns, 6, axes, 7.5 * minute);

  test('break the measured line at a missing value and at a gap', () => {
    expect(shapes.measured).toBe('M0.0,50.0L5.0,52.0M30.0,54.0');
  });

  test('tie the forecast to the last measured value and give it its interval', () => {
    expect(shapes.forecast).toBe('M30.0,54.0L35.0,53.0L40.0,51.0');
    expect(shapes.band).toBe('M35.0,58.0L40.0,60.0L40.0,44.0L35.0,48.0Z');
  });

  test('fill what lies between measured and usual, not down to an arbitrary floor', () => {
    expect(shapes.area).toContain('M0.0,50.0L5.0,52.0L5.0,55.0L0.0,55.0Z');
  });

  test('span values, intervals and usual in round numbers', () => {
    expect(valueRange({ rows: 6, columns })).toEqual([40, 60]);
  });

  test('have no range where nothing is known', () => {
    const nothing = float32(Float32Array.of(nan));
    const empty = {
      at: time(Float64Array.of(0)),
      value: nothing,
      lower: nothing,
      upper: nothing,
      usual: nothing,
    };
    expect(valueRange({ rows: 1, columns: { ...empty, state: int32(Int32Array.of(0)) } })).toBeNull();
  });
});

describe('the ticks', () => {
  test('stand on full hours of the zone, not of UTC', () => {
    const from = Date.UTC(2012, 2, 7, 0, 10);
    const ticks = timeTicks(from, from + 12 * hour, 'Asia/Kolkata', 800);
    expect(ticks[0]?.at).toBe(Date.UTC(2012, 2, 7, 0, 30));
  });

  test('name the day at midnight of the zone', () => {
    const from = Date.UTC(2012, 2, 7, 0);
    const ticks = timeTicks(from, from + 24 * hour, 'America/Los_Angeles', 900);
    expect(ticks.filter(({ isDay }) => isDay).map(({ at }) => at)).toEqual([Date.UTC(2012, 2, 7, 8)]);
  });

  test('keep to full hours across the start of daylight saving', () => {
    const from = Date.UTC(2012, 2, 11, 6);
    const ticks = timeTicks(from, from + 12 * hour, 'America/Los_Angeles', 900);
    expect(ticks.every(({ at }) => at % hour === 0)).toBe(true);
    expect(new Set(ticks.map(({ at }) => at)).size).toBe(ticks.length);
  });

  test('leave room between each other', () => {
    const from = Date.UTC(2012, 2, 7);
    const narrow = timeTicks(from, from + 24 * hour, 'UTC', 300);
    expect(narrow.length).toBeLessThanOrEqual(300 / 64 + 1);
  });
});
