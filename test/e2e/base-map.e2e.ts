import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { cityTiles } from '../../tools/sample-city/base-map/tiles.ts';
import { smallHarbour } from '../tools/sample-city/base-map/small-harbour.ts';
import { folderForConsole, type RunningConsole } from './console.ts';
import { launchListening, type Complaints } from './first-screen.ts';
import { ConsolePage } from './pages/console-page.ts';
import { contractOf } from './pages/contract.ts';

const folder = folderForConsole();
const workspace = join(folder, 'Harbour');
const archive = join(folder, 'harbour.pmtiles');
const good = cityTiles(smallHarbour);
/** Where a PMTiles header says at which byte the tiles begin, and which kind of tiles they are. */
const headerPlaces = { tilesAt: 56, kind: 99 } as const;

let running: RunningConsole;
let console_: ConsolePage;
let complaints: Complaints;
let bundled: Buffer;
let drawn: Buffer;

async function start(): Promise<void> {
  ({ running, complaints } = await launchListening({ folder, parameters: [`--workspace=${workspace}`] }));
  console_ = new ConsolePage(running);
  await console_.resize(1366, 768);
  await console_.map.canvas.waitFor();
}

beforeAll(async () => {
  mkdirSync(workspace);
  chmodSync(workspace, 0o777);
  writeFileSync(archive, good);
  await start();
  const contract = await contractOf(workspace);
  await contract.call('view.set', { extent: { west: -12.1, south: 44.01, east: -11.98, north: 44.09 } });
  contract.close();
  bundled = await settled();
});

afterAll(async () => {
  await running.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

/** A corner of the map with nothing over it, not even the edge of a card. */
async function corner(): Promise<Buffer> {
  const box = await running.page.getByRole('main').boundingBox();
  if (box === null) throw new Error('no map');
  const clip = { x: box.x + box.width - 280, y: box.y + box.height - 160, width: 200, height: 90 };
  return running.page.screenshot({ clip });
}

/** The corner once it has stayed as it is for longer than a map may take to appear. */
async function settled(): Promise<Buffer> {
  let before = await corner();
  let calm = 0;
  await vi.waitUntil(
    async () => {
      const now = await corner();
      calm = now.equals(before) ? calm + 1 : 0;
      before = now;
      return calm === 4;
    },
    { interval: 800, timeout: 40_000 },
  );
  return before;
}

function notice(code: string) {
  return running.page
    .getByRole('alert')
    .filter({ hasText: console_.words.say(code, { file: 'harbour.pmtiles', reason: 'raster' }) });
}

/** Chooses the archive as it is now, in the display menu. */
async function choose(): Promise<void> {
  await console_.systemDialogGives([archive]);
  await console_.display.open();
  await console_.display.chooseBaseMap('map.base-map.choose');
  await console_.display.close();
}

async function tryAgain(): Promise<void> {
  await running.page.getByRole('button', { name: console_.words.say('map.base-map.again') }).click();
}

test('an archive that a person chooses is drawn, within the policy of the page', async () => {
  await choose();
  await expect.poll(async () => (await corner()).equals(bundled)).toBe(false);
  drawn = await settled();
  await running.screenshot('base-map');
  expect(await complaints.all()).toEqual([]);
});

test('it is still there after a restart', async () => {
  await running.close();
  await start();
  await expect.poll(async () => (await corner()).equals(drawn)).toBe(true);
  expect(await complaints.all()).toEqual([]);
});

/** The archive with something else in the place of its tiles. */
function withoutTiles(): Buffer {
  const bytes = Buffer.from(good);
  return bytes.fill(7, Number(bytes.readBigUInt64LE(headerPlaces.tilesAt)));
}

/** The archive as one of pictures. */
function asPictures(): Buffer {
  const bytes = Buffer.from(good);
  bytes[headerPlaces.kind] = 2;
  return bytes;
}

test.each([
  ['tiles are damaged', 'error.base-map-damaged', () => withoutTiles()],
  ['end is cut off', 'error.base-map-damaged', () => good.subarray(0, good.length - 1000)],
  ['tiles are pictures', 'error.base-map-unsuitable', () => asPictures()],
])('one whose %s gives way to the bundled map, and the map says so', async (_what, code, bytes) => {
  writeFileSync(archive, bytes());
  await choose();
  await notice(code).waitFor();
  await expect.poll(async () => (await corner()).equals(bundled)).toBe(true);
  await running.screenshot(`base-map-${code}`);
  writeFileSync(archive, good);
  await tryAgain();
  await notice(code).waitFor({ state: 'hidden' });
  await expect.poll(async () => (await corner()).equals(drawn)).toBe(true);
});

test('one that was moved away is missed, and left for the bundled map', async () => {
  const elsewhere = `${archive}.moved`;
  renameSync(archive, elsewhere);
  await choose();
  await notice('error.base-map-missing').waitFor();
  await running.page.getByRole('button', { name: console_.words.say('map.base-map.use-bundled') }).click();
  await notice('error.base-map-missing').waitFor({ state: 'hidden' });
  await expect.poll(async () => (await corner()).equals(bundled)).toBe(true);
  expect(JSON.parse(readFileSync(join(workspace, 'base-map.json'), 'utf8'))).toEqual({ file: null });
});
