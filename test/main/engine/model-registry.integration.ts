import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Progress } from '../../../main/common/contract/envelope.ts';
import type { ModelVersion } from '../../../main/common/contract/messages/models.ts';
import { modelFilesOnDisk } from '../../../main/compute/model-files-on-disk.ts';
import { cityEnd, cityStart, day, hour, importFile, speeds, writeReadings } from './quarter-hour-city.ts';
import { startEngine, type RunningEngine } from './running-engine.ts';

/** A training may have to share the processor, ms. */
const trainingMs = 300_000;
/** Share of a training after which its host is cut off. */
const cutAfter = 0.1;
const folder = mkdtempSync(join(tmpdir(), 'metropole-registry-'));
const told: Progress[] = [];
let running: RunningEngine;

beforeAll(async () => {
  running = await startEngine({ practice: false });
  const { client } = running;
  await importFile(client, writeReadings(folder, 'speed.csv', cityStart, cityEnd), speeds);
  await client.call('forecast.prepare', { refit: false, networks: false });
  client.on('work.progress', ({ work, progress }) => {
    if (work === 'training' && progress !== null) told.push(progress);
  });
});

afterAll(async () => {
  await running.close();
  rmSync(folder, { recursive: true, force: true });
});

const list = async () => await running.client.call('models.list', {});
const shownOf = (models: readonly ModelVersion[]): ModelVersion => {
  const shown = models.find(({ isShown }) => isShown);
  if (shown === undefined) throw new Error('nothing is shown');
  return shown;
};
const nameOf = ({ model, version }: ModelVersion) => ({ model, version });
const filesOfModels = (): string[] => readdirSync(join(running.folder, 'models')).toSorted();
/** What a person sees of the next hour: values, and which version said them. */
const screen = async () => {
  const targetAt = cityEnd + hour;
  const frame = await running.client.call('frame.get', { targetAt, since: null });
  const place = (await running.client.call('places.list', {})).places.columns.place.values[0] ?? 0;
  const { servedBy } = await running.client.call('drilldown.get', { place, targetAt });
  return { values: [...frame.table.columns.value.values], model: frame.model, servedBy };
};

describe('what the first preparation fitted', () => {
  test('is approved by the console itself, and was judged on what it had not learned from', async () => {
    const { models, topic, unit, before, interrupted } = await list();
    expect({ topic, unit, before, interrupted }).toEqual({
      topic: 'traffic',
      unit: 'km/h',
      before: null,
      interrupted: null,
    });
    expect(new Set(models.map(({ state }) => state))).toEqual(new Set(['approved']));
    const { approval, validation, trainedTo, judgedTo } = shownOf(models);
    expect(approval?.by).toBeNull();
    expect(judgedTo).toBeCloseTo(cityEnd, -6);
    expect(judgedTo).toBeGreaterThan(trainedTo);
    expect(validation?.horizons.map(({ minutes }) => minutes)).toEqual([15, 30, 45, 60]);
    expect(validation?.coverage).toBeGreaterThan(0.8);
    expect(validation?.meanAbsoluteError).toBeLessThan(5);
  });

  test('cannot be rolled back, nor put aside while it serves', async () => {
    const { client } = running;
    await expect(client.call('models.roll-back', { topic: 'traffic', by: null })).rejects.toMatchObject({
      code: 'model-none-before',
    });
    const shown = nameOf(shownOf((await list()).models));
    await expect(client.call('models.retire', shown)).rejects.toMatchObject({ code: 'model-serves' });
    await expect(
      client.call('models.approve', { ...shown, version: '9-none', by: null }),
    ).rejects.toMatchObject({ code: 'model-version-unknown' });
  });
});

describe('a training', () => {
  test('of a topic that is not loaded says so, and of a forecaster that is none', async () => {
    const { client } = running;
    await expect(
      client.call('models.train', { topic: 'energy', model: null, seed: null }),
    ).rejects.toMatchObject({ code: 'model-topic-absent' });
    await expect(
      client.call('models.train', { topic: 'traffic', model: 'oracle', seed: null }),
    ).rejects.toMatchObject({ code: 'model-unknown' });
    expect(filesOfModels()).not.toContain('training.json');
  });

  test('is refused where there is nothing of that kind to begin with', async () => {
    const { client } = running;
    const wish = { topic: 'traffic', model: null, seed: null } as const;
    // The network of the sample cities is for steps of five minutes, and a benchmark is shown.
    for (const start of ['sample-cities', 'shown'] as const)
      await expect(client.call('models.train', { ...wish, start })).rejects.toMatchObject({
        code: 'model-no-start',
        parameters: { start, model: 'traffic.network' },
      });
    expect(filesOfModels()).not.toContain('training.json');
  });

  test('that is cancelled leaves nothing of it', async () => {
    const before = { files: filesOfModels(), models: (await list()).models };
    const abort = new AbortController();
    const training = running.client.call(
      'models.train',
      { topic: 'traffic', model: null, seed: 4 },
      {
        signal: abort.signal,
        onProgress: ({ stage }) => {
          if (stage === 'training-candidate') abort.abort();
        },
      },
    );
    await expect(training).rejects.toMatchObject({ code: 'aborted' });
    expect({ files: filesOfModels(), models: (await list()).models }).toEqual(before);
  });

  test('that a crash ended left no version, and is told of once the workspace is open again', async () => {
    const other = await startEngine({ practice: false });
    await other.close(true);
    const note = join(other.folder, 'models', 'training.json');
    writeFileSync(note, JSON.stringify({ model: 'traffic.network', seed: 7, startedAt: 5 }));
    const again = await startEngine({ folder: other.folder });
    const { interrupted, models } = await again.client.call('models.list', {});
    expect(interrupted).toEqual({ model: 'traffic.network', seed: 7, startedAt: 5 });
    expect(models).toEqual([]);
    expect(existsSync(note)).toBe(false);
    await again.close();
  });

  test(
    'whose compute host dies keeps what it has come to',
    async () => {
      const { host, client } = running;
      const training = client.call(
        'models.train',
        { topic: 'traffic', model: null, seed: 11 },
        {
          onProgress: ({ stage, fraction }) => {
            if (stage !== 'training-candidate' || (fraction ?? 0) < cutAfter) return;
            host.channels.findLast(({ role }) => role === 'training')?.channel.close();
          },
        },
      );
      await expect(training).rejects.toMatchObject({ code: 'compute-died' });
      expect(filesOfModels().filter((name) => name.endsWith('.checkpoint'))).toEqual([
        expect.stringMatching(/^traffic\.network-seed11-/),
      ]);
    },
    trainingMs,
  );

  test(
    'goes on with that, and ends with a candidate that nobody is shown, its figures beside those of the shown one',
    async () => {
      const before = await screen();
      const shown = shownOf((await list()).models);
      told.length = 0;
      const { candidate, comparison } = await running.client.call('models.train', {
        topic: 'traffic',
        model: null,
        seed: null,
      });
      expect(candidate).toMatchObject({
        model: 'traffic.network',
        state: 'candidate',
        isShown: false,
        canServe: true,
        approval: null,
        seed: 11,
        dataHash: shown.dataHash,
      });
      expect(comparison?.rows.map(({ version }) => version)).toEqual([candidate.version, shown.version]);
      expect(comparison?.rows[0]?.figures.pinball).toBeCloseTo(candidate.validation?.pinball ?? NaN, 6);
      const losses = told.filter(({ stage }) => stage === 'training-candidate');
      expect(losses.length).toBeGreaterThan(5);
      expect(losses[0]?.fraction).toBeGreaterThan(cutAfter);
      expect(filesOfModels().filter((name) => name.includes('checkpoint'))).toEqual([]);
      for (const { parameters } of losses) {
        expect(parameters?.['loss']).toBeGreaterThan(0);
        expect(parameters?.['secondsLeft']).toBeGreaterThanOrEqual(0);
      }
      await running.client.call('forecast.run', { asOf: null });
      expect(await screen()).toEqual(before);
    },
    trainingMs,
  );

  test(
    'with the same seed on the same data gives the same model',
    async () => {
      const { client } = running;
      const first = (await list()).models.find(({ seed }) => seed === 11);
      const { candidate } = await client.call('models.train', { topic: 'traffic', model: null, seed: 11 });
      expect(candidate.version).not.toBe(first?.version);
      // The first was cut short: its optimizer went on with numbers that are equal to rounding.
      expect(candidate.validation?.pinball).toBeCloseTo(first?.validation?.pinball ?? NaN, 3);
      await client.call('models.retire', nameOf(candidate));
      expect((await list()).models.find(({ version }) => version === candidate.version)?.state).toBe(
        'retired',
      );
    },
    trainingMs,
  );
});

describe('approving', () => {
  test('shows the version at once on map and drill-down, says who and when, and a roll back undoes it', async () => {
    const { client } = running;
    const before = { screen: await screen(), models: (await list()).models };
    const wasShown = shownOf(before.models);
    const candidate = before.models.find(({ state }) => state === 'candidate');
    if (candidate === undefined) throw new Error('no candidate');
    const began = Date.now();
    const { shown, run } = await client.call('models.approve', { ...nameOf(candidate), by: 'shift lead' });
    expect(shown).toMatchObject({ version: candidate.version, state: 'approved', isShown: true });
    expect(shown.approval?.by).toBe('shift lead');
    expect(shown.approval?.at).toBeGreaterThanOrEqual(began);
    expect(run).toMatchObject({ model: 'traffic.network', modelVersion: candidate.version, asOf: cityEnd });
    const approved = await screen();
    expect(approved.servedBy?.version).toBe(candidate.version);
    expect(approved.values).not.toEqual(before.screen.values);
    expect((await list()).before).toEqual(nameOf(wasShown));

    const back = await client.call('models.roll-back', { topic: 'traffic', by: null });
    expect(back.shown).toMatchObject({ version: wasShown.version, approval: { by: 'tester' } });
    expect(await screen()).toEqual(before.screen);
    const after = await list();
    expect(after.models.find(({ version }) => version === candidate.version)?.state).toBe('retired');
    expect(after.before).toBeNull();
    expect(filesOfModels()).toContain(`traffic.network-${candidate.createdAt.toString(36)}.model`);
  });

  test('brings the hindcasts of the version that is shown, in place of those of the other', async () => {
    const { client, engine } = running;
    const retired = (await list()).models.find(({ seed, state }) => seed === 11 && state === 'retired');
    if (retired === undefined) throw new Error('no retired network');
    await client.call('models.approve', { ...nameOf(retired), by: null });
    await client.call('forecast.prepare', { refit: false, networks: false });
    const hindcasts = await engine.store.runs.list('traffic', 'hindcast');
    expect(hindcasts.length).toBeGreaterThan(50);
    expect(new Set(hindcasts.map(({ modelVersion }) => modelVersion))).toEqual(new Set([retired.version]));
    const record = await client.call('forecast.track-record', {});
    expect(record.rows[0]?.count).toBeGreaterThan(100);
  });

  test(
    'lets the next one begin with it, which says so',
    async () => {
      const { client } = running;
      const { version } = shownOf((await list()).models);
      const wish = { topic: 'traffic', model: null, seed: 21, start: 'shown', epochs: 0 } as const;
      const { candidate } = await client.call('models.train', wish);
      expect(candidate.begunWith).toEqual({ from: version, epochs: 0 });
      expect((await list()).models.find(({ seed }) => seed === 11)?.begunWith).toBeNull();
      const weights = async (one: string) =>
        (await modelFilesOnDisk.read(join(running.folder, 'models', one))).columns['weights0'];
      const files = (await running.engine.store.models.list('traffic')).filter(({ version: one }) =>
        [version, candidate.version].includes(one),
      );
      const [first, second] = await Promise.all(files.map(({ stateFile }) => weights(stateFile)));
      expect(first).toEqual(second);
      await client.call('models.retire', nameOf(candidate));
    },
    trainingMs,
  );

  test('by a person holds when more data come: the console fits nothing in its place', async () => {
    const { client } = running;
    const shown = nameOf(shownOf((await list()).models));
    const more = writeReadings(folder, 'more.csv', cityEnd, cityEnd + 2 * day);
    const source = await importFile(client, more, speeds);
    await client.call('forecast.prepare', { refit: false, networks: true });
    expect(nameOf(shownOf((await list()).models))).toEqual(shown);
    await client.call('sources.remove', { source });
  });

  test('is kept in the audit trail', async () => {
    const rows = await running.engine.store.read(async (connection) =>
      (
        await connection.run(
          `SELECT action, actor, json_extract_string(parameters, '$.by') FROM audit
           WHERE action IN ('models.approve', 'models.roll-back') ORDER BY happened_at`,
        )
      ).getRows(),
    );
    expect(rows).toEqual([
      ['models.approve', 'tester', 'shift lead'],
      ['models.roll-back', 'tester', 'tester'],
      ['models.approve', 'tester', 'tester'],
    ]);
  });
});

test('versions are compared on data that none of them has learned from', async () => {
  const { client } = running;
  const { models } = await list();
  const [network] = models.filter(({ isBenchmark }) => !isBenchmark);
  const usual = models.find(({ model }) => model === 'traffic.usual');
  if (network === undefined || usual === undefined) throw new Error('no two versions');
  const { from, to, rows } = await client.call('models.compare', {
    versions: [nameOf(network), nameOf(usual)],
  });
  expect(from).toBeGreaterThanOrEqual(Math.max(network.trainedTo, usual.trainedTo));
  expect(to).toBe(cityEnd);
  expect(rows.map(({ figures }) => figures.horizons[0]?.count)).toEqual([
    rows[0]?.figures.horizons[0]?.count,
    rows[0]?.figures.horizons[0]?.count,
  ]);
  expect(rows[1]?.figures).toEqual(usual.validation);
});

test('a state that the console cannot read any more measures no backend and cannot be approved', async () => {
  const { client, engine } = running;
  expect((await engine.forecasts.samples(engine.forecasting)).length).toBeGreaterThan(5);
  await engine.store.write(async (connection) => {
    await connection.run("UPDATE model SET version = '0-older' WHERE state <> 'candidate'");
  });
  expect(await engine.forecasts.samples(engine.forecasting)).toEqual([]);
  const { models, before } = await list();
  expect(before).toBeNull();
  const old = models.find(({ state }) => state === 'approved');
  if (old === undefined) throw new Error('none is approved');
  expect(old.canServe).toBe(false);
  await expect(client.call('models.approve', { ...nameOf(old), by: null })).rejects.toMatchObject({
    code: 'model-unsuitable',
  });
});
