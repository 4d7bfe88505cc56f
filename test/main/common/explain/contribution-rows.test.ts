import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Explanation } from '../../../../main/common/contract/messages/drilldown.ts';
import { contributionRows } from '../../../../main/common/explain/contribution-rows.ts';
import { explanationWords } from '../../../../main/common/explain/explanation-words.ts';
import { wording } from '../../../../main/common/wording.ts';
import { sampleDrilldown } from '../../report/drilldown-sample.ts';

const name = (place: number): string => `place ${String(place)}`;

function sample(): Explanation {
  const { explanation } = sampleDrilldown();
  if (explanation === null) throw new Error('the sample has an explanation');
  return explanation;
}

describe('contribution rows', () => {
  it('read from the start value to the displayed one and add up', () => {
    const rows = contributionRows(sample(), 0, wording('en'), name);
    expect(rows.map(({ label, text }) => `${label} ${text}`)).toEqual([
      'usual 58',
      'last hour here \u221219',
      'neighbouring places \u221210',
      'time and weekday 0',
      'calibration +1',
      'forecast 30',
    ]);
  });

  it('add up as displayed, whatever the numbers', () => {
    const values = fc.array(fc.double({ min: -90, max: 90, noNaN: true }), { minLength: 1, maxLength: 7 });
    fc.assert(
      fc.property(values, fc.integer({ min: 0, max: 2 }), (contributions, decimals) => {
        const shown = contributions.reduce((total, value) => total + value, 60);
        const explanation: Explanation = {
          ...sample(),
          start: 60,
          shown,
          contributions: contributions.map((value) => ({ group: 'weather', value, parts: [] })),
        };
        const rows = contributionRows(explanation, decimals, wording('en'), name);
        const total = rows.slice(0, -1).reduce((sum, { value }) => sum + value, 0);
        expect(total).toBeCloseTo(rows.at(-1)?.value ?? Number.NaN, 6);
      }),
    );
  });

  it('name the strongest lags and neighbours, and leave out what rounds to nothing', () => {
    const rows = contributionRows(sample(), 0, wording('en'), name);
    expect(rows[1]?.details).toEqual(['5 min before: \u221211', '10 min before: \u22124']);
    expect(rows[2]?.details).toEqual(['place 7: \u22126']);
    expect(rows[3]?.details).toEqual(['against 24 real situations at this time of such days, ± 0.6']);
  });

  it('name readings, neighbours with their minutes, days, and last what could not be told apart', () => {
    const nothing = { minutesAgo: null, place: null, daysAgo: null };
    const parts = [
      { ...nothing, value: -9 },
      { ...nothing, minutesAgo: 0, value: -3 },
      { ...nothing, place: 7, minutesAgo: 10, value: -6 },
      { ...nothing, daysAgo: 1, value: 2 },
    ];
    const contributions = [{ group: 'own-last-hour', value: -16, parts }];
    const [, row] = contributionRows({ ...sample(), contributions }, 0, wording('en'), name);
    expect(row?.details).toEqual([
      'place 7, 10 min before: \u22126',
      'latest reading: \u22123',
      'the day before: +2',
      'not told apart: \u22129',
    ]);
  });

  it('begin with how many situations the start is the mean of, how well it is known, and whether they are few', () => {
    const start = (startCount: number, startError: number | null): readonly string[] | undefined =>
      contributionRows({ ...sample(), startCount, startError }, 0, wording('en'), name)[0]?.details;
    expect(start(24, 1)).toEqual(['mean of 24 past situations, ± 2']);
    expect(start(24, 0.2)).toEqual(['mean of 24 past situations, ± 0.4']);
    expect(start(24, null)).toEqual(['mean of 24 past situations']);
    expect(start(6, 1)).toEqual(['mean of 6 past situations, ± 2', 'fewer than 20: a rough start']);
  });

  it('tell with which real situations the inputs are compared, and that they are few, or too few', () => {
    const compared = (of: Explanation['compared']): readonly string[] | undefined =>
      contributionRows({ ...sample(), compared: of }, 0, wording('en'), name)[3]?.details;
    expect(compared({ count: 24, error: null, isUsed: true })).toEqual([
      'against 24 real situations at this time of such days',
    ]);
    expect(compared({ count: 7, error: 1, isUsed: true })).toEqual([
      'against 7 real situations at this time of such days, ± 2',
      'fewer than 20: a rough comparison',
    ]);
    expect(compared({ count: 4, error: null, isUsed: false })).toEqual([
      'against what is usual, as only 4 real situations are known at this time of such days',
    ]);
    expect(compared({ count: 1, error: null, isUsed: false })?.[0]).toContain('only one real situation is');
    expect(compared(null)).toEqual([]);
  });

  it('tell on the row of the neighbours how many of them were silent', () => {
    const details = (neighbours: Explanation['neighbours']): readonly string[] | undefined =>
      contributionRows({ ...sample(), neighbours }, 0, wording('en'), name)[2]?.details;
    expect(details({ silent: 2, of: 2 })?.[0]).toBe('2 of 2 neighbours silent for an hour');
    expect(details({ silent: 0, of: 2 })).toEqual(details(null));
  });

  it('begin with the mean of what was read where nothing is known to be usual, and say nothing of usual then', () => {
    const explanation: Explanation = { ...sample(), startKind: 'mean', startCount: 0, startError: null };
    const words = (language: 'en' | 'zh-CN', shown: number): string => {
      const rows = contributionRows({ ...explanation, shown }, 0, wording(language), name);
      expect(rows[0]?.details).toEqual([]);
      return explanationWords(rows, 'km/h', 0, wording(language), { lower: 0, upper: 200 });
    };
    expect(words('en', 30)).toMatch(/28\u00a0km\/h lower than the mean of what was read here\./u);
    expect(words('en', explanation.start)).toMatch(/^The forecast is the mean of what was read here\./u);
    expect(words('zh-CN', 30)).toContain('低 28');
    for (const language of ['en', 'zh-CN'] as const) expect(words(language, 30)).not.toMatch(/usual|平常/u);
  });

  it('say in words what the list says, without naming a cause', () => {
    const rows = contributionRows(sample(), 0, wording('en'), name);
    const words = explanationWords(rows, 'km/h', 0, wording('en'));
    expect(words).toBe(
      'The forecast is 28\u00a0km/h lower than usual. The largest parts are associated with last hour here (\u221219) and neighbouring places (\u221210).',
    );
    expect(words).not.toMatch(/because|cause|due to|lead/iu);
    expect(
      explanationWords(contributionRows(sample(), 0, wording('zh-CN'), name), 'km/h', 0, wording('zh-CN')),
    ).toMatch(/^预测比平常低 28\u00a0km\/h。其中最大的部分与.+相关。$/u);
  });

  it('say that the forecast cannot be told from what is usual where that lies inside the interval', () => {
    const rows = contributionRows(sample(), 0, wording('en'), name);
    const words = (lower: number, upper: number): string =>
      explanationWords(rows, 'km/h', 0, wording('en'), { lower, upper });
    const start = rows[0]?.value ?? NaN;
    expect(words(start - 40, start + 1)).toContain('cannot be told apart');
    expect(words(start - 40, start - 0.4)).toContain('cannot be told apart');
    expect(words(start - 40, start - 1)).not.toContain('cannot be told apart');
  });

  it('say that parts cancel where they almost do', () => {
    const words = (up: number, down: number): string => {
      const contributions = [
        { group: 'neighbours', value: up, parts: [] },
        { group: 'own-last-hour', value: -down, parts: [] },
      ];
      const explanation = { ...sample(), start: 30, shown: 30 + up - down, contributions };
      const rows = contributionRows(explanation, 0, wording('en'), name);
      return explanationWords(rows, 'km/h', 0, wording('en'));
    };
    expect(words(9, 8)).toMatch(/up by 9\u00a0km\/h and down by 8\u00a0km\/h and almost cancel/u);
    expect(words(9, 6)).not.toContain('cancel');
  });

  it('say so when the forecast is as usual', () => {
    const explanation: Explanation = { ...sample(), start: 30, shown: 30.2, contributions: [] };
    const rows = contributionRows(explanation, 0, wording('en'), name);
    expect(explanationWords(rows, 'km/h', 0, wording('en'))).toBe(
      'The forecast is as usual: nothing unusual.',
    );
  });
});
