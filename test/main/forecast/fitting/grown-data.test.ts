import { expect, test } from 'vitest';
import { hasGrown, hasOnlyGrown } from '../../../../main/forecast/fitting/grown-data.ts';
import { fileHash, type SceneSource } from '../../../../main/forecast/scene.ts';

const hour = 3_600_000;
const fitEnd = 1000 * hour;
const fitted: readonly SceneSource[] = [
  { id: 1, sha256: 'places', from: null },
  { id: 2, sha256: 'speed', from: 0 },
];
const dataHash = `city.${fileHash(fitted)}`;

function scene(hours: number, ...more: readonly SceneSource[]): Parameters<typeof hasOnlyGrown>[0] {
  const span = { from: 0, to: fitEnd + hours * hour, stepSeconds: 300 };
  return { structure: 'city', sources: [...fitted, ...more], span };
}
const feed = (id: number, from: number | null): SceneSource => ({ id, sha256: `feed ${id}`, from });

test('data that goes on behind its end has only grown, for a day', () => {
  const after = [feed(3, fitEnd), feed(4, fitEnd + hour)];
  expect(hasOnlyGrown(scene(2, ...after), { dataHash }, fitEnd)).toBe(true);
  expect(hasOnlyGrown(scene(24, ...after), { dataHash }, fitEnd)).toBe(true);
  expect(hasOnlyGrown(scene(25, ...after), { dataHash }, fitEnd)).toBe(false);
});

test('a file without readings changes nothing', () => {
  expect(hasOnlyGrown(scene(0, feed(3, null)), { dataHash }, fitEnd)).toBe(true);
});

test('readings of the past, another city and a file that is gone are new data', () => {
  expect(hasOnlyGrown(scene(1, feed(3, fitEnd - hour)), { dataHash }, fitEnd)).toBe(false);
  expect(hasOnlyGrown({ ...scene(1), structure: 'other' }, { dataHash }, fitEnd)).toBe(false);
  expect(hasOnlyGrown({ ...scene(1), sources: fitted.slice(1) }, { dataHash }, fitEnd)).toBe(false);
});

test('data that hold what was learned from have grown, whatever came in since', () => {
  const { sources } = scene(40, feed(3, fitEnd - hour), feed(4, fitEnd));
  expect(hasGrown({ structure: 'city', sources }, { dataHash })).toBe(true);
  expect(hasGrown({ structure: 'other', sources }, { dataHash })).toBe(false);
  expect(hasGrown({ structure: 'city', sources: sources.slice(1) }, { dataHash })).toBe(false);
});
