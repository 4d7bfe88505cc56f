import { expect, test } from 'vitest';
import type { CountTrack } from '../../../../main/common/contract/count-records.ts';
import { SeededRandom } from '../../../../main/common/seeded-random.ts';
import { reviewCountDrift } from '../../../../main/forecast/counts/count-drift.ts';
import { PeriodClock } from '../../../../main/forecast/counts/period-clock.ts';
import type { ModelRow } from '../../../../main/forecast/ports.ts';
import { bench } from '../../ingest/importing.ts';

const day = 86_400_000;
const start = Date.UTC(2026, 0, 5);
const clock = new PeriodClock(start, 4, 'UTC');
const [from, to] = [40, 120];

const served: ModelRow = {
  ...{ modelId: 'safety.regression', version: '1-a', topic: 'safety', isBenchmark: false, stateFile: 'a' },
  ...{ dataHash: 'a', trainedFrom: start, trainedTo: start + from * day, seed: null, begunWith: null },
  ...{ validationPinball: null, isShown: true, createdAt: start, state: 'approved', approval: null },
  ...{ replacedAt: null, validation: null },
  counts: { categories: ['fire'], learnsFindings: false, judgedTo: start + 70 * day, tables: [] },
};

/** Two districts whose errors are those of chance, and those of the second others from a day on. */
function track(until: number, turned: number): CountTrack {
  const random = new SeededRandom(7);
  const days = until - from;
  const chance = (): number => random.next() + random.next() + random.next() - 1.5;
  const bias = Float64Array.from({ length: 3 * days }, (_, index) => {
    const isLate = index % days >= turned - from;
    return chance() * 2 + (isLate && index >= days ? 2 : 0);
  });
  const size = Float64Array.from({ length: 3 * days }, () => 0.3 + 0.05 * chance());
  const none = { seen: new Uint32Array(), expected: new Float64Array() };
  return {
    ...{ from, to: until, errors: { bias, size } },
    record: { ...none, loss: new Float64Array(), meanLoss: new Float64Array() },
  };
}

const about = { served, clock, areas: ['North', 'South'], forecastsADay: [40, 60] };

test('errors that turned to one side are told once, of the district and the city, and when it is over', async () => {
  const { store } = await bench();
  const review = async (until: number, turned: number): Promise<string[]> =>
    (
      await reviewCountDrift(store.drifts, { ...about, track: track(until, turned) }, start + until * day)
    ).map(({ kind, district, isOn, count, version }) => [kind, district, isOn, count, version].join(' '));
  expect(await review(100, to)).toEqual([]);
  expect(await review(to, 105)).toEqual(['bias South true 1680 1-a', 'bias  true 2800 1-a']);
  expect(await review(to, 105)).toEqual([]);
  const over: string[] = [];
  for (let until = to + 60; until < to + 80; until++) over.push(...(await review(until, until)));
  expect(over.map((one) => one.replace(/ \d+ /u, ' ')).toSorted()).toEqual([
    'bias  false 1-a',
    'bias South false 1-a',
  ]);
});

test('errors that are back to what they were are still told until all that added up is gone', async () => {
  const { store } = await bench();
  /** One spread up and down for a month, five days of three spreads, and none from then on. */
  const turned = (until: number): CountTrack => {
    const days = until - from;
    const bias = Float64Array.from({ length: days }, (_, day) =>
      day < 30 ? (day % 2 === 0 ? 1 : -1) : day < 35 ? 3 : 0,
    );
    const of = track(until, to);
    return { ...of, errors: { bias: Float64Array.of(...bias, ...bias), size: of.errors.size.fill(0.3) } };
  };
  const review = async (until: number): Promise<boolean[]> =>
    (
      await reviewCountDrift(
        store.drifts,
        { ...about, areas: ['North'], track: turned(until) },
        start + until * day,
      )
    ).map(({ isOn }) => isOn);
  expect(await review(75)).toEqual([true]);
  for (const until of [87, 91, 95]) expect(await review(until)).toEqual([]);
  expect(await review(102)).toEqual([false]);
});

test('of a version without days behind what it has learned from nothing is told', async () => {
  const { store } = await bench();
  const short = track(from + 20, from);
  expect(await reviewCountDrift(store.drifts, { ...about, track: short }, start + 60 * day)).toEqual([]);
});
