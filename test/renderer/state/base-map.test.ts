import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { BaseMapState as State } from '../../../renderer/state/base-map.svelte.ts';
import { FakeEngine } from '../fake/engine.ts';
import { partOf, smallArchive } from '../map/archive/served-archive.ts';
import { connect, consoleState, until } from './console.ts';

const page = 'console://app/index.html';
const chosen = '/base-map/token.pmtiles';
const sample = '/assets/sample-city/base-map.pmtiles';
/** Around the places of the engine that stands in for the outside. */
const here = [-119, 33, -117, 35];

let BaseMapState: typeof State;
/** What the application serves to the page, by path. */
let served: Map<string, unknown>;

beforeEach(async () => {
  served = new Map();
  vi.stubGlobal('document', { baseURI: page });
  vi.stubGlobal('fetch', (address: URL | string, options: RequestInit | undefined) => {
    const found = served.get(new URL(String(address), page).pathname);
    if (found === undefined || found instanceof Buffer)
      return Promise.resolve(partOf(found ?? null, options));
    return Promise.resolve(Response.json(found));
  });
  ({ BaseMapState } = await import('../../../renderer/state/base-map.svelte.ts'));
});

afterEach(() => {
  vi.unstubAllGlobals();
});

/** The base map of a window whose places have arrived. */
async function opened(file: string | null, archives: Readonly<Record<string, Buffer>>): Promise<State> {
  for (const [path, bytes] of Object.entries(archives)) served.set(path, bytes);
  const sampleCity = sample in archives ? sample : null;
  served.set('/base-map/choice.json', { file, address: chosen in archives ? chosen : null, sampleCity });
  const state = consoleState();
  const baseMap = new BaseMapState(state.connection, state.places);
  connect(state, new FakeEngine({ places: 20 }));
  await until(() => baseMap.isKnown && state.places.isKnown);
  return baseMap;
}

test('without a choice there is the world, and the sample city only where the places lie in it', async () => {
  expect((await opened(null, {})).archive).toBeNull();
  expect((await opened(null, { [sample]: smallArchive() })).archive).toBeNull();
  const inside = await opened(null, { [sample]: smallArchive({ bounds: here }) });
  expect(inside.archive?.tiles).toContain('sample-city');
  expect(inside.problem).toBeNull();
});

test('a chosen archive is drawn, whatever is bundled', async () => {
  const archives = { [sample]: smallArchive({ bounds: here }), [chosen]: smallArchive({ bounds: here }) };
  const baseMap = await opened('/maps/town.pmtiles', archives);
  expect(baseMap.archive?.tiles).toContain('token');
  expect(baseMap.archive?.attribution).toBe('© somebody');
  expect(baseMap.problem).toBeNull();
});

test('one that shows another area is drawn, and that is said', async () => {
  const baseMap = await opened('/maps/town.pmtiles', { [chosen]: smallArchive() });
  expect(baseMap.archive).not.toBeNull();
  expect(baseMap.problem).toMatchObject({ code: 'base-map-elsewhere', parameters: { file: 'town.pmtiles' } });
});

test('one that is gone gives way to what is bundled', async () => {
  const baseMap = await opened('C:\\maps\\town.pmtiles', { [sample]: smallArchive({ bounds: here }) });
  expect(baseMap.archive?.tiles).toContain('sample-city');
  expect(baseMap.problem).toMatchObject({ code: 'base-map-missing', parameters: { file: 'town.pmtiles' } });
});

test('one whose tile cannot be read gives way, until it is read again', async () => {
  const baseMap = await opened('/maps/town.pmtiles', { [chosen]: smallArchive({ bounds: here }) });
  baseMap.failed(new Error('no tile'));
  expect(baseMap.archive).toBeNull();
  expect(baseMap.problem).toMatchObject({ code: 'base-map-damaged' });
  await baseMap.load();
  expect(baseMap.archive).not.toBeNull();
  expect(baseMap.problem).toBeNull();
});

test('reading the same again changes nothing, so that no map is opened anew', async () => {
  const baseMap = await opened('/maps/town.pmtiles', { [chosen]: smallArchive({ bounds: here }) });
  const before = baseMap.archive;
  await baseMap.load();
  expect(baseMap.archive).toBe(before);
});
