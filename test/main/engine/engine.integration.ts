import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { valueStates } from '../../../main/common/contract/messages/map.ts';
import { channelPair } from '../../../main/common/contract/channel.ts';
import { Client } from '../../../main/common/contract/client.ts';
import type { Progress } from '../../../main/common/contract/envelope.ts';
import {
  engineEvents,
  engineMessages,
  type EngineClient,
} from '../../../main/common/contract/engine-contract.ts';
import { openEngine } from '../../../main/engine/open-engine.ts';
import { builtLocations } from '../../built.ts';
import { newRun } from '../store/sample-run.ts';
import { startEngine, type RunningEngine } from './running-engine.ts';

const minute = 60_000;
const end = Date.UTC(2026, 4, 8, 17, 30);
const state = (name: (typeof valueStates)[number]): number => valueStates.indexOf(name);

let running: RunningEngine;
let wallClock = Date.UTC(2026, 4, 8, 20);

beforeAll(async () => {
  running = await startEngine({ wallClock: () => wallClock });
  await running.client.call('forecast.prepare', { refit: false, networks: false });
});

afterAll(async () => {
  await running.close();
});

describe('a workspace with data', () => {
  test('knows what now is, how far its data reaches and how far it forecasts', async () => {
    const { clock, view } = await running.client.call('view.get', {});
    expect(view.now).toEqual({ kind: 'end-of-data' });
    expect(clock).toMatchObject({
      now: end,
      dataTo: end,
      stepSeconds: 300,
      horizonTo: end + 60 * minute,
      mode: 'replay',
    });
  });

  test('shows measured values up to now, forecasts up to the horizon, the usual beyond it', async () => {
    const at = async (targetAt: number) =>
      (await running.client.call('frame.get', { targetAt, since: null })).table.columns;
    const measured = await at(end);
    expect(measured.state.values.filter((one) => one === state('measured')).length).toBeGreaterThan(60);
    const forecast = await at(end + 60 * minute);
    expect([...forecast.state.values].every((one) => one === state('forecast'))).toBe(true);
    forecast.value.values.forEach((value, row) => {
      expect(value).toBeGreaterThanOrEqual((forecast.lower.values[row] ?? NaN) - 1e-3);
      expect(value).toBeLessThanOrEqual((forecast.upper.values[row] ?? NaN) + 1e-3);
    });
    const beyond = await at(end + 65 * minute);
    expect([...beyond.state.values].every((one) => one === state('usual'))).toBe(true);
  });

  test('shows what was known at a data cut-off to whoever names one, and leaves the others at now', async () => {
    const ask = { targetAt: end - 30 * minute, since: null };
    const then = await running.client.call('frame.get', { ...ask, asOf: end - 60 * minute });
    expect(then).toMatchObject({ mode: 'forecast', asOf: end - 60 * minute });
    expect([...then.table.columns.state.values].every((one) => one === state('forecast'))).toBe(true);
    const now = await running.client.call('frame.get', ask);
    expect(now.mode).toBe('replay');
    expect(now.table.columns.state.values).toContain(state('measured'));
    expect((await running.client.call('view.get', {})).view.now).toEqual({ kind: 'end-of-data' });
  });

  test('sends only what changed since the frame a client names', async () => {
    const first = await running.client.call('frame.get', { targetAt: end, since: null });
    const same = await running.client.call('frame.get', { targetAt: end, since: first.frame });
    expect(same).toMatchObject({ full: false, table: { rows: 0 } });
    const next = await running.client.call('frame.get', { targetAt: end - 5 * minute, since: same.frame });
    expect(next.full).toBe(false);
    expect(next.table.rows).toBeGreaterThan(0);
    const unknown = await running.client.call('frame.get', { targetAt: end, since: 123_456 });
    expect(unknown.full).toBe(true);
  });

  test('a drill-down says who served the number, and how well that one did at the horizons of the screen', async () => {
    const { places } = await running.client.call('places.list', {});
    const place = places.columns.place.values[3] ?? 0;
    const targetAt = end + 30 * minute;
    const { servedBy, forecast, trackRecord } = await running.client.call('drilldown.get', {
      place,
      targetAt,
    });
    // Only benchmarks were fitted: nothing is claimed of a network.
    expect(servedBy).toMatchObject({ isBenchmark: true, isJudgedBesideNetwork: false });
    expect(forecast.rows).toBe(12);
    expect(trackRecord.map(({ horizonMinutes }) => horizonMinutes)).toEqual([15, 30, 45, 60]);
  });

  test('in the past a drill-down shows the forecast that was issued half an hour before, and what happened after', async () => {
    const { places } = await running.client.call('places.list', {});
    const place = places.columns.place.values[3] ?? 0;
    const targetAt = end - 120 * minute;
    const past = await running.client.call('drilldown.get', { place, targetAt });
    expect(past.asOf).toBe(targetAt - 30 * minute);
    expect(past.forecast.columns.at.values).toContain(targetAt);
    expect(past.history.columns.at.values.at(-1)).toBe(targetAt + 30 * minute);
    expect(past.shown?.state).toBe('measured');
  });

  test('what was said 60, 30 and 15 minutes before stays readable against what happened', async () => {
    const { places } = await running.client.call('places.list', {});
    const place = places.columns.place.values[3] ?? 0;
    const { saidThen, shown } = await running.client.call('drilldown.get', {
      place,
      targetAt: end - 45 * minute,
    });
    expect(saidThen.map(({ minutesBefore }) => minutesBefore)).toEqual([60, 30, 15]);
    expect(shown?.state).toBe('measured');
    for (const said of saidThen) {
      expect(said.happened).toBe(shown?.value);
      expect(said.issuedAt).toBe(end - 45 * minute - said.minutesBefore * minute);
    }
  });

  test('a run uses only what had been received by its as-of', async () => {
    const asOf = end - 20 * minute;
    const { client, engine } = running;
    await client.call('forecast.run', { asOf });
    const scene = await engine.forecasts.scene();
    const run = await engine.store.runs.latest('traffic', asOf);
    const before = (await engine.store.forecasts.ofRun(run?.runId ?? 0)).columns.mean;
    await engine.store.write(async (connection) => {
      await connection.run(
        'CREATE TEMP TABLE held AS SELECT * FROM reading WHERE starts_at >= make_timestamptz($at::BIGINT)',
        {
          at: BigInt(asOf) * 1000n,
        },
      );
      await connection.run('DELETE FROM reading WHERE starts_at >= make_timestamptz($at::BIGINT)', {
        at: BigInt(asOf) * 1000n,
      });
    });
    await client.call('forecast.run', { asOf });
    const again = await engine.store.runs.latest('traffic', asOf);
    expect(again?.runId).not.toBe(run?.runId);
    expect((await engine.store.forecasts.ofRun(again?.runId ?? 0)).columns.mean).toEqual(before);
    expect(scene?.series.length).toBe(64);
    // A look back is no forecast that was issued then.
    expect(again?.kind).toBe('hindcast');
  });
});

test('models of another version are fitted again', async () => {
  const { client, engine } = running;
  const before = (await client.call('forecast.models', {})).models;
  await engine.store.write(async (connection) => {
    await connection.run("UPDATE model SET version = '0-older'");
  });
  await client.call('forecast.prepare', { refit: false, networks: false });
  const after = (await client.call('forecast.models', {})).models;
  expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
  expect(after.every(({ version }) => version.startsWith('1-'))).toBe(true);
});

describe('other programs', () => {
  const byFolder = () =>
    openEngine({ folder: running.folder, create: 'refused', locations: builtLocations(), version: '0.0.0' });

  test('come in by the workspace folder and read the same numbers', async () => {
    const other = await byFolder();
    try {
      const ask = { targetAt: end + 30 * minute, since: null };
      const theirs = await other.client.call('frame.get', ask);
      const ours = await running.client.call('frame.get', ask);
      expect(theirs.table).toEqual(ours.table);
    } finally {
      await other.close();
    }
  });

  test('that mean another workspace are refused, by whatever message', async () => {
    const asking = (workspace: string): EngineClient => {
      const [mine, theirs] = channelPair();
      running.engine.attach(theirs);
      const origin = { clientId: 'other', actor: 'tester', workspace };
      return new Client(mine, engineMessages, engineEvents, () => origin);
    };
    const { id } = await asking('').call('workspace.info', {});
    expect((await asking(id).call('sources.list', {})).sources).toHaveLength(3);
    const stray = asking('another');
    const refusal = { code: 'workspace-other', parameters: { name: 'Test city' } };
    await expect(stray.call('sources.remove', { source: 1 })).rejects.toMatchObject(refusal);
    await expect(stray.call('workspace.info', {})).rejects.toMatchObject(refusal);
    expect((await asking(id).call('sources.list', {})).sources).toHaveLength(3);
  });

  test('see the view change when somebody changes it', async () => {
    const other = await byFolder();
    try {
      const heard = new Promise((resolve) =>
        other.client.on('view.changed', ({ view }) => resolve(view.theme)),
      );
      await other.client.call('workspace.info', {});
      await running.client.call('view.set', { theme: 'light' });
      expect(await heard).toBe('light');
    } finally {
      await other.close();
    }
  });
});

test('a compute host that dies is back, and the call it died in can be repeated', async () => {
  const { client, host, engine } = running;
  const before = engine.forecasting.state.restarts;
  const dying = host.channels.findLast(({ role }) => role === 'forecast');
  dying?.channel.close();
  await expect.poll(() => engine.forecasting.state.restarts).toBe(before + 1);
  const { run } = await client.call('forecast.run', { asOf: end - 30 * minute });
  expect(run.places).toBe(64);
  expect(engine.forecasting.state).toMatchObject({ state: 'ready', backend: 'wasm' });
});

/** Until the engine has looked at the clock twice more: what one beat sets going is done or under way by the third. */
async function untilItHasBeaten(): Promise<void> {
  let beats = 0;
  const stop = running.client.on('heartbeat', () => (beats += 1));
  await expect.poll(() => beats).toBeGreaterThanOrEqual(3);
  stop();
}

test('while now is live, every interval that ends brings one forecast; otherwise none does', async () => {
  const { client } = running;
  const runs: number[] = [];
  const stop = client.on('run.finished', ({ run }) => runs.push(run.asOf));
  await client.call('view.set', { now: { kind: 'live' } });
  await expect.poll(() => runs).toEqual([wallClock]);
  wallClock += 5 * minute;
  const both = [wallClock - 5 * minute, wallClock];
  await expect.poll(() => runs).toEqual(both);
  await untilItHasBeaten();
  expect(runs).toEqual(both);
  await client.call('view.set', { now: { kind: 'end-of-data' } });
  wallClock += 5 * minute;
  await untilItHasBeaten();
  expect(runs).toEqual(both);
  stop();
});

test('a closed workspace opens again as it was left', async () => {
  const first = await startEngine({ practice: false });
  const file = join(first.folder, 'places.csv');
  writeFileSync(file, 'key,name,latitude,longitude\nA,First,40.1,-8.8\nB,Second,40.2,-8.7\n');
  const { mapping } = await first.client.call('import.preview', { path: file });
  await first.client.call('import.run', { path: file, mapping });
  await first.client.call('view.set', { zone: 'Europe/Lisbon', theme: 'low-light' });
  await first.close(true);
  const second = await startEngine({ folder: first.folder });
  try {
    expect((await second.client.call('sources.list', {})).sources.map(({ fileName }) => fileName)).toEqual([
      'places.csv',
    ]);
    expect((await second.client.call('view.get', {})).view).toMatchObject({
      zone: 'Europe/Lisbon',
      theme: 'low-light',
    });
    expect((await second.client.call('view.get', {})).clock.mode).toBe('empty');
    await expect(
      second.client.call('forecast.prepare', { refit: false, networks: false }),
    ).rejects.toMatchObject({
      code: 'forecast-no-data',
    });
  } finally {
    await second.close();
  }
});

test('live runs that are too old are forgotten without being asked', async () => {
  const first = await startEngine({ practice: false });
  const day = 86_400_000;
  const old = newRun('live', 0, [], 0);
  const runs = [0, 20, 40].map((days) => ({ ...old, run: { ...old.run, asOf: end + days * day } }));
  await first.engine.store.runs.insert(runs);
  await first.close(true);
  writeFileSync(join(first.folder, 'settings.json'), '{"keepLiveRunsDays": 21}');
  const second = await startEngine({ folder: first.folder, background: true });
  const left = async (): Promise<number[]> =>
    (await second.engine.store.runs.list('traffic')).map(({ asOf }) => (asOf - end) / day);
  await expect.poll(left).toEqual([40, 20]);
  await second.close();
});

describe('state files of models', () => {
  const statesIn = (folder: string): string[] =>
    readdirSync(join(folder, 'models'))
      .filter((name) => name.includes('.model'))
      .toSorted();
  const keptBy = async ({ engine }: RunningEngine): Promise<string[]> =>
    (await engine.store.models.list('traffic')).map(({ stateFile }) => stateFile);
  /** Fits everything anew until \`isEnough\` says so of the progress. */
  const refitAbortedWhen = async (isEnough: (progress: Progress) => boolean): Promise<void> => {
    const abort = new AbortController();
    const onProgress = (progress: Progress): void => {
      if (isEnough(progress)) abort.abort();
    };
    const request = { refit: true, networks: false };
    const refit = running.client.call('forecast.prepare', request, { signal: abort.signal, onProgress });
    await expect(refit).rejects.toMatchObject({ code: 'aborted' });
  };

  test('of a preparation that is aborted are removed, and those in service stay', async () => {
    const { client, folder } = running;
    const before = statesIn(folder);
    let most = 0;
    await refitAbortedWhen(() => {
      most = Math.max(most, statesIn(folder).length);
      return most > before.length + 1;
    });
    expect(most).toBeGreaterThan(before.length);
    expect(statesIn(folder)).toEqual(before);
    expect((await keptBy(running)).toSorted()).toEqual(before);
    const { run } = await client.call('forecast.run', { asOf: end - 10 * minute });
    expect(run.places).toBe(64);
  });

  test('and hindcasts of one that is aborted while it makes them are taken back', async () => {
    const { client, engine, folder } = running;
    const now = async () => ({
      states: statesIn(folder),
      runs: (await engine.store.runs.list('traffic')).map(({ runId }) => runId),
      record: await client.call('forecast.track-record', {}),
    });
    const before = await now();
    let most = 0;
    await refitAbortedWhen(({ stage, fraction }) => {
      if (stage === 'hindcasting') most = fraction ?? 0;
      return most > 0.4;
    });
    expect(most).toBeGreaterThan(0.4);
    expect(await now()).toEqual(before);
  });

  test('that a crash left behind are removed when the workspace is next opened', async () => {
    const first = await startEngine({ practice: false });
    const models = join(first.folder, 'models');
    await first.engine.store.models.insert([
      {
        modelId: 'traffic.usual',
        version: '1-kept',
        topic: 'traffic',
        isBenchmark: true,
        stateFile: 'kept.model',
        dataHash: '',
        trainedFrom: 0,
        trainedTo: 300_000,
        seed: null,
        validationPinball: null,
        isShown: true,
        createdAt: 0,
        state: 'approved',
        approval: null,
        replacedAt: null,
        begunWith: null,
        counts: null,
        validation: null,
      },
    ]);
    // Behind the row: the first engine tidies on its own, and takes what no row names.
    for (const name of ['kept.model', 'left.model', 'left.model.partial', 'test-looks.jsonl'])
      writeFileSync(join(models, name), '');
    await first.close(true);
    const second = await startEngine({ folder: first.folder });
    await expect.poll(() => readdirSync(models).toSorted()).toEqual(['kept.model', 'test-looks.jsonl']);
    await second.close();
  });
});
