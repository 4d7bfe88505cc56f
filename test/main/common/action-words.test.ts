import { describe, expect, test } from 'vitest';
import { actionText, leftOutText, outcomeText } from '../../../main/common/action-words.ts';
import { drilldownIn } from '../../../main/common/display-units.ts';
import { actionKinds } from '../../../main/common/rows/actions.ts';
import { wording } from '../../../main/common/wording.ts';
import { sampleDrilldown } from '../report/drilldown-sample.ts';

const words = wording('en');
const compared = {
  kind: 'compared',
  issuedAt: 0,
  minutes: 60,
  difference: 12.3,
  lower: -9.4,
  upper: 8.6,
} as const;

describe('an action', () => {
  const time = (at: number): string => `t${at}`;
  const text = (until: number | null): string =>
    actionText({ kind: 'diversion', from: 10, until }, 50, time, words);

  test('is told by what was done, since when, and until when where that is known', () => {
    expect(text(null)).toBe('Diversion since t10');
    expect(text(60)).toBe('Diversion since t10, until t60');
    expect(text(40)).toBe('Diversion t10–t40');
  });

  test.each(['en', 'zh-CN'] as const)('%s has words for every kind', (language) => {
    for (const kind of actionKinds) expect(wording(language).has(`actions.kind.${kind}`)).toBe(true);
  });
});

test('what is left out is counted, and nothing is said where nothing is', () => {
  expect(leftOutText({ actions: 0, forecasts: 0 }, words)).toBeNull();
  expect(leftOutText({ actions: 1, forecasts: 1 }, words)).toBe(
    '1 period with an action left out: 1 checked forecast.',
  );
  expect(leftOutText({ actions: 2, forecasts: 348 }, words)).toBe(
    '2 periods with an action left out: 348 checked forecasts.',
  );
});

describe('what happened', () => {
  const text = (difference: number): string => outcomeText({ ...compared, difference }, 'km/h', words);

  test('stands above, below or at what was forecast, with the interval, and no word of a cause', () => {
    expect(text(12.3)).toBe(
      '12\u00a0km/h above what was forecast before it; the 90 % interval was −9 to +9 around that.',
    );
    expect(text(-12.3)).toContain('below what was forecast');
    expect(text(0.2)).toMatch(/^As was forecast before it/u);
    for (const said of [text(12.3), text(-12.3), text(0.2)])
      expect(said).not.toMatch(/because|due to|effect|caus|thanks|led to|reduc|improv/iu);
  });

  test('is in the unit that is shown', () => {
    const [action] = drilldownIn(
      sampleDrilldown({
        actions: [
          {
            ...{ id: 1, place: 42, placeKey: '', placeName: '', kind: 'other', note: '', from: 0, until: 1 },
            ...{ loggedAt: 0, loggedBy: '', endedBy: null, takenBack: null, outcome: compared },
          },
        ],
      }),
      'imperial',
    ).actions;
    expect(action?.outcome).toMatchObject({ kind: 'compared', minutes: 60 });
    expect(action?.outcome.kind === 'compared' ? action.outcome.difference : NaN).toBeCloseTo(
      12.3 / 1.609344,
      4,
    );
  });

  test.each(['en', 'zh-CN'] as const)('%s says why there is nothing to say', (language) => {
    for (const why of ['running', 'not-yet', 'no-forecast', 'no-truth', 'other-action'] as const)
      expect(outcomeText({ kind: 'none', why }, 'km/h', wording(language))).not.toContain('actions.');
  });
});
