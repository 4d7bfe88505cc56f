import { expect, it } from 'vitest';
import { planCity } from '../../../../tools/sample-city/city/plan-city.ts';
import { frameOf } from '../../../../tools/sample-city/city/terrain/frame.ts';
import { type CityCharacter } from '../../../../tools/sample-city/words.ts';
import { scenarioOf } from './scenario.ts';

const asShipped: CityCharacter = { rings: 1, spread: 1, trips: 1, hoursLater: 0 };

it('is drawn as the shipped one where its character says nothing else', () => {
  expect(frameOf({ ...scenarioOf(320), character: asShipped })).toEqual(frameOf(scenarioOf(320)));
});

it('is drawn as wide and with as many rings as its character says', () => {
  const { detectors, roads, junctions } = planCity({
    ...scenarioOf(60),
    character: { ...asShipped, rings: 2, spread: 0.8 },
  });
  const plain = planCity(scenarioOf(60));
  expect(detectors).toHaveLength(60);
  const reach = (points: typeof junctions): number =>
    Math.max(...points.map(({ point: [east, north] }) => Math.hypot(east, north)));
  expect(reach(junctions) / reach(plain.junctions)).toBeCloseTo(0.8, 1);
  const inner = roads.filter(({ name }) => name.en.startsWith('Inner Ring'));
  expect(inner.length).toBeGreaterThan(3);
  expect(plain.roads.some(({ name }) => name.en.startsWith('Inner Ring'))).toBe(false);
});
