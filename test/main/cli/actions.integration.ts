import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { actionSchema } from '../../../main/common/contract/messages/actions.ts';
import { cityEnd, cityStart, hour, writeReadings } from '../engine/quarter-hour-city.ts';
import { metropole, type Outcome } from './metropole.ts';

const folder = mkdtempSync(join(tmpdir(), 'metropole-actions-cli-'));
const workspace = join(folder, 'city');
const command = (...parameters: string[]): Promise<Outcome> => metropole(workspace, ...parameters);
const text = (at: number): string => new Date(at).toISOString();

beforeAll(async () => {
  const readings = writeReadings(folder, 'speed.csv', cityStart, cityEnd);
  const said = ['--metric', 'speed', '--unit', 'km/h', '--zone', 'Europe/Lisbon', '--no-networks'];
  expect(await command('import', readings, ...said)).toMatchObject({ status: 0 });
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('an action is logged, ended, listed and taken back from the command line', async () => {
  expect((await command('actions')).out).toContain('No action is logged.');
  const since = text(cityEnd - 5 * hour);
  const logged = await command(
    'actions',
    'log',
    'b',
    '--kind',
    'crew-sent',
    '--since',
    since,
    '--note',
    'two',
  );
  expect(logged).toMatchObject({ status: 0, err: '' });
  const at = text(cityEnd - 3 * hour);
  const { status, out } = await command('actions', 'end', '1', '--at', at, '--json');
  expect(status).toBe(0);
  expect(z.object({ action: actionSchema }).parse(JSON.parse(out)).action).toMatchObject({
    ...{ id: 1, placeKey: 'b', kind: 'crew-sent', note: 'two', loggedBy: userInfo().username },
    ...{ from: cityEnd - 5 * hour, until: cityEnd - 3 * hour, endedBy: userInfo().username },
  });
  expect((await command('actions', '--place', 'b', '--language', 'zh-CN')).out).toMatch(/派出人员 +1 +b /u);
  expect((await command('actions', '--place', 'c')).out).toContain('No action is logged.');
  expect((await command('models')).out).toMatch(/1 period with an action left out: \d+ checked forecasts/u);

  expect(await command('actions', 'take-back', '1', '--reason', 'a drill')).toMatchObject({ status: 0 });
  expect((await command('actions')).out).toContain('No action is logged.');
  expect((await command('actions', '--taken-back')).out).toContain(
    `taken back by ${userInfo().username}: a drill`,
  );
  expect((await command('models')).out).not.toContain('left out');
});

test('what cannot be is refused with what to do, and a status of its own', async () => {
  const after = text(cityEnd + hour);
  expect(await command('actions', 'log', 'a', '--since', after)).toMatchObject({ status: 3 });
  const wrongEnd = await command('actions', 'log', 'a', '--since', text(cityEnd), '--until', text(cityEnd));
  expect(wrongEnd.status).toBe(3);
  expect(wrongEnd.err).toContain('cannot end before it begins');
  expect(await command('actions', 'log', 'nowhere')).toMatchObject({ status: 5 });
  expect(await command('actions', 'end', '77')).toMatchObject({ status: 5 });
  expect(await command('actions', 'log', 'a', '--kind', 'prayer')).toMatchObject({ status: 2 });
  expect(await command('actions', 'log', 'a', '--note', 'x'.repeat(201))).not.toMatchObject({ status: 0 });
});
