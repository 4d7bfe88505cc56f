import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { valueStates } from '../../../main/common/contract/messages/map.ts';
import { startEngine, type RunningEngine } from './running-engine.ts';
import {
  cityEnd,
  cityGap,
  citySpeed,
  cityStart,
  day,
  hour,
  importFile,
  quarter,
  silentFrom,
  speeds,
  writeLinks,
  writeReadings,
} from './quarter-hour-city.ts';

const folder = mkdtempSync(join(tmpdir(), 'metropole-small-city-'));
const heard: string[] = [];
let running: RunningEngine;
let heardOfImport: readonly string[];
let places: number[];

beforeAll(async () => {
  running = await startEngine({ practice: false });
  const { client } = running;
  client.on('source.added', ({ source }) => heard.push(`added ${source.fileName}`));
  client.on('source.removed', ({ source }) => heard.push(`removed ${source}`));
  client.on('view.changed', ({ view, clock }) => heard.push(`${view.zone} ${clock.mode}`));
  client.on('heartbeat', ({ now }) => heard.push(`beat ${now ?? 'nothing'}`));
  await importFile(client, writeReadings(folder, 'speed.csv', cityStart, cityEnd), speeds);
  heardOfImport = [...heard];
  await importFile(client, writeLinks(folder), { linkType: 'road', linkSetName: 'roads' });
  await client.call('forecast.prepare', { refit: false, networks: false });
  places = [...(await client.call('places.list', {})).places.columns.place.values];
});

afterAll(async () => {
  await running.close();
  rmSync(folder, { recursive: true, force: true });
});

const frameAt = async (targetAt: number) => {
  const { table } = await running.client.call('frame.get', { targetAt, since: null });
  const { value, usual, state } = table.columns;
  return {
    values: [...value.values],
    usuals: [...usual.values],
    states: [...state.values].map((one) => valueStates[one]),
  };
};

describe('an import', () => {
  test('is told to every client, with the clock and the zone that it brought', () => {
    expect(heardOfImport).toEqual(expect.arrayContaining(['added speed.csv', 'Europe/Lisbon replay']));
  });

  test('and a preparation are kept in the audit trail, by whom and from where', async () => {
    const rows = await running.engine.store.read(async (connection) =>
      (
        await connection.run(
          'SELECT action, actor, client_id, parameters::VARCHAR FROM audit ORDER BY happened_at, action',
        )
      ).getRows(),
    );
    expect(rows).toEqual(
      expect.arrayContaining([
        ['import.run', 'tester', 'test', '{"source":1,"file":"speed.csv"}'],
        ['forecast.prepare', 'tester', 'test', '{"refit":false,"networks":false}'],
      ]),
    );
  });
});

test('heartbeats carry now', async () => {
  await expect.poll(() => heard).toContain(`beat ${cityEnd}`);
});

describe('the usual', () => {
  test('of a working day is another than that of a weekend, at the same hour', async () => {
    const friday = await frameAt(cityStart + 4 * day + 13 * hour);
    const saturday = await frameAt(cityStart + 5 * day + 13 * hour);
    expect(friday.usuals[0]).toBeGreaterThan(58);
    expect(friday.usuals[0]).toBeLessThan(62);
    expect(saturday.usuals[0]).toBeGreaterThan(78);
    expect(saturday.usuals[0]).toBeLessThan(82);
  });

  test('is that of the interval which ends at the target time', async () => {
    const atEight = cityStart + 4 * day + 8 * hour;
    expect((await frameAt(atEight + quarter)).usuals[0]).toBeLessThan(45);
    expect((await frameAt(atEight + 2 * hour)).usuals[0]).toBeGreaterThan(50);
    expect((await frameAt(atEight - 2 * hour)).usuals[0]).toBeGreaterThan(50);
  });

  test('stands where nothing is forecast any more, and is no forecast', async () => {
    const { states, values, usuals } = await frameAt(cityEnd + hour + quarter);
    expect(states).toEqual(['usual', 'usual', 'usual', 'usual']);
    expect(values).toEqual(usuals);
  });
});

describe('a target time', () => {
  test('shows the reading of the interval that ends there', async () => {
    const at = cityStart + 8 * day + 12 * hour;
    const { values, states } = await frameAt(at);
    expect(states).toEqual(['measured', 'measured', 'measured', 'measured']);
    values.forEach((value, place) => {
      expect(Math.abs(value - citySpeed(at - quarter, place))).toBeLessThan(3);
    });
    expect(await frameAt(at + quarter - 1)).toEqual(await frameAt(at));
  });

  test('without a reading shows nothing, never 0', async () => {
    const gap = await frameAt(cityGap.to);
    expect(gap.states).toEqual(['missing', 'missing', 'missing', 'missing']);
    expect(gap.values.every(Number.isNaN)).toBe(true);
    expect((await frameAt(cityEnd)).states).toEqual(['measured', 'measured', 'measured', 'missing']);
  });
});

describe('the timeline', () => {
  const timeline = async (from: number, to: number) => {
    const { table, gaps } = await running.client.call('timeline.get', { from, to });
    const rows = Array.from({ length: table.rows }, (_, row) => ({
      at: table.columns.at.values[row] ?? 0,
      value: table.columns.value.values[row] ?? NaN,
      lower: table.columns.lower.values[row] ?? NaN,
      upper: table.columns.upper.values[row] ?? NaN,
      state: valueStates[table.columns.state.values[row] ?? 0],
    }));
    return { rows, gaps };
  };

  test('is the mean over all places, with gaps cut out', async () => {
    const { rows, gaps } = await timeline(cityGap.from - hour, cityGap.to + hour);
    expect(gaps).toEqual([cityGap]);
    expect(rows.map(({ state }) => state)).toEqual([
      ...Array<string>(4).fill('measured'),
      ...Array<string>(4).fill('missing'),
      ...Array<string>(4).fill('measured'),
    ]);
    const { values } = await frameAt(cityGap.from);
    expect(rows[3]?.at).toBe(cityGap.from);
    expect(rows[3]?.value).toBeCloseTo(values.reduce((sum, value) => sum + value, 0) / 4, 4);
    expect(rows[5]?.value).toBeNaN();
  });

  test('of a step with three of four places is no gap', async () => {
    const { rows, gaps } = await timeline(silentFrom, cityEnd);
    expect(gaps).toEqual([]);
    const { values } = await frameAt(cityEnd);
    const known = values.filter((value) => !Number.isNaN(value));
    expect(known).toHaveLength(3);
    expect(rows.at(-1)?.value).toBeCloseTo(known.reduce((sum, value) => sum + value, 0) / 3, 4);
  });

  test('goes on with the forecast and its interval up to the horizon, then with the usual for two days', async () => {
    const { rows } = await timeline(cityEnd, cityEnd + 7 * day);
    expect(rows.slice(0, 5).map(({ state }) => state)).toEqual([
      ...Array<string>(4).fill('forecast'),
      'usual',
    ]);
    for (const { lower, value, upper } of rows.slice(0, 4)) {
      expect(lower).toBeLessThan(value);
      expect(upper).toBeGreaterThan(value);
    }
    expect(rows[4]?.lower).toBeNaN();
    expect(rows.at(-1)?.at).toBe(cityEnd + 2 * day);
  });

  test('begins with the first reading, and has no rows before it', async () => {
    expect((await timeline(cityStart - day, cityStart + hour)).rows).toHaveLength(4);
    expect((await timeline(cityStart - day, cityStart - hour)).rows).toEqual([]);
  });
});

describe('a run', () => {
  test('from the present is live, from a chosen cut-off a look back', async () => {
    const { client } = running;
    expect((await client.call('forecast.run', { asOf: null })).run).toMatchObject({
      kind: 'live',
      asOf: cityEnd,
    });
    const at = cityEnd - 5 * hour;
    await client.call('view.set', { now: { kind: 'as-of', at: at + 1000 } });
    expect((await client.call('forecast.run', { asOf: null })).run).toMatchObject({
      kind: 'hindcast',
      asOf: at,
    });
    await client.call('view.set', { now: { kind: 'end-of-data' } });
  });

  test('from before the first reading has nothing to go by', async () => {
    for (const asOf of [cityStart, cityStart - day])
      await expect(running.client.call('forecast.run', { asOf })).rejects.toMatchObject({
        code: 'forecast-no-data',
      });
  });
});

describe('a drill-down', () => {
  const drilldown = async (place: number, targetAt: number) =>
    running.client.call('drilldown.get', { place: places[place] ?? -1, targetAt });

  test('counts the inputs that are missing of the last twelve', async () => {
    expect((await drilldown(0, cityEnd + hour)).inputsMissing).toEqual({ missing: 0, of: 12, ahead: [] });
    expect((await drilldown(3, cityEnd + hour)).inputsMissing).toEqual({ missing: 4, of: 12, ahead: [] });
  });

  test('does not repeat what was said of times that the model has learned from', async () => {
    const { models } = await running.client.call('forecast.models', {});
    const trainedTo = models.find(({ isShown }) => isShown)?.trainedTo ?? 0;
    expect((await drilldown(0, cityEnd - 2 * day)).saidThen).toHaveLength(3);
    await running.client.call('forecast.run', { asOf: trainedTo - 2 * hour });
    expect((await drilldown(0, trainedTo - hour)).saidThen).toEqual([]);
  });

  test('of a place that is known for an hour starts from what was read there, and calls nothing usual; gone with its source, it says so', async () => {
    const { client } = running;
    const file = join(folder, 'new.csv');
    const rows = [4, 3, 2, 1].map((back) => {
      const at = new Date(cityEnd - back * quarter).toISOString().slice(0, 16);
      return `${at},${40 + back}`;
    });
    writeFileSync(file, ['time,e', ...rows].join('\n'));
    const source = await importFile(client, file, speeds);
    await client.call('forecast.run', { asOf: null });
    const place = (await client.call('places.list', {})).places.columns.place.values.at(-1) ?? -1;
    const asked = { place, targetAt: cityEnd + hour };
    const answers = () =>
      Promise.allSettled([
        client.call('drilldown.get', asked),
        client.call('drilldown.reach', asked),
        client.call('drilldown.scenarios', asked),
        client.call('drilldown.alike', asked),
        client.call('drilldown.causes', asked),
      ]);
    const { shown, explanation, inputsMissing } = await client.call('drilldown.get', asked);
    expect(shown).toMatchObject({ state: 'forecast', usual: null });
    expect(inputsMissing).toMatchObject({ missing: 8, of: 12 });
    expect(explanation).toMatchObject({ startKind: 'mean', startCount: 0 });
    const parts = explanation?.contributions ?? [];
    const sum = parts.reduce((total, { value }) => total + value, explanation?.start ?? NaN);
    expect(sum).toBeCloseTo(shown?.value ?? NaN, 3);
    expect(await client.call('drilldown.alike', asked)).toMatchObject({ situations: [] });
    expect(await client.call('drilldown.causes', asked)).toMatchObject({ state: 'unknown', causes: [] });
    const [meanwhile] = await Promise.all([answers(), client.call('sources.remove', { source })]);
    for (const one of meanwhile)
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'place-unknown' });
    for (const one of await answers())
      expect(one).toMatchObject({ status: 'rejected', reason: { code: 'place-unknown' } });
    await client.call('forecast.run', { asOf: null });
  });

  test('of a model without a derivative tells the parts of a group all the same', async () => {
    const { servedBy, explanation } = await drilldown(0, cityEnd + hour);
    expect(servedBy?.model).toBe(explanation?.model);
    expect(explanation?.method).toBe('ordered-replacement');
    const days = explanation?.contributions.find(({ group }) => group === 'past-days');
    expect(days?.parts.some(({ daysAgo }) => daysAgo === 7)).toBe(true);
    const sum = days?.parts.reduce((total, { value }) => total + value, 0);
    expect(sum).toBeCloseTo(days?.value ?? NaN, 6);
  });

  test('of a place that is none says so', async () => {
    await expect(
      running.client.call('drilldown.get', { place: 987, targetAt: cityEnd }),
    ).rejects.toMatchObject({ code: 'place-unknown' });
  });
});

describe('the track record', () => {
  const record = async () => (await running.client.call('forecast.track-record', {})).rows;

  test('stands for the horizons of the screen, and leaves out what the model has learned from', async () => {
    const before = await record();
    expect(before.map(({ horizonMinutes }) => horizonMinutes)).toEqual([15, 30, 45, 60]);
    const { models } = await running.client.call('forecast.models', {});
    const trainedTo = models.find(({ isShown }) => isShown)?.trainedTo ?? 0;
    await running.client.call('forecast.run', { asOf: trainedTo - day });
    expect(await record()).toEqual(before);
    // What is forecast again from the same cut-off is no second case.
    await running.client.call('forecast.run', { asOf: cityEnd - day });
    expect(await record()).toEqual(before);
  });

  test('knows only what had happened by now', async () => {
    const { client } = running;
    const all = await record();
    await client.call('view.set', { now: { kind: 'as-of', at: cityEnd - 12 * hour } });
    const early = await record();
    await client.call('view.set', { now: { kind: 'end-of-data' } });
    early.forEach(({ count }, row) => expect(count).toBeLessThan(all[row]?.count ?? 0));
    expect(early[0]?.count).toBeGreaterThan(0);
  });

  test('takes for true what the later of two sources says, and the earlier again once that is removed', async () => {
    const { client } = running;
    const before = await record();
    const corrected = writeReadings(folder, 'corrected.csv', cityEnd - day, cityEnd, 30);
    const source = await importFile(client, corrected, speeds);
    const after = await record();
    expect(after.map(({ count }) => count)).toEqual(before.map(({ count }) => count));
    after.forEach(({ meanAbsoluteError, benchmarkMeanAbsoluteError, coverage }, row) => {
      expect(meanAbsoluteError).toBeGreaterThan((before[row]?.meanAbsoluteError ?? NaN) + 5);
      expect(benchmarkMeanAbsoluteError).toBeGreaterThan(
        (before[row]?.benchmarkMeanAbsoluteError ?? NaN) + 5,
      );
      expect(coverage).toBeLessThan(before[row]?.coverage ?? NaN);
    });
    await client.call('sources.remove', { source });
    expect(await record()).toEqual(before);
  });
});

test('links go out of a place and come into it, by the order of their weight', async () => {
  const { set, table } = await running.client.call('links.of', { place: places[1] ?? -1 });
  const { other, weight, outgoing } = table.columns;
  expect(set).toBe('roads');
  expect([...other.values]).toEqual([places[2], places[0]]);
  expect([...weight.values]).toEqual([0.5, 1]);
  expect([...outgoing.values]).toEqual([1, 0]);
});

describe('what is fitted', () => {
  const versions = async (): Promise<string[]> =>
    (await running.client.call('forecast.models', {})).models.map(({ id, version }) => `${id} ${version}`);

  test('stays while the data hardly grow, and is fitted again when more comes than a day', async () => {
    const { client } = running;
    const before = await versions();
    await client.call('forecast.prepare', { refit: false, networks: false });
    expect(await versions()).toEqual(before);
    const later = writeReadings(folder, 'later.csv', cityEnd, cityEnd + 6 * hour);
    const source = await importFile(client, later, speeds);
    const { run } = await client.call('forecast.prepare', { refit: false, networks: false });
    expect(run?.asOf).toBe(cityEnd + 6 * hour);
    expect(await versions()).toEqual(before);
    const much = writeReadings(folder, 'much.csv', cityEnd + 6 * hour, cityEnd + 30 * hour);
    const secondSource = await importFile(client, much, speeds);
    expect((await client.call('view.get', {})).clock.now).toBe(cityEnd + 30 * hour);
    const prepared = await client.call('forecast.prepare', { refit: false, networks: false });
    expect(await versions()).not.toEqual(before);
    expect(prepared.run).toMatchObject({ asOf: cityEnd + 30 * hour });
    for (const one of [source, secondSource]) await client.call('sources.remove', { source: one });
    expect(heard).toContain(`removed ${source}`);
    expect((await client.call('view.get', {})).clock.now).toBe(cityEnd);
  });
});
