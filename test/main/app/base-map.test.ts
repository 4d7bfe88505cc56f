import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { baseMapAnswer } from '../../../main/app/base-map-answers.ts';
import { BaseMap } from '../../../main/app/base-map.ts';
import { baseMapChoiceSchema } from '../../../main/common/contract/base-map.ts';
import { scratchFolder } from '../store/store.ts';

let folder: string;
let archive: string;
let baseMap: BaseMap;

beforeEach(() => {
  folder = scratchFolder();
  archive = join(folder, 'Old port.pmtiles');
  writeFileSync(
    archive,
    Uint8Array.from({ length: 100 }, (_, at) => at),
  );
  baseMap = new BaseMap(folder);
});

/** What a page gets that asks for an address of the console's scheme. */
async function ask(path: string, range?: string): Promise<Response | undefined> {
  const headers = new Headers(range === undefined ? [] : [['range', range]]);
  return await baseMapAnswer(new Request(`console://app${path}`, { headers }), baseMap, folder, {
    'x-of-all': 'yes',
  });
}

async function choice() {
  return baseMapChoiceSchema.parse(await (await ask('/base-map/choice.json'))?.json());
}

test('a workspace has the bundled map until somebody chooses another', async () => {
  expect(await choice()).toEqual({ file: null, address: null, sampleCity: null });
  baseMap.choose(archive);
  expect(await choice()).toMatchObject({ file: archive, sampleCity: null });
  expect(new BaseMap(folder).file).toBe(archive);
  baseMap.choose(null);
  expect(new BaseMap(folder).file).toBeNull();
});

test('the sample city is named where the build brings it', async () => {
  mkdirSync(join(folder, 'assets', 'sample-city'), { recursive: true });
  writeFileSync(join(folder, 'assets', 'sample-city', 'base-map.pmtiles'), 'x');
  expect(await choice()).toMatchObject({ sampleCity: '/assets/sample-city/base-map.pmtiles' });
});

test('parts of the chosen archive are served, and nothing else of it', async () => {
  baseMap.choose(archive);
  const { address } = await choice();
  const part = await ask(address ?? '', 'bytes=10-12');
  expect(part?.status).toBe(206);
  expect(part?.headers.get('content-range')).toBe('bytes 10-12/100');
  expect(part?.headers.get('x-of-all')).toBe('yes');
  expect([...new Uint8Array((await part?.arrayBuffer()) ?? [])]).toEqual([10, 11, 12]);
  expect((await ask(address ?? ''))?.status).toBe(416);
  expect((await ask(address ?? '', 'bytes=100-120'))?.status).toBe(416);
});

test('no page reaches a file by naming it, nor one that was chosen before', async () => {
  baseMap.choose(archive);
  const { address } = await choice();
  const another = join(folder, 'another.pmtiles');
  copyFileSync(archive, another);
  baseMap.choose(another);
  const paths = [
    address ?? '',
    '/base-map/',
    '/base-map/base-map.json',
    `/base-map/${encodeURIComponent(archive)}`,
  ];
  for (const path of paths) expect((await ask(path, 'bytes=0-9'))?.status).toBe(404);
  expect(await ask('/index.html', 'bytes=0-9')).toBeUndefined();
});

test('an archive that is gone is told, and not served', async () => {
  baseMap.choose(join(folder, 'gone.pmtiles'));
  expect(await choice()).toMatchObject({ file: join(folder, 'gone.pmtiles'), address: null });
  expect((await ask(baseMap.address, 'bytes=0-9'))?.status).toBe(404);
  baseMap.choose(folder);
  expect((await choice()).address).toBeNull();
});

test.each(['', '{', '{"file": 5}', '[]'])('a workspace whose note says %j has the bundled map', (note) => {
  writeFileSync(join(folder, 'base-map.json'), note);
  expect(new BaseMap(folder).file).toBeNull();
});

test('what is kept in the workspace can be read by a person', () => {
  baseMap.choose(archive);
  expect(JSON.parse(readFileSync(join(folder, 'base-map.json'), 'utf8'))).toEqual({ file: archive });
});
