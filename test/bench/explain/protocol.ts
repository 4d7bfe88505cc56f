import type { CityCharacter, Scenario } from '../../../tools/sample-city/words.ts';

/** A generated city by which the cause finder is fitted or judged. */
export interface CauseCity {
  readonly name: string;
  readonly part: 'training' | 'validation' | 'held-out';
  readonly scenario: Scenario;
}

/**
 * The cities of the cause finder, each of four weeks, which no forecast was ever trained on. Fixed before anything was fitted: weights come
 * from those for training alone, thresholds and everything that was tried from those for validation, and those held out are looked at only
 * with `--final`, each look a line of `looks.jsonl`. Seeds, sizes, shapes, demand and seasons of the parts lie apart.
 */
export const causeCities: readonly CauseCity[] = [
  city('training', 71_001, 160, Date.UTC(2026, 4, 14, 23), 1, 1, 1, 0),
  city('training', 71_002, 200, Date.UTC(2026, 6, 9, 23), 2, 0.85, 1.1, 0.5),
  city('training', 71_003, 140, Date.UTC(2026, 9, 8, 23), 1, 1.2, 0.9, -0.5),
  city('training', 71_004, 180, Date.UTC(2027, 0, 21), 2, 1, 1.05, 0),
  city('training', 71_005, 150, Date.UTC(2027, 2, 11), 1, 0.9, 1, 0.25),
  city('training', 71_006, 220, Date.UTC(2026, 10, 26), 2, 1.1, 1.1, -0.25),
  city('validation', 72_001, 170, Date.UTC(2026, 5, 11, 23), 1, 1.05, 1.05, 0.25),
  city('validation', 72_002, 210, Date.UTC(2026, 11, 10), 2, 0.95, 0.95, 0.75),
  city('validation', 72_003, 150, Date.UTC(2027, 1, 18), 1, 0.95, 1.1, -0.25),
  city('held-out', 73_001, 230, Date.UTC(2026, 3, 16, 23), 2, 1.15, 1, 1),
  city('held-out', 73_002, 190, Date.UTC(2026, 10, 12), 3, 1, 1.15, 0.5),
  city('held-out', 73_003, 130, Date.UTC(2027, 1, 4), 1, 0.8, 0.95, -0.75),
];

function city(
  part: CauseCity['part'],
  seed: number,
  sensors: number,
  until: number,
  ...[rings, spread, trips, hoursLater]: [
    rings: CityCharacter['rings'],
    spread: CityCharacter['spread'],
    trips: CityCharacter['trips'],
    hoursLater: CityCharacter['hoursLater'],
  ]
): CauseCity {
  return {
    name: `${part} ${seed}`,
    part,
    scenario: {
      ...{ seed, sensors, until, days: 28, hourlyDays: 29, reportingBias: false, without: new Set() },
      character: { rings, spread, trips, hoursLater },
    },
  };
}

/**
 * The recall that is wanted, the mean over the kinds of causes; the most departures with none that may be given one; and how often the
 * true source is to be among the three first of at least twenty places within 5 km.
 */
export const goals = { macroRecall: 0.7, falseCauses: 0.05, sources: 0.7 } as const;

/** Seeds of the draws of cases. Mean and spread over all three stand in the table. */
export const caseSeeds: readonly number[] = [1, 2, 3];
