import { describe, expect, test } from 'vitest';
import { ScenarioProblem, scenarioOf, shippedScenario } from '../../../tools/sample-city/scenario.ts';

describe('a scenario', () => {
  test('without words is the city that is shipped', () => {
    expect(scenarioOf({})).toEqual(shippedScenario);
  });

  test('takes what is said and keeps the rest', () => {
    const scenario = scenarioOf({ sensors: '20000', days: '7', without: ['rain', 'collision'] });
    expect(scenario).toMatchObject({ sensors: 20_000, days: 7, hourlyDays: 42, seed: shippedScenario.seed });
    expect([...scenario.without]).toEqual(['rain', 'collision']);
  });

  test('may have one day', () => {
    expect(scenarioOf({ days: '1' })).toMatchObject({ days: 1, hourlyDays: 6 });
  });

  test.each([
    [{ sensors: '0' }, 'sensors'],
    [{ sensors: '19' }, 'sensors'],
    [{ sensors: '' }, 'sensors'],
    [{ days: '0' }, 'days'],
    [{ days: '2.5' }, 'days'],
    [{ seed: 'harbour' }, 'seed'],
    [{ seed: '-1' }, 'seed'],
    [{ hourlyDays: 'many' }, 'hourly days'],
    [{ days: '30', hourlyDays: '10' }, 'cover'],
    [{ until: 'tomorrow' }, 'end'],
    [{ until: '2026-06-18T16:07Z' }, 'end'],
    [{ without: ['snow'] }, 'cause'],
  ])('that means nothing is refused in one sentence: %j', (words, about) => {
    expect(() => scenarioOf(words)).toThrow(ScenarioProblem);
    expect(() => scenarioOf(words)).toThrow(about);
  });
});
