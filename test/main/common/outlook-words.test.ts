import { describe, expect, test } from 'vitest';
import type { LoadOutlook } from '../../../main/common/contract/messages/load-outlook.ts';
import { outlookFacts, probabilityText } from '../../../main/common/outlook-words.ts';
import { wording } from '../../../main/common/wording.ts';

const hour = 3_600_000;
const six = Date.UTC(2026, 5, 18, 18);
const outlook: LoadOutlook = {
  place: 1,
  members: 5,
  rating: 20_000,
  peak: {
    from: six,
    to: six + hour,
    share: 0.62,
    earliest: six - hour,
    latest: six + 2 * hour,
    lower: 18_000,
    median: 19_500,
    upper: 21_200,
  },
  weather: [
    { scenario: 'warmer', day: null, lower: 18_100, median: 19_620, upper: 21_300, isBeyond: false },
    {
      scenario: 'hottest',
      day: Date.UTC(2025, 7, 2),
      lower: 19_000,
      median: 20_700,
      upper: 22_500,
      isBeyond: true,
    },
  ],
  shifted: {
    ...{ share: 0.1, from: six - hour, to: six + 2 * hour },
    ...{ intoFrom: six + 2 * hour, intoTo: six + 6 * hour, peakFrom: six + 2 * hour, peakTo: six + 3 * hour },
    ...{ lower: 17_000, median: 18_200, upper: 19_900, overload: 0.04 },
  },
  nextDay: {
    ...{ from: six + 25 * hour, to: six + 26 * hour },
    ...{ lower: 16_000, median: 18_900, upper: 22_100, overload: 0.11 },
  },
  overload: {
    probability: 0.23,
    likeliest: { from: six, to: six + hour, probability: 0.18 },
    begins: { early: six - hour, median: six, late: six + hour },
    hoursAbove: 0.31,
  },
};
const said = (one: LoadOutlook, language: 'en' | 'zh-CN' = 'en') =>
  Object.fromEntries(outlookFacts(one, 'kW', { zone: 'UTC', asOf: six - 6 * hour }, wording(language)));

describe('the words for a peak', () => {
  test('say when, how high, how likely above the rating, and from when', () => {
    const facts = said(outlook);
    expect(facts['highest load']).toBe('19\u202f500\u00a0kW (18\u202f000–21\u202f200)');
    expect(facts['most likely at']).toBe('18:00–19:00 (62\u202f%)');
    expect(facts['nine times in ten within']).toBe('17:00–20:00');
    expect(facts['sum of']).toBe('5 feeders');
    expect(facts['above it at any time']).toBe('23\u202f%');
    expect(facts['likeliest at']).toBe('18:00–19:00 (18\u202f%)');
    expect(facts['if so, from']).toBe('18:00 (17:00–19:00)');
    expect(facts['the 24 h after']).toBe(
      '18\u202f900\u00a0kW (16\u202f000–22\u202f100), most likely at 19:00–20:00; above the rating 11\u202f%',
    );
    expect(facts['hours to it']).toBe('6.0 h (5.0–7.0)');
    expect(facts['mean time above it']).toBe('0.3 h');
  });

  test('say what other weather would make of it, and what that goes beyond', () => {
    const facts = said(outlook);
    expect(facts['if 1 °C warmer']).toBe(
      '19\u202f620\u00a0kW (18\u202f100–21\u202f300), +120 (model sensitivity)',
    );
    expect(facts['if as hot as on 2025-08-02']).toContain(
      '+1\u202f200 (model sensitivity, beyond what was measured)',
    );
    expect(Object.keys(said({ ...outlook, weather: [] })).join()).not.toContain('if 1 °C');
  });

  test('say what shifted load would make of it, under another name', () => {
    const name = 'SCENARIO: 10\u202f% of 17:00–20:00 used 20:00–00:00';
    expect(said(outlook)[name]).toBe(
      '18\u202f200\u00a0kW (17\u202f000–19\u202f900), −1\u202f300; then highest at 20:00–21:00, above the rating 4\u202f%',
    );
    const unrated = { ...outlook, rating: null, overload: null };
    const shifted = outlook.shifted === null ? null : { ...outlook.shifted, overload: null };
    expect(said({ ...unrated, shifted })[name]).toMatch(/at 20:00–21:00$/u);
    expect(Object.keys(said({ ...outlook, shifted: null })).join()).not.toContain('SCENARIO');
    expect(Object.keys(said(outlook, 'zh-CN')).join()).toContain('情景：17:00–20:00');
  });

  test('say a change as the difference of the numbers shown', () => {
    const at = { lower: 515.1, median: 560.2, upper: 600.1, isBeyond: false };
    const peak = { ...outlook.peak, lower: 521.6, median: 566.6, upper: 606.6 };
    const facts = said({ ...outlook, peak, weather: [{ scenario: 'warmer', day: null, ...at }] });
    expect(facts['if 1 °C warmer']).toContain('560');
    expect(facts['if 1 °C warmer']).toContain('\u22127 (model');
  });

  test('give no risk where no rating is known, and no sum of a place that is measured', () => {
    const facts = said({ ...outlook, members: 0, rating: null, overload: null });
    expect(facts['rating']).toContain('not known');
    expect(Object.keys(facts)).not.toContain('above it at any time');
    expect(Object.keys(facts)).not.toContain('sum of');
  });

  test('are there in Chinese as well', () => {
    const facts = said(outlook, 'zh-CN');
    expect(Object.keys(facts)).toHaveLength(Object.keys(said(outlook)).length);
    expect(Object.entries(facts).flat().join(' ')).not.toContain('outlook.');
  });

  test.each([
    [0, '< 1\u202f%'],
    [0.004, '< 1\u202f%'],
    [0.006, '1\u202f%'],
    [0.5, '50\u202f%'],
    [0.996, '> 99\u202f%'],
    [1, '> 99\u202f%'],
  ])('never claim a certainty: %d is %s', (probability, text) => {
    expect(probabilityText(probability)).toBe(text);
  });
});
