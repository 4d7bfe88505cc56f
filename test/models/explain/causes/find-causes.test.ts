import { expect, test } from 'vitest';
import { departs } from '../../../../models/explain/causes/departure.ts';
import { findCauses } from '../../../../models/explain/causes/find-causes.ts';
import type {
  CauseQuestion,
  LoggedCause,
  LoggedOnRoad,
  LoggedOutage,
} from '../../../../models/explain/causes/question.ts';
import { RoadMap } from '../../../../models/explain/causes/road-map.ts';
import weights from '../../../../models/explain/causes/weights.json' with { type: 'json' };
import { linksTurned } from '../../../../models/series/neighbours.ts';
import { linksFromEdges } from '../../../../models/series/series.ts';

const minute = 60_000;
const asOf = Date.UTC(2026, 5, 18, 16);
/** A carriageway to the north, a place every 800 m, traffic from the first to the last. */
const places = 8;
const points = Array.from({ length: places }, (_, place) => ({ north: place * 800, east: 0 }));
const links = linksFromEdges(
  places,
  Array.from({ length: places - 1 }, (_, place) => [place, place + 1, 1] as const),
  'road',
);
const roads = new RoadMap(points, links, linksTurned(links));
/** Between the places 4 and 5, 40 minutes ago. */
const collision: LoggedOnRoad = {
  kind: 'collision',
  key: 'a',
  point: { north: 3600, east: 5 },
  startsAt: asOf - 40 * minute,
  endsAt: null,
};

/** The queue of that collision reaches back to place 2, which has been slow for `slowMinutes`. */
function question(place: number, slowMinutes = 25): CauseQuestion {
  const steps = 36;
  const values = new Float32Array(places * steps);
  for (const slow of [2, 3, 4])
    values.fill(-0.7, slow * steps + steps - Math.round(slowMinutes / 5), (slow + 1) * steps);
  const recent = { values, steps, stepMinutes: 5, asOf };
  return { place, targetAt: asOf, deviation: -0.7, spread: 0.1, recent, roads };
}

const probabilityOf = (asked: CauseQuestion, cause: LoggedCause): number =>
  findCauses(asked, [cause], weights)[0]?.probability ?? NaN;

const likely = probabilityOf(question(2), collision);

test('a place sees what lies on its road ahead as downstream, behind as upstream, and off it as beside', () => {
  expect(roads.whereFrom(2, collision.point)).toMatchObject({ direction: 'downstream', before: 4, after: 5 });
  expect(roads.whereFrom(2, collision.point).metres).toBeCloseTo(2000);
  expect(roads.whereFrom(7, collision.point)).toMatchObject({ direction: 'upstream', before: 4, after: 5 });
  expect(roads.whereFrom(7, collision.point).metres).toBeCloseTo(2000);
  expect(roads.whereFrom(2, { north: 1600, east: 900 })).toMatchObject({ direction: 'beside', metres: 900 });
});

test('a collision downstream is likely where a queue has grown back from it since', () => {
  expect(likely).toBeGreaterThan(0.5);
});

test('and less likely where it lies behind, on the road that the traffic comes along', () => {
  const { recent } = question(2);
  const values = recent.values.slice();
  values.copyWithin(7 * recent.steps, 2 * recent.steps, 3 * recent.steps);
  const behind = probabilityOf({ ...question(7), recent: { ...recent, values } }, collision);
  expect(behind).toBeLessThan(likely - 0.1);
});

test('and much less so where the place was slow long before it', () => {
  expect(probabilityOf(question(2, 150), { ...collision, startsAt: asOf - 10 * minute })).toBeLessThan(
    likely / 2,
  );
});

test('or where it lies beside the road, or is long over', () => {
  expect(probabilityOf(question(2), { ...collision, point: { north: 1600, east: 3000 } })).toBeLessThan(
    likely / 2,
  );
  const over = { ...collision, startsAt: asOf - 150 * minute, endsAt: asOf - 55 * minute };
  expect(probabilityOf(question(2), over)).toBeLessThan(0.7 * likely);
});

test('probabilities of what is logged and of none of it add up to one, the most probable first', () => {
  const second = { ...collision, key: 'b', point: { north: 1600, east: 2500 } };
  const found = findCauses(question(2), [second, collision], weights);
  expect(found.map(({ cause }) => cause.key)).toEqual(['a', 'b']);
  expect(found.reduce((sum, { probability }) => sum + probability, 0)).toBeLessThan(1);
  expect(findCauses(question(2), [], weights)).toEqual([]);
});

test('a place departs where it is off by a share, by an amount, and by more than as a rule', () => {
  expect(departs(80, 5, -0.4)).toBe(true);
  expect(departs(80, 5, 0.4)).toBe(true);
  expect(departs(80, 5, -0.1)).toBe(false);
  expect(departs(20, 1, -0.2)).toBe(false);
  expect(departs(80, 35, -0.4)).toBe(false);
  expect(departs(80, Number.NaN, -0.4)).toBe(true);
});

test('an outage near by is likely where all slowed when it began, and less so where they did before or it is long over', () => {
  const outage: LoggedOutage = {
    ...{ kind: 'outage', key: 'feeder 7', point: { north: 2400, east: 300 } },
    ...{ startsAt: asOf - 25 * minute, endsAt: null },
  };
  const near = probabilityOf(question(3), outage);
  expect(near).toBeGreaterThan(0.5);
  expect(probabilityOf(question(3, 90), outage)).toBeLessThan(near - 0.1);
  const over = { ...outage, startsAt: asOf - 150 * minute, endsAt: asOf - 55 * minute };
  expect(probabilityOf(question(3), over)).toBeLessThan(near - 0.1);
});
