import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { comparisonSchema, modelVersionSchema } from '../../../main/common/contract/messages/models.ts';
import { cityEnd, cityStart, writeReadings } from '../engine/quarter-hour-city.ts';
import { metropole, type Outcome } from './metropole.ts';

const folder = mkdtempSync(join(tmpdir(), 'metropole-models-'));
const workspace = join(folder, 'city');
const command = (...parameters: string[]): Promise<Outcome> => metropole(workspace, ...parameters);
const listSchema = z.object({ models: z.array(modelVersionSchema) });
const trainedSchema = z.object({ candidate: modelVersionSchema, comparison: comparisonSchema.nullable() });
const servedSchema = z.object({ shown: modelVersionSchema });

async function answerOf<T>(schema: z.ZodType<T>, ...parameters: string[]): Promise<T> {
  const { status, out, err } = await command(...parameters, '--json');
  expect({ status, err: status === 0 ? '' : err }).toEqual({ status: 0, err: '' });
  return schema.parse(JSON.parse(out));
}

const shown = async () =>
  (await answerOf(listSchema, 'models')).models.find(({ isShown }) => isShown)?.version;

beforeAll(async () => {
  const readings = writeReadings(folder, 'speed.csv', cityStart, cityEnd);
  const said = ['--metric', 'speed', '--unit', 'km/h', '--zone', 'Europe/Lisbon', '--no-networks'];
  expect(await command('import', readings, ...said)).toMatchObject({ status: 0 });
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('a model is trained, compared, approved and rolled back from the command line', async () => {
  const first = await shown();
  const { candidate, comparison } = await answerOf(trainedSchema, 'train', 'traffic', '--seed', '5');
  expect(candidate).toMatchObject({ state: 'candidate', seed: 5, model: 'traffic.network' });
  expect(comparison?.rows).toHaveLength(2);
  expect(await shown()).toBe(first);

  const { rows } = await answerOf(
    comparisonSchema,
    ...['models', 'compare', candidate.version, `usual@${first ?? ''}`],
  );
  expect(rows.map(({ model }) => model)).toEqual(['traffic.network', 'traffic.usual']);

  const approved = await answerOf(servedSchema, 'models', 'approve', candidate.version, '--by', 'shift lead');
  expect(approved.shown).toMatchObject({ version: candidate.version, approval: { by: 'shift lead' } });
  expect(await shown()).toBe(candidate.version);
  const { status, out } = await command('models', '--language', 'zh-CN');
  expect(status).toBe(0);
  expect(out).toMatch(new RegExp(`\\* \\S+ +${candidate.version} .*shift lead`, 'u'));

  const back = await answerOf(servedSchema, 'models', 'rollback', 'traffic');
  expect(back.shown).toMatchObject({ version: first, approval: { by: userInfo().username } });
});

test('what cannot be is refused with what to do', async () => {
  const unknown = await command('models', 'approve', '9-nothing');
  expect(unknown).toMatchObject({ status: 5, out: '' });
  expect(unknown.err).toContain('9-nothing');
  expect((await command('models', 'rollback')).status).toBe(5);
  expect((await command('models', 'retire', (await shown()) ?? '')).status).toBe(5);
  expect((await command('train', 'energy')).status).toBe(5);
  expect((await command('train', 'traffic', '--seed', 'lucky')).status).toBe(2);
});
