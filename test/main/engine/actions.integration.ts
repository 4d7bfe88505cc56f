import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { channelPair } from '../../../main/common/contract/channel.ts';
import { Client } from '../../../main/common/contract/client.ts';
import { engineEvents, engineMessages } from '../../../main/common/contract/engine-contract.ts';
import type { ActionRecord } from '../../../main/common/contract/messages/actions.ts';
import {
  cityEnd,
  cityStart,
  citySpeed,
  hour,
  importFile,
  quarter,
  silentFrom,
  speeds,
  writeLinks,
  writeReadings,
} from './quarter-hour-city.ts';
import { startEngine, type RunningEngine } from './running-engine.ts';

const folder = mkdtempSync(join(tmpdir(), 'metropole-actions-'));
/** A closed lane of yesterday afternoon. */
const from = cityEnd - 20 * hour;
const until = from + 2 * hour;
let running: RunningEngine;
let places: number[];

const place = (name: 'a' | 'b' | 'c' | 'd'): number => places['abcd'.indexOf(name)] ?? -1;
const drilldown = async (name: 'a' | 'b' | 'c' | 'd') =>
  await running.client.call('drilldown.get', { place: place(name), targetAt: cityEnd });
const recordOf = async (name: 'a' | 'b' | 'c' | 'd') => {
  const { trackRecord, leftOut } = await drilldown(name);
  return { counts: trackRecord.map(({ count }) => count), leftOut, trackRecord };
};
const log = async (changes: Partial<Parameters<typeof request>[0]> = {}): Promise<ActionRecord> =>
  (await running.client.call('actions.log', request(changes))).action;
const request = (changes: {
  readonly place?: number;
  readonly kind?: 'lane-closed' | 'diversion';
  readonly note?: string;
  readonly from?: number | null;
  readonly until?: number | null;
}) => ({
  ...{ place: place('a'), kind: 'lane-closed' as const, note: 'burst main', from, until },
  ...changes,
});
const takeBack = async (action: number): Promise<void> => {
  await running.client.call('actions.take-back', { action, reason: 'of the test' });
};

beforeAll(async () => {
  running = await startEngine({ practice: false });
  const { client } = running;
  await importFile(client, writeReadings(folder, 'speed.csv', cityStart, cityEnd), speeds);
  await importFile(client, writeLinks(folder), { linkType: 'road' });
  await client.call('forecast.prepare', { refit: false, networks: false });
  places = [...(await client.call('places.list', {})).places.columns.place.values];
});

afterAll(async () => {
  await running.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('a logged action', () => {
  test('leaves its time out of the track record of its place and its neighbours, until it is taken back', async () => {
    const before = await Promise.all((['a', 'b', 'c', 'd'] as const).map(recordOf));
    const { leftOut: nothing } = await running.client.call('models.list', {});
    expect(nothing).toEqual({ actions: 0, forecasts: 0 });
    const { id } = await log();
    const during = await Promise.all((['a', 'b', 'c', 'd'] as const).map(recordOf));
    // Forecasts of three hours are left out, the two of the action and the horizon behind it: one a quarter of an hour and horizon.
    for (const [index, { counts, leftOut }] of during.slice(0, 3).entries()) {
      expect(counts).toEqual(before[index]?.counts.map((count) => count - 12));
      expect(leftOut).toEqual({ actions: 1, forecasts: 48 });
    }
    expect(during[3]).toEqual(before[3]);
    const city = await running.client.call('forecast.track-record', {});
    expect(city.leftOut).toEqual({ actions: 1, forecasts: 144 });
    expect((await running.client.call('models.list', {})).leftOut).toEqual(city.leftOut);
    await takeBack(id);
    expect(await Promise.all((['a', 'b', 'c', 'd'] as const).map(recordOf))).toEqual(before);
  });

  test('is followed by other clients, and kept in the audit trail from beginning to end', async () => {
    const [mine, theirs] = channelPair();
    running.engine.attach(theirs);
    const other = new Client(mine, engineMessages, engineEvents, () => ({
      ...{ clientId: 'other', actor: 'other', workspace: '' },
    }));
    let heard = 0;
    other.on('actions.changed', () => {
      heard += 1;
    });
    const { id } = await log({ from: null, until: null, place: place('d') });
    expect((await drilldown('d')).actions).toMatchObject([
      { id, from: cityEnd, until: null, loggedBy: 'tester', outcome: { kind: 'none', why: 'running' } },
    ]);
    await running.client.call('actions.end', { action: id, at: null });
    await takeBack(id);
    const { actions } = await other.call('actions.list', { place: place('d'), takenBack: false });
    expect(actions).toEqual([]);
    const all = await other.call('actions.list', { place: place('d'), takenBack: true });
    expect(all.actions).toMatchObject([
      { id, until: cityEnd, endedBy: 'tester', takenBack: { by: 'tester', reason: 'of the test' } },
    ]);
    expect(heard).toBe(3);
    const rows = await running.engine.store.read(async (connection) => {
      const result = await connection.run(
        `SELECT action, actor, parameters->>'reason' FROM audit WHERE action LIKE 'actions.%' AND (parameters->>'action') = $id
         ORDER BY happened_at`,
        { id: String(id) },
      );
      return await result.getRows();
    });
    expect(rows).toEqual([
      ['actions.log', 'tester', null],
      ['actions.end', 'tester', null],
      ['actions.take-back', 'tester', 'of the test'],
    ]);
    other.close();
  });
});

describe('what is refused changes nothing', () => {
  test.each([
    ['an end before the beginning', { until: from }, 'action-ends-before'],
    ['a beginning after now', { from: cityEnd + quarter, until: null }, 'action-ahead'],
    ['a place that nobody knows', { place: 99_999 }, 'place-unknown'],
    ['a note that is too long', { note: 'x'.repeat(201) }, 'contract-body-invalid'],
  ] as const)('%s', async (_what, changes, code) => {
    await expect(log(changes)).rejects.toMatchObject({ code });
    expect((await running.client.call('actions.list', { place: null, takenBack: false })).actions).toEqual(
      [],
    );
  });

  test('the same action twice at one time; another one beside it is none of it', async () => {
    const first = await log();
    await expect(log({ from: until - 1, until: null })).rejects.toMatchObject({
      code: 'action-runs',
      parameters: { action: first.id },
    });
    const { leftOut } = await recordOf('a');
    const beside = await log({ kind: 'diversion' });
    expect((await recordOf('a')).leftOut).toEqual({ ...leftOut, actions: 2 });
    const after = await log({ from: until, until: null });
    for (const { id } of [first, beside, after]) await takeBack(id);
  });

  test('an end of what has ended, is not there, or was taken back', async () => {
    const { client } = running;
    const { id } = await log();
    await expect(client.call('actions.end', { action: id, at: null })).rejects.toMatchObject({
      code: 'action-ended',
    });
    await takeBack(id);
    await expect(client.call('actions.end', { action: id, at: null })).rejects.toMatchObject({
      code: 'action-taken-back',
    });
    await expect(takeBack(id)).rejects.toMatchObject({ code: 'action-taken-back' });
    await expect(client.call('actions.end', { action: 99_999, at: null })).rejects.toMatchObject({
      code: 'action-unknown',
    });
    await expect(client.call('actions.take-back', { action: id, reason: '  ' })).rejects.toMatchObject({
      code: 'contract-body-invalid',
    });
  });
});

describe('what happened while an action lasted', () => {
  test('stands against the forecast issued last before it, as far as that reached', async () => {
    const { id } = await log();
    const [told] = (await drilldown('a')).actions;
    const { outcome } = told ?? {};
    if (outcome?.kind !== 'compared') throw new Error('it was not compared');
    expect(outcome).toMatchObject({ issuedAt: from, minutes: 60 });
    const { columns } = await running.client
      .call('drilldown.get', {
        ...{ place: place('a'), targetAt: from + 1.5 * hour },
      })
      .then(({ history }) => history);
    const truths = [1, 2, 3, 4].map(
      (step) => columns.value.values[columns.at.values.indexOf(from + step * quarter)] ?? NaN,
    );
    const said = await Promise.all(
      [15, 30, 60].map(async (minutes) => {
        const targetAt = from + minutes * 60_000;
        const { saidThen } = await running.client.call('drilldown.get', { place: place('a'), targetAt });
        return saidThen.find(({ issuedAt }) => issuedAt === from);
      }),
    );
    const [first, second, last] = said.map((one) => one?.value ?? NaN);
    const mean = (values: readonly number[]): number =>
      values.reduce((sum, value) => sum + value, 0) / values.length;
    // Nobody is told what was said 45 minutes before: it lies between its neighbours, in a city this even.
    const forecast = mean([first ?? NaN, second ?? NaN, ((second ?? NaN) + (last ?? NaN)) / 2, last ?? NaN]);
    expect(outcome.difference).toBeCloseTo(mean(truths) - forecast, 0);
    expect(mean(truths)).toBeCloseTo(citySpeed(from + hour / 2, 0), 0);
    expect(outcome.lower).toBeLessThan(0);
    expect(outcome.upper).toBeGreaterThan(0);
    await takeBack(id);
  });

  test('is not told while it runs or is not known yet, where no forecast reaches it, nothing was measured, or another action touches it', async () => {
    const why = async (changes: Parameters<typeof log>[0], name: 'a' | 'd' = 'a'): Promise<string> => {
      const { id } = await log({ place: place(name), ...changes });
      const { actions } = await drilldown(name);
      await takeBack(id);
      const { outcome } = actions.find((one) => one.id === id) ?? {};
      return outcome?.kind === 'none' ? outcome.why : 'compared';
    };
    expect(await why({ until: cityEnd + hour })).toBe('running');
    expect(await why({ from: cityStart + hour, until: cityStart + 2 * hour })).toBe('no-forecast');
    expect(await why({ from: silentFrom + quarter, until: cityEnd }, 'd')).toBe('no-truth');
    const later = from + 7 * 60_000;
    await running.client.call('view.set', { now: { kind: 'as-of', at: later } });
    expect(await why({ from: from - quarter, until: later })).toBe('not-yet');
    await running.client.call('view.set', { now: { kind: 'end-of-data' } });
    const neighbour = await log({ place: place('c'), from: from - hour, until: from });
    expect(await why({})).toBe('other-action');
    await takeBack(neighbour.id);
    expect(await why({})).toBe('compared');
  });
});
