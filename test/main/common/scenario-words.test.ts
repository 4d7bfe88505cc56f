import { expect, it } from 'vitest';
import type { Scenarios } from '../../../main/common/contract/messages/scenarios.ts';
import {
  noScenariosText,
  oneOfEach,
  scenarioRemarks,
  scenarioRows,
  scenariosIn,
} from '../../../main/common/scenario-words.ts';
import { wording } from '../../../main/common/wording.ts';

const told: Scenarios = {
  unit: 'km/h',
  targetAt: 900_000,
  state: 'told',
  asOf: 0,
  before: { value: 40.4, lower: 30, upper: 50 },
  scenarios: [
    {
      ...{ id: 'no-rain', at: null },
      after: { value: 43.6, lower: 35, upper: 53 },
      around: [
        { place: 9, value: 0.4 },
        { place: 7, value: 2 },
      ],
      isExtrapolation: false,
    },
    {
      ...{ id: 'neighbours-as-usual', at: null },
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

it('says from when on, and why incidents are cleared at the data cut-off alone', () => {
  const at = (minutes: number) => ({ id: 'events-ended', at: minutes * 60_000 }) as const;
  const cleared = { id: 'incidents-cleared', at: 0 } as const;
  const [one] = told.scenarios;
  if (one === undefined) throw new Error('the sample has scenarios');
  const other: Scenarios = {
    ...told,
    scenarios: [at(0), at(15), cleared].map((which) => ({ ...one, ...which, isExtrapolation: true })),
  };
  const rows = scenarioRows(other, say, String);
  expect(rows.slice(1).map(({ name }) => name)).toEqual([
    'events ended at the data cut-off',
    'events end 15 min after the data cut-off',
    'incidents cleared at the data cut-off',
  ]);
  expect(rows[1]?.extrapolation).toContain('more visitors');
  const timesChosen = (minutes: number) =>
    oneOfEach(other, new Map([['events-ended', minutes]])).map(({ at: from }) => from);
  expect([timesChosen(15), timesChosen(45)]).toEqual([
    [900_000, 0],
    [0, 0],
  ]);
  expect(scenarioRemarks(other, say)).toHaveLength(2);
  expect(scenarioRemarks(told, say)).toHaveLength(1);
  expect(scenarioRemarks({ ...told, scenarios: [] }, say)).toEqual([]);
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
