import { expect, test } from 'vitest';
import { hexagons, snapped, squaresFrom } from '../../../../main/forecast/counts/cell-grid.ts';
import {
  countIncidents,
  type CountedIncident,
  type CountOptions,
} from '../../../../main/forecast/counts/count-incidents.ts';
import { allTogether, happenedByPeriod } from '../../../../models/safety/counts.ts';

const options: CountOptions = {
  grid: 'h3',
  periodsPerDay: 1,
  zone: 'America/New_York',
  cellsFromDays: 10,
};
const times = {
  square: { latitude: 40.758, longitude: -73.9855 },
  harlem: { latitude: 40.81, longitude: -73.95 },
};

const at = (when: string, category = 'fire', position = times.square): CountedIncident => ({
  category,
  startsAt: Date.parse(when),
  ...position,
});

test('days are local, also on the nights the clock changes', () => {
  const counts = countIncidents(
    [
      at('2014-03-08T05:00Z'),
      at('2014-03-09T04:59Z'),
      at('2014-03-09T05:00Z'),
      at('2014-03-10T03:59Z'),
      at('2014-03-10T04:00Z'),
    ],
    options,
  );
  expect(counts.periods).toBe(3);
  expect([...counts.values.slice(0, 3)]).toEqual([2, 2, 1]);
  expect([...counts.dayOfWeek]).toEqual([5, 6, 0]);
  expect(counts.dayOfYear[0]).toBe(67);
});

test('shifts of six hours begin at local midnight', () => {
  const counts = countIncidents([at('2014-01-01T05:00Z'), at('2014-01-01T11:00Z'), at('2014-01-02T04:59Z')], {
    ...options,
    periodsPerDay: 4,
  });
  expect([...counts.values]).toEqual([1, 1, 0, 1]);
});

test('what happens outside the cells that were fixed before is counted as missed', () => {
  const counts = countIncidents(
    [at('2014-01-01T12:00Z'), at('2014-01-20T12:00Z', 'fire', times.harlem)],
    options,
  );
  expect(counts.cells).toHaveLength(1);
  expect(counts.missed.reduce((sum, count) => sum + count, 0)).toBe(1);
  expect(counts.missed[19]).toBe(1);
});

test('days of which nothing was recorded are no periods, and those behind them keep their weekday', () => {
  const first = Date.UTC(2014, 0, 1) / 86_400_000;
  const counts = countIncidents(
    [at('2014-01-01T12:00Z'), at('2014-01-22T12:00Z'), at('2014-01-23T12:00Z', 'fire', times.harlem)],
    { ...options, cellsFromDays: 4, unrecorded: [{ from: first + 2, to: first + 21 }] },
  );
  expect(counts.cells).toHaveLength(2);
  expect(counts.periods).toBe(4);
  expect([...happenedByPeriod(counts, 0)].map(({ cells }) => cells.length)).toEqual([1, 0, 1, 1]);
  expect([...counts.dayOfWeek]).toEqual([2, 3, 2, 3]);
});

test('a gap between cells in use is a cell, the ground around them is none', () => {
  const middle = hexagons.cellOf(times.square);
  const ring = hexagons
    .around(middle)
    .map((cell) => at('2014-01-01T12:00Z', 'fire', { ...hexagons.centreOf(cell) }));
  const { cells } = countIncidents(ring, options);
  expect(cells).toHaveLength(7);
  expect(cells).toContain(middle);
});

test('categories are apart, and together they are their sum', () => {
  const counts = countIncidents(
    [at('2014-01-01T12:00Z', 'medical'), at('2014-01-01T13:00Z', 'fire'), at('2014-01-02T12:00Z', 'fire')],
    options,
  );
  expect(counts.categories).toEqual(['fire', 'medical']);
  expect([...counts.values]).toEqual([1, 1, 1, 0]);
  expect([...allTogether(counts).values]).toEqual([2, 1]);
  expect(happenedByPeriod(counts, 1).map(({ counts: found }) => [...found])).toEqual([[1], []]);
});

test('squares are 0.74 square kilometres, and a centre lies in its own square', () => {
  const squares = squaresFrom({ latitude: 40.5, longitude: -74.25 }, 40.7);
  const cell = squares.cellOf(times.square);
  const centre = squares.centreOf(cell);
  expect(squares.cellOf(centre)).toBe(cell);
  const { cells, centres } = countIncidents(
    [at('2014-01-01T12:00Z'), at('2014-01-01T12:00Z', 'fire', { latitude: 40.7659, longitude: -73.9855 })],
    { ...options, grid: 'squares' },
  );
  expect(cells).toHaveLength(2);
  expect(Math.abs((centres[3] ?? 0) - (centres[1] ?? 0))).toBeCloseTo(0.86, 2);
});

test('without an incident there are no cells to fix', () => {
  expect(() => countIncidents([], options)).toThrow(/forecast-no-data/);
});

test('a position is shown as the centre of its cell, the same for all that happens there', () => {
  const shown = snapped(hexagons, times.square);
  const nearby = { latitude: shown.latitude + 0.0005, longitude: shown.longitude - 0.0005 };
  expect(snapped(hexagons, nearby)).toEqual(shown);
  expect(snapped(hexagons, shown)).toEqual(shown);
  expect(snapped(hexagons, times.harlem)).not.toEqual(shown);
});
