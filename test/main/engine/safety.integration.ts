import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { SeededRandom } from '../../../main/common/seeded-random.ts';
import { poisson } from '../../models/safety/small-town.ts';
import { importFile } from './quarter-hour-city.ts';
import { startEngine, type RunningEngine } from './running-engine.ts';

const folder = mkdtempSync(join(tmpdir(), 'metropole-safety-'));
const day = 86_400_000;
const hour = 3_600_000;
const days = 200;
const start = Date.UTC(2024, 0, 1);
/** When the last incident was received: what an engine without readings calls now. */
const end = start + days * day;
let wallClock = end;
let running: RunningEngine;

/** Nine cells of which one is busy; shops are robbed there, and officers find drugs everywhere. */
function incidents(): string {
  const random = new SeededRandom(3);
  const rows = ['key,kind,happened,reported,latitude,longitude,source'];
  for (let at = 0; at < days; at++) {
    for (let cell = 0; cell < 9; cell++) {
      for (const [kind, source, share] of [
        ['medical', 'public', 1],
        ['fire', 'public', 0.3],
        ['fire', 'officers', 0.2],
        ['theft', 'public', cell === 0 ? 0.6 : 0.02],
        ['drugs', 'officers', 0.3],
        ['drugs', 'public', 0.1],
      ] as const) {
        for (let left = poisson(random, share * (cell === 0 ? 2 : 0.3)); left > 0; left--) {
          const happened = start + at * day + Math.floor(random.next() * 1440) * 60_000;
          const reported = Math.min(happened + Math.floor(random.next() * 120) * 60_000, end);
          const latitude = 44 + 0.012 * (cell % 3) + 0.002 * random.next();
          const longitude = 9 + 0.016 * Math.floor(cell / 3) + 0.002 * random.next();
          const times = [happened, reported].map((one) => new Date(one).toISOString()).join(',');
          rows.push(
            `i${rows.length},${kind},${times},${latitude.toFixed(6)},${longitude.toFixed(6)},${source}`,
          );
        }
      }
    }
  }
  const last = new Date(end).toISOString();
  rows.push(`last,medical,${last},${last},44.001,9.001,public`);
  return rows.join('\n');
}

const map = async (
  more: { hours?: 6 | 24; targetAt?: number | null; categories?: ['theft'] | ['fire'] } = {},
) => await running.client.call('safety.map', { targetAt: null, hours: 24, categories: null, ...more });
const recordTheft = async () =>
  await running.client.call('safety.record-purpose', {
    ...{ name: 'A. Supervisor', purpose: 'lighting', legalBasis: 'by-law 7', categories: ['theft', 'drugs'] },
    expiresAt: wallClock + 30 * day,
  });

beforeAll(async () => {
  running = await startEngine({ practice: false, wallClock: () => wallClock });
  const path = join(folder, 'incidents.csv');
  writeFileSync(path, incidents());
  await importFile(running.client, path, {
    ...{ format: 'incidents', keyColumn: 'key', kindColumn: 'kind', timeColumn: 'happened', zone: 'UTC' },
    ...{ receivedColumn: 'reported', latitudeColumn: 'latitude', longitudeColumn: 'longitude' },
    reporterColumn: 'source',
  });
});

afterAll(async () => {
  await running.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('a map of expected incidents', () => {
  test('says for each cell how many, how likely and against what, for the period that holds the target', async () => {
    const answer = await map();
    expect(answer).toMatchObject({ state: 'shown', asOf: end, zone: 'UTC' });
    expect(answer.period).toEqual({ from: end, to: end + day, hours: 24 });
    expect(answer.categories.map(({ category }) => category)).toEqual(['fire', 'medical']);
    for (const { method, longRun, heldOut } of answer.categories) {
      expect(method).toBe(longRun);
      expect(heldOut).toMatchObject({ days: 39, gain: null });
    }
    const { expected, atLeastOne, longRun, isDistinguishable } = answer.cells.columns;
    const total = expected.values.reduce((sum, one) => sum + one, 0);
    expect(total).toBeGreaterThan(4.5);
    expect(total).toBeLessThan(6.5);
    expect(Math.max(...expected.values)).toBeGreaterThan(2);
    expect(Math.max(...atLeastOne.values)).toBeLessThan(1);
    expect([...longRun.values]).toEqual([...expected.values]);
    expect(isDistinguishable.values.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(2);
    expect(answer.corners.rows).toBeGreaterThanOrEqual(5 * answer.cells.rows);
    expect(answer.learned).toMatchObject({ foundByOfficers: expect.any(Number) as number, thinned: 0 });
  });

  test('is of a shift or a day, and says where it does not reach', async () => {
    const shift = await map({ hours: 6, targetAt: end + 7 * hour });
    expect(shift.period).toEqual({ from: end + 6 * hour, to: end + 12 * hour, hours: 6 });
    const sum = (values: Float32Array): number => values.reduce((all, one) => all + one, 0);
    const daily = await map({ targetAt: end + 7 * hour });
    expect(sum(shift.cells.columns.expected.values)).toBeCloseTo(
      sum(daily.cells.columns.expected.values) / 4,
      -0.5,
    );
    expect((await map({ targetAt: end + 20 * day })).state).toBe('beyond');
    expect((await map({ targetAt: start })).state).toBe('before');
  });

  test('of the past is made from what came before', async () => {
    const before = await map({ targetAt: end - 3 * day });
    expect(before).toMatchObject({ state: 'shown' });
    expect([...before.cells.columns.expected.values]).not.toEqual([
      ...(await map()).cells.columns.expected.values,
    ]);
  });
});

describe('one cell', () => {
  test('says exactly what its number is made of, and hides what few people would be known by', async () => {
    const { cells } = await map();
    for (const [row, cell] of cells.columns.cell.values.entries()) {
      const answer = await running.client.call('safety.cell', {
        ...{ targetAt: null, hours: 24, categories: null },
        cell: cell ?? '',
      });
      expect(answer.expected).toBeCloseTo(cells.columns.expected.values[row] ?? NaN, 5);
      expect(answer.parts.reduce((sum, { expected }) => sum + expected, 0)).toBeCloseTo(answer.expected, 9);
      for (const part of answer.parts) {
        const { seen, exposure, priorPeriods, cityRate, factor, longRun, regression } = part;
        if (seen !== null)
          expect((factor * (seen + priorPeriods * cityRate)) / (exposure + priorPeriods)).toBeCloseTo(
            longRun,
            9,
          );
        expect(regression).toBe(1);
        expect(seen === null || seen === 0 || seen >= 5).toBe(true);
      }
      for (const count of answer.weeks?.counts.flat() ?? [])
        expect(count === null || count === 0 || count >= 5).toBe(true);
    }
    expect(cells.rows).toBeGreaterThan(5);
  });

  test('that nobody has is refused', async () => {
    await expect(
      running.client.call('safety.cell', { targetAt: null, hours: 24, categories: null, cell: 'nowhere' }),
    ).rejects.toMatchObject({ code: 'safety-cell-unknown' });
  });
});

describe('guard-rails', () => {
  beforeEach(async () => {
    wallClock = end;
    const { purposes, stopped } = await running.client.call('safety.use', {});
    for (const { id } of purposes.filter(({ state }) => state === 'holds'))
      await running.client.call('safety.withdraw-purpose', { purpose: id, reason: 'of the test' });
    if (stopped !== null) await running.client.call('safety.resume', { reason: 'of the test' });
  });

  test('a category is off until somebody answers for it, and off again when that expires', async () => {
    await expect(map({ categories: ['theft'] })).rejects.toMatchObject({ code: 'safety-category-off' });
    await recordTheft();
    expect((await map({ categories: ['theft'] })).categories).toMatchObject([{ category: 'theft' }]);
    wallClock = end + 31 * day;
    await expect(map({ categories: ['theft'] })).rejects.toMatchObject({ code: 'safety-category-off' });
    expect((await map()).categories.map(({ category }) => category)).toEqual(['fire', 'medical']);
  });

  test('a discretionary one takes a switch of its own, and officers’ findings are only taken with their deployments', async () => {
    await recordTheft();
    const { categories } = await map();
    expect(categories.map(({ category }) => category)).toEqual(['fire', 'medical', 'theft']);
    await running.client.call('safety.switch', { subject: 'drugs', on: true, reason: 'ordered' });
    const drugs = await map();
    expect(drugs.categories.map(({ category }) => category)).toContain('drugs');
    const found = drugs.learned.foundByOfficers;
    expect(found).toBeGreaterThan(100);
    await running.client.call('safety.switch', { subject: 'found-by-officers', on: true, reason: 'ordered' });
    expect((await map()).learned).toMatchObject({ foundByOfficers: found, thinned: 0, deployments: 0 });
    await running.client.call('safety.switch', { subject: 'drugs', on: false, reason: 'over' });
    await running.client.call('safety.switch', { subject: 'found-by-officers', on: false, reason: 'over' });
  });

  test('one switch stops everything at once, and nothing but what is off is told', async () => {
    const [cell] = (await map()).cells.columns.cell.values;
    await running.client.call('safety.stop', { reason: 'complaint' });
    expect(await map()).toMatchObject({ state: 'stopped', cells: { rows: 0 }, categories: [] });
    await expect(
      running.client.call('safety.cell', { targetAt: null, hours: 24, categories: null, cell: cell ?? '' }),
    ).rejects.toMatchObject({ code: 'safety-stopped' });
    const equity = await running.client.call('safety.equity', {
      targetAt: null,
      hours: 24,
      categories: null,
    });
    expect(equity).toMatchObject({ state: 'stopped', districts: [] });
  });

  test('who looked at what is kept, once an hour', async () => {
    wallClock = end + 100 * hour;
    const { seen: before } = await running.client.call('safety.seen', { limit: 1000 });
    await map();
    await map();
    const once = await running.client.call('safety.seen', { limit: 1000 });
    expect(once.seen.length).toBe(before.length + 1);
    expect(once.seen).toContainEqual({
      ...{ at: wallClock, actor: 'tester', clientId: 'test', what: 'map', cell: null },
      ...{ periodFrom: end, hours: 24, categories: ['fire', 'medical'] },
    });
    wallClock += hour;
    await map();
    expect((await running.client.call('safety.seen', { limit: 1000 })).seen.length).toBe(before.length + 2);
  });

  test('no forecast of incidents tells anybody anything by itself: there is no event it could become an alarm by', async () => {
    const told: string[] = [];
    for (const name of ['work.progress', 'run.finished', 'safety.changed', 'models.changed'] as const)
      running.client.on(name, () => told.push(name));
    await map({ hours: 6 });
    await running.client.call('safety.equity', { targetAt: null, hours: 6, categories: null });
    expect(told).toEqual([]);
  });
});

test('shares of districts are told beside what happened there, with few hidden', async () => {
  const { districts, heldDays } = await running.client.call('safety.equity', {
    ...{ targetAt: null, hours: 24, categories: null },
  });
  expect(heldDays).toBe(39);
  expect(districts.map(({ district }) => district)).toEqual(['']);
  expect(districts[0]).toMatchObject({ share: 1, people: null, peopleShare: null, rate: null });
  expect(districts[0]?.observedOverExpected).toBeGreaterThan(0.8);
  expect(districts[0]?.observedOverExpected).toBeLessThan(1.2);
});

describe('ways of counting', () => {
  const aMean: unknown = expect.stringMatching(/^mean/u);
  const list = async () => await running.client.call('models.list', { topic: 'safety' });
  const shownBy = async () => {
    const { categories, approved } = await map();
    return { approved, methods: categories.map(({ method }) => method) };
  };
  const approved = async () => (await list()).models.filter(({ state }) => state === 'approved');
  const train = async (model: string) =>
    await running.client.call('models.train', { topic: 'safety', model, seed: null });

  test('are versions: the means are fitted once by the console, and found again by the next engine', async () => {
    await map();
    const models = (await approved()).toSorted((a, b) => a.model.localeCompare(b.model));
    expect(models.map(({ model, state, approval }) => [model, state, approval?.by])).toEqual([
      ['safety.mean', 'approved', null],
      ['safety.mean-by-week', 'approved', null],
    ]);
    const before = await map();
    await running.close(true);
    running = await startEngine({ folder: running.folder, practice: false, wallClock: () => wallClock });
    expect((await map()).cells.columns.expected).toEqual(before.cells.columns.expected);
    expect((await approved()).map(({ version }) => version).toSorted()).toEqual(
      models.map(({ version }) => version).toSorted(),
    );
  });

  test('are tried for a moment to say how long a training would take', async () => {
    const estimate = async (model: string | null) =>
      await running.client.call('models.estimate', { topic: 'safety', model });
    const { seconds, backend } = await estimate(null);
    expect(backend).toBe('cpu');
    expect(seconds).toBeGreaterThan(0);
    await expect(estimate('astrology')).rejects.toMatchObject({ code: 'model-unknown' });
  });

  test('are trained as candidates, judged beside every benchmark on days that they have not learned from', async () => {
    const { candidate, comparison } = await train('regression');
    expect(candidate).toMatchObject({ model: 'safety.regression', state: 'candidate', isShown: false });
    expect(candidate.judgedTo - candidate.trainedTo).toBe(39 * day);
    expect(candidate.counts?.tables.map(({ hours, judgedDays }) => [hours, judgedDays])).toEqual([
      [24, 39],
      [6, 39],
    ]);
    const rows = candidate.counts?.tables[0]?.rows ?? [];
    expect(rows.map(({ method }) => method)).toEqual([
      ...['mean', 'mean-by-week', 'exponential-mean', 'kernel-density', 'etas', 'regression'],
    ]);
    expect(rows.at(-1)?.categories[0]?.against).toHaveLength(5);
    expect(comparison?.counts?.[0]?.rows.map(({ method }) => method)).toEqual([
      `safety.regression@${candidate.version}`,
      expect.stringMatching(/^safety\.mean@/),
    ]);
    expect(await shownBy()).toEqual({ approved: null, methods: [aMean, aMean] });
  });

  test('serve once they are approved, where they earn it: else the mean is shown and says so', async () => {
    const candidate = (await list()).models.find(({ state }) => state === 'candidate');
    const fit = { model: candidate?.model ?? '', version: candidate?.version ?? '' };
    const { shown, run } = await running.client.call('models.approve', { ...fit, by: 'A. Analyst' });
    expect(shown).toMatchObject({ ...fit, isShown: true, approval: { by: 'A. Analyst' } });
    expect(run).toBeNull();
    const { categories, approved } = await map();
    expect(approved).toEqual({ ...fit, because: null });
    for (const { approved: judged, heldOut, method, longRun } of categories) {
      expect(judged).toBe('regression');
      expect(heldOut?.gain?.difference).toBeLessThan(0.01);
      expect(method).toBe(longRun);
    }
    const kept = async () => (await running.client.call('safety.stand-ins', { limit: 100 })).standIns;
    await map({ hours: 6 });
    expect((await kept()).map(({ category, because }) => `${category} ${because}`).toSorted()).toEqual([
      'fire gain',
      'medical gain',
    ]);
    const [last] = await kept();
    expect(last).toMatchObject({ ...fit, isMeanShown: true, asOf: end });
    expect(last?.benchmark).toMatch(/^safety\.mean/u);
    expect(last?.gain?.difference).toBeLessThan(0.01);
    await map({ hours: 6, targetAt: end + day });
    expect(await kept()).toHaveLength(2);
  });

  test('trained on a category are off with its purpose, and go back by a roll back', async () => {
    await recordTheft();
    const { candidate } = await train('etas');
    expect(candidate.counts?.categories).toEqual(['fire', 'medical', 'theft']);
    const fit = { model: candidate.model, version: candidate.version };
    await running.client.call('models.approve', { ...fit, by: null });
    expect((await shownBy()).approved).toEqual({ ...fit, because: null });
    const { purposes } = await running.client.call('safety.use', {});
    const holding = purposes.find(({ state }) => state === 'holds');
    await running.client.call('safety.withdraw-purpose', { purpose: holding?.id ?? 0, reason: 'over' });
    expect(await shownBy()).toEqual({ approved: { ...fit, because: 'use' }, methods: [aMean, aMean] });
    expect((await list()).models.find(({ isShown }) => isShown)).toMatchObject({ ...fit, canServe: false });
    const { shown } = await running.client.call('models.roll-back', { topic: 'safety', by: null });
    expect(shown.model).toBe('safety.regression');
    expect((await shownBy()).approved).toMatchObject({ model: 'safety.regression', because: null });
  });

  test('are not trained while all forecasts of safety are stopped', async () => {
    await running.client.call('safety.stop', { reason: 'complaint' });
    await expect(train('regression')).rejects.toMatchObject({ code: 'safety-stopped' });
    await running.client.call('safety.resume', { reason: 'answered' });
  });
});
