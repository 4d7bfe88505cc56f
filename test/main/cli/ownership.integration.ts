import { chownSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { cityEnd, cityStart, writeReadings } from '../engine/quarter-hour-city.ts';
import { metropole } from './metropole.ts';

const someone = 12_345;
const folder = mkdtempSync(join(tmpdir(), 'metropole-ownership-'));
const said = ['--metric', 'speed', '--unit', 'km/h', '--zone', 'UTC'];

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Everything below a folder that belongs to somebody else than the folder should. */
function strangers(path: string): string[] {
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .map((name) => join(path, name))
    .filter((file) => lstatSync(file).uid !== someone || lstatSync(file).gid !== someone);
}

describe.runIf(process.getuid?.() === 0)('commands that root runs in somebody’s folder', () => {
  test('make, fill, forecast and report in the name of that person', async () => {
    const home = join(folder, 'home');
    mkdirSync(home);
    chownSync(home, someone, someone);
    const readings = writeReadings(folder, 'speed.csv', cityStart, cityEnd);
    const workspace = join(home, 'cities', 'port');
    expect(await metropole(workspace, 'import', readings, ...said, '--no-networks')).toMatchObject({
      status: 0,
    });
    expect(strangers(home)).toEqual([]);
    expect((await metropole(workspace, 'report', '--no-networks', '--format', 'html')).status).toBe(0);
    expect(readdirSync(join(workspace, 'reports'))).toHaveLength(1);
    expect(strangers(home)).toEqual([]);
    expect((await metropole(workspace, 'sources')).status).toBe(0);
    expect(strangers(home)).toEqual([]);
  });
});
