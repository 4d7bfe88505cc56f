import { createWriteStream, statSync } from 'node:fs';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { holds, lines, newWorkspace, startImport } from './importing-child.ts';
import { written } from './importing.ts';

/** A file written piece by piece. */
async function largeFile(header: string, pieces: number, piece: (index: number) => string): Promise<string> {
  const path = written('large.csv', '');
  const file = createWriteStream(path);
  file.write(`${header}\n`);
  for (let index = 0; index < pieces; index++) if (!file.write(piece(index))) await once(file, 'drain');
  file.end();
  await once(file, 'finish');
  return path;
}

const timeOf = (step: number): string =>
  new Date(Date.UTC(2020, 0, 1) + step * 300_000).toISOString().slice(0, 19).replace('T', ' ');
const values = Array.from({ length: 300 }, (_, tenth) => (40 + tenth / 10).toFixed(1));
const valueOf = (step: number, place: number): string =>
  values[(step * 31 + place * 17) % values.length] ?? '';

/** The most memory that a child used, MiB. */
const peakOf = (said: readonly string[]): number => Number(/^done (\d+)$/.exec(said.at(-2) ?? '')?.[1]);

test('a file of 300 MB can be cancelled, comes in whole, and takes less than 2 GiB of memory', async () => {
  const [places, steps] = [1000, 9_700];
  const columns = Array.from({ length: places }, (_, place) => place);
  const file = await largeFile('sensor_id,time,speed', steps, (step) => {
    const time = timeOf(step);
    return columns.map((place) => `S${10_000 + place},${time},${valueOf(step, place)}\n`).join('');
  });
  expect(statSync(file).size).toBeGreaterThan(300e6);
  const workspace = await newWorkspace();
  const said = await lines(startImport(workspace, file, { cancelIn: 'import-reading' }));
  expect(said.slice(0, 3)).toEqual([
    'import-reading',
    expect.stringMatching(/^refused aborted/),
    'sources 0',
  ]);
  expect(said.at(-1)).toBe('sources 1');
  expect(peakOf(said)).toBeGreaterThan(50);
  expect(peakOf(said)).toBeLessThan(2048);
  const rows = places * steps;
  expect(await holds(workspace)).toEqual({ sources: 1, readings: rows, spans: rows });
}, 300_000);

test('a wide file of 100 MB takes little memory for its 20 million cells', async () => {
  const [places, steps] = [207, 100_000];
  const columns = Array.from({ length: places }, (_, place) => place);
  const file = await largeFile(`time,${columns.map((place) => 70_000 + place).join(',')}`, steps, (step) => {
    return `${timeOf(step)},${columns.map((place) => valueOf(step, place)).join(',')}\n`;
  });
  expect(statSync(file).size).toBeGreaterThan(100e6);
  const workspace = await newWorkspace();
  const said = await lines(startImport(workspace, file));
  expect(said.at(-1)).toBe('sources 1');
  expect(peakOf(said)).toBeGreaterThan(50);
  expect(peakOf(said)).toBeLessThan(1400);
  const readings = places * steps;
  expect(await holds(workspace)).toEqual({ sources: 1, readings, spans: readings });
}, 300_000);
