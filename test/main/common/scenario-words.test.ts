import { expect, it } from 'vitest';
import type { Scenarios } from '../../../main/common/contract/messages/scenarios.ts';
import { noScenariosText, scenarioRows, scenariosIn } from '../../../main/common/scenario-words.ts';
import { wording } from '../../../main/common/wording.ts';

const told: Scenarios = {
  unit: 'km/h',
  targetAt: 900_000,
  state: 'told',
  asOf: 0,
  before: { value: 40.4, lower: 30, upper: 50 },
  scenarios: [
    {
      id: 'no-rain',
      after: { value: 43.6, lower: 35, upper: 53 },
      around: [
        { place: 9, value: 0.4 },
        { place: 7, value: 2 },
      ],
      isExtrapolation: false,
    },
    {
      id: 'neighbours-as-usual',
      after: { value: 52, lower: null, upper: null },
      around: [],
      isExtrapolation: true,
    },
  ],
};
const say = wording('en');

it('has a row for the forecast as it is and one for each scenario, with the change and what is a guess', () => {
  const rows = scenarioRows(told, say, (place) => `place ${place}`);
  expect(rows.map(({ name, value, interval, change }) => [name, value, interval, change])).toEqual([
    ['as they are', '40', '30–50', ''],
    ['no rain', '44', '35–53', '+4'],
    ['neighbouring places as usual', '52', '', '+12'],
  ]);
  expect(rows.map(({ extrapolation }) => extrapolation === null)).toEqual([true, true, false]);
  expect(rows[1]?.around).toEqual(['place 7 (+2\u00a0km/h)']);
});

it('is told in the unit of the workspace', () => {
  const { unit, before, scenarios } = scenariosIn(told, 'imperial');
  expect(unit).toBe('mph');
  expect(before?.value).toBeCloseTo(25.1, 2);
  expect(scenarios[0]?.around[1]?.value).toBeCloseTo(1.24, 2);
});

it('says why there is nothing to tell', () => {
  expect(noScenariosText(told, say)).toBeNull();
  expect(noScenariosText({ ...told, state: 'benchmark' }, say)).toContain('benchmark');
  expect(noScenariosText({ ...told, scenarios: [] }, say)).toContain('told of nothing');
});
