import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { countHandlers } from '../../../../main/compute/count-handlers.ts';
import type { RecordedIncident } from '../../../../main/common/rows/surroundings.ts';
import { SeededRandom } from '../../../../main/common/seeded-random.ts';
import type { ModelRow } from '../../../../main/common/rows/models.ts';
import { CountVersions, type CountVersionsTools } from '../../../../main/forecast/counts/count-versions.ts';
import {
  ExpectedIncidents,
  type ExpectedIncidentsTools,
} from '../../../../main/forecast/counts/expected-incidents.ts';
import { SafetyUse } from '../../../../main/forecast/counts/safety-use.ts';
import { poisson } from '../../../models/safety/small-town.ts';

const hour = 3_600_000;
const day = 24 * hour;
const start = Date.UTC(2026, 0, 5);
const days = 120;
const end = start + days * day;

/** Two districts four kilometres apart, one with three times the incidents of the other; told within a day and a half. */
function recorded(): RecordedIncident[] {
  const random = new SeededRandom(5);
  const incidents: RecordedIncident[] = [];
  for (let at = 0; at < days; at++) {
    for (const [latitude, mean] of [
      [44, 3],
      [44.04, 1],
    ] as const) {
      for (let left = poisson(random, mean); left > 0; left--) {
        const startsAt = start + at * day + Math.floor(random.next() * 1440) * 60_000;
        const receivedAt = startsAt + Math.floor(random.next() * 36) * hour;
        incidents.push({ kind: 'medical', startsAt, receivedAt, latitude, longitude: 9, reporter: 'public' });
      }
    }
  }
  return incidents;
}

const all = recorded();
const asked = { targetAt: null, hours: 24, categories: null } as const;

const folder = mkdtempSync(join(tmpdir(), 'metropole-counts-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** A compute host in this process. */
const compute: ExpectedIncidentsTools['compute'] = {
  call: async (name, body) => {
    const handler = countHandlers[name as keyof typeof countHandlers];
    const context = { signal: new AbortController().signal, progress: () => undefined };
    return (await handler(body as never, context as never)) as never;
  },
};

/** Rows of models, and the folder of their states. */
function keptModels(): Pick<CountVersionsTools['store'], 'models' | 'folder'> {
  let rows: readonly ModelRow[] = [];
  return {
    folder: { models: folder },
    models: {
      list: () => Promise.resolve(rows),
      insert: (added) => {
        rows = [...rows, ...added];
        return Promise.resolve();
      },
      update: (_topic, change) => {
        const before = rows;
        rows = change(rows);
        return Promise.resolve({ before, after: rows });
      },
    },
  };
}

function made(
  incidents: readonly RecordedIncident[],
  now = end,
): { readonly service: ExpectedIncidents; readonly fits: () => number; readonly meansTold: () => number } {
  let fits = 0;
  let meansTold = 0;
  const store: ExpectedIncidentsTools['store'] = {
    surroundings: { recorded: () => Promise.resolve(incidents) },
    sources: {
      list: () =>
        Promise.resolve([
          { id: 1, sha256: 'abc', from: null, format: 'incidents', mapping: { zone: 'UTC' } },
        ]),
    },
    places: {
      list: () =>
        Promise.resolve({
          rows: 2,
          columns: {
            place: Int32Array.of(1, 2),
            key: ['a', 'b'],
            name: ['a', 'b'],
            latitude: Float64Array.of(44, 44.04),
            longitude: Float64Array.of(9, 9),
            completeness: new Float32Array(2),
            sourceFile: [null, null],
          },
          vertices: {
            rows: 0,
            columns: {
              place: new Int32Array(),
              longitude: new Float64Array(),
              latitude: new Float64Array(),
            },
          },
        }),
      districts: () =>
        Promise.resolve(
          new Map([
            [1, 'South'],
            [2, 'North'],
          ]),
        ),
      people: () => Promise.resolve(new Map([['South', 30_000]])),
    },
    actions: { list: () => Promise.resolve([]) },
    drifts: { at: () => Promise.resolve([]), add: () => Promise.resolve([]) },
  };
  const tools: ExpectedIncidentsTools = {
    store,
    compute: {
      call: async (name, body) => {
        if (name === 'compute.expect-counts') fits += 1;
        return await compute.call(name, body);
      },
    },
    versions: new CountVersions({
      store: { ...store, ...keptModels() },
      training: compute,
      onFitted: () => {
        meansTold += 1;
      },
    }),
    use: new SafetyUse({
      store: {
        purposes: () => Promise.resolve([]),
        addPurpose: () => Promise.reject(new Error('not here')),
        withdraw: () => Promise.resolve(),
        switches: () => Promise.resolve([]),
        turn: () => Promise.resolve(),
      },
      counts: () => Promise.resolve(new Map([['medical', incidents.length]])),
      wallClock: () => now,
      onChange: () => undefined,
    }),
    clock: () => Promise.resolve({ now, targetAt: null, zone: undefined, isPresent: true }),
    onDrift: () => Promise.resolve(),
    onShown: () => Promise.resolve(),
  };
  return { service: new ExpectedIncidents(tools), fits: () => fits, meansTold: () => meansTold };
}

const sum = (values: ArrayLike<number>): number => Array.from(values).reduce((total, one) => total + one, 0);

describe('districts', () => {
  let answer: Awaited<ReturnType<ExpectedIncidents['equity']>>;
  beforeAll(async () => {
    answer = await made(all).service.equity(asked, {});
  });

  test('have the share of what is expected in their cells, and add up to the whole', () => {
    const [north, south] = answer.districts;
    expect([north?.district, south?.district]).toEqual(['North', 'South']);
    expect(south?.share).toBeGreaterThan(0.68);
    expect(south?.share).toBeLessThan(0.82);
    expect((south?.share ?? 0) + (north?.share ?? 0)).toBeCloseTo(1, 9);
  });

  test('have rates where somebody says how many people live there, and none where nobody does', () => {
    const [north, south] = answer.districts;
    expect(north).toMatchObject({ people: null, peopleShare: null, rate: null });
    expect(south).toMatchObject({ people: 30_000, peopleShare: 1 });
    const { rate, low, high } = south?.rate ?? { rate: 0, low: 0, high: 0 };
    expect(rate).toBeCloseTo((south?.heldSeen ?? 0) / (30 * ((answer.heldDays ?? 0) / 365.25)), 6);
    expect(low).toBeLessThan(rate);
    expect(high).toBeGreaterThan(rate);
  });

  test('are told how right the forecast was there', () => {
    for (const { heldSeen, heldExpected, observedOverExpected } of answer.districts) {
      expect(observedOverExpected).toBeCloseTo((heldSeen ?? NaN) / (heldExpected ?? NaN), 9);
      expect(observedOverExpected).toBeGreaterThan(0.6);
      expect(observedOverExpected).toBeLessThan(1.5);
    }
  });

  test('with few incidents keep their count for themselves', async () => {
    const few = all.filter(({ latitude }, index) => latitude === 44 || index % 12 === 0);
    const { districts } = await made(few).service.equity(asked, {});
    const north = districts.find(({ district }) => district === 'North');
    expect(north).toMatchObject({ heldSeen: null, observedOverExpected: null, rate: null });
  });
});

test('the track record of every district and shift adds up to the city, and hides what is small', async () => {
  const many = all.flatMap((incident) => [incident, incident, incident]);
  const { service } = made(many);
  const { record } = await service.record({ ...asked, hours: 6 }, {});
  const rows = record?.rows ?? [];
  expect(rows.map(({ district, fromHour }) => `${district ?? 'city'} ${fromHour ?? 'day'}`)).toEqual(
    ['city', 'North', 'South'].flatMap((area) => ['day', '0', '6', '12', '18'].map((of) => `${area} ${of}`)),
  );
  const [city] = rows;
  const whole = rows.filter(({ fromHour }) => fromHour === null).slice(1);
  const shifts = rows.filter(({ fromHour, district }) => fromHour !== null && district === 'South');
  for (const of of ['forecasts', 'incidents', 'expected'] as const) {
    expect(sum(whole.map((row) => row[of] ?? NaN))).toBeCloseTo(city?.[of] ?? NaN, 9);
    expect(sum(shifts.map((row) => row[of] ?? NaN))).toBeCloseTo(whole[1]?.[of] ?? NaN, 9);
  }
  const loss = sum(shifts.map(({ logScore, forecasts }) => (logScore ?? NaN) * forecasts));
  expect(loss / (whole[1]?.forecasts ?? NaN)).toBeCloseTo(whole[1]?.logScore ?? NaN, 9);
  const { cells } = await service.map({ ...asked, hours: 6 }, {});
  const south = cells.columns.cell.values[cells.columns.district.values.indexOf('South')] ?? '';
  const beside = (await service.cell({ ...asked, hours: 6, cell: south }, {})).record?.rows ?? [];
  expect(beside.find(({ scope }) => scope === 'district')?.incidents).toBe(whole[1]?.incidents);
  const scarce = (await made(all).service.record({ ...asked, hours: 6 }, {})).record?.rows ?? [];
  const hidden = scarce.filter(({ incidents }) => incidents === null);
  expect(hidden.map(({ district }) => district)).toContain('North');
  for (const { logScore, meanLogScore } of hidden) expect([logScore, meanLogScore]).toEqual([null, null]);
  expect(scarce.flatMap(({ incidents }) => incidents ?? []).filter((one) => one > 0 && one < 5)).toEqual([]);
});

test('only what had been received by the as-of is learned from', async () => {
  const asOf = end - 20 * day;
  const then = all.filter(({ receivedAt }) => receivedAt <= asOf);
  const expected = async (incidents: readonly RecordedIncident[]): Promise<number[]> => [
    ...(await made(incidents, asOf).service.map(asked, {})).cells.columns.expected.values,
  ];
  expect(await expected(all)).toEqual(await expected(then));
});

test('the last period is marked where not all of it has been told yet', async () => {
  const { delay } = await made(all).service.map(asked, {});
  expect(delay?.isIncomplete).toBe(true);
  expect(delay?.medianMinutes).toBeGreaterThan(12 * 60);
  const atOnce = all.map((incident) => ({ ...incident, receivedAt: incident.startsAt }));
  expect((await made(atOnce).service.map(asked, {})).delay).toBeNull();
});

test('incidents that end long before now end because nobody brought more: what came after is not known', async () => {
  const late = await made(all, end + 5 * day).service.map({ ...asked, targetAt: end + 5 * day }, {});
  expect(late).toMatchObject({ state: 'shown', isOld: true, knownTo: end });
  const inTime = await made(all).service.map(asked, {});
  expect(inTime.isOld).toBe(false);
  expect(sum(late.cells.columns.expected.values)).toBeGreaterThan(
    0.8 * sum(inTime.cells.columns.expected.values),
  );
});

test('a month that was not recorded is told, learned by nobody and judged on by nobody', async () => {
  const [from, to] = [end - 45 * day, end - 15 * day];
  const holed = all.filter(({ startsAt }) => startsAt < from || startsAt >= to);
  const { service } = made(holed);
  const expectedOf = async (one: ExpectedIncidents): Promise<number> =>
    sum((await one.map(asked, {})).cells.columns.expected.values);
  const { unrecorded, state, period } = await service.map({ ...asked, targetAt: to - 3 * day }, {});
  expect(unrecorded).toEqual([{ first: '2026-03-21', last: '2026-04-19', days: 30 }]);
  expect({ state, period }).toEqual({
    state: 'unrecorded',
    period: { from: to - 3 * day, to: to - 2 * day, hours: 24 },
  });
  const ratio = (await expectedOf(service)) / (await expectedOf(made(all).service));
  expect(Math.abs(ratio - 1)).toBeLessThan(0.08);
  const back = await service.map({ ...asked, targetAt: from - day }, {});
  expect(back).toMatchObject({ state: 'shown', period: { from: from - day, to: from } });
  const { districts, heldDays } = await service.equity(asked, {});
  expect(heldDays).toBe(Math.floor(89 / 5));
  for (const { observedOverExpected } of districts) expect(observedOverExpected).toBeGreaterThan(0.7);
});

test('dates without times are expected by day, whatever is asked for', async () => {
  const dates = all.map((incident) => {
    const startsAt = incident.startsAt - (incident.startsAt % day);
    return { ...incident, startsAt, receivedAt: startsAt };
  });
  const answer = await made(dates).service.map({ ...asked, hours: 6 }, {});
  expect(answer.period?.hours).toBe(24);
  expect(answer.faults).toContain('all-at-midnight');
});

test('a fit is kept until data, use or time are others', async () => {
  const { service, fits, meansTold } = made(all);
  await service.map(asked, {});
  expect(meansTold()).toBe(1);
  await service.map({ ...asked, targetAt: end + 2 * day }, {});
  await service.equity(asked, {});
  expect(fits()).toBe(1);
  await service.map({ ...asked, hours: 6 }, {});
  expect(fits()).toBe(2);
});

test.each([
  ['no incidents', [], 'no-incidents'],
  ['a week of them', all.filter(({ startsAt }) => startsAt < start + 7 * day), 'too-few'],
  ['none that is allowed', all.map((one) => ({ ...one, kind: 'theft' as const })), 'off'],
] as const)('of %s nothing is expected, and it is said why', async (_what, incidents, state) => {
  const answer = await made(incidents).service.map(asked, {});
  expect(answer).toMatchObject({ state, cells: { rows: 0 } });
});
