import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { levelCount, type TrainedModel } from '../../../models/model.ts';
import { forecasterById } from '../../../models/registry.ts';
import { windowAt, type Window } from '../../../models/series/window.ts';
import { decodeStoredModel } from '../../../models/stored-model-file.ts';
import { repositoryRoot } from '../../../tools/paths.mjs';
import { expectSound } from '../expect-forecast.ts';
import { smallCity } from '../small-city.ts';
import { useWasm } from '../wasm-backend.ts';

const folder = join(repositoryRoot, 'assets', 'networks');
const bytes = new Uint8Array(readFileSync(join(folder, 'traffic-300s.model')));
const setting = { stepSeconds: 300, horizonSteps: 12 };
const network = forecasterById('traffic.network', setting);
const city = smallCity({ places: 6, days: 3, stepSeconds: 300, seed: 4, missing: 0.05 });

const window = windowAt(city, 700, { ...network.declaration.inputs, horizonSteps: 12 });
let begun: TrainedModel;

beforeAll(async () => {
  await useWasm();
  begun = await network.fit(city, { seed: 1, startFrom: { stored: decodeStoredModel(bytes), epochs: 0 } });
}, 60_000);

it('is the one that its card names', () => {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  expect(readFileSync(join(folder, 'README.md'), 'utf8')).toContain(`sha256 \`${sha256}\``);
});

it('forecasts a city of three days as it is, better than the last value', async () => {
  const persistence = await forecasterById('traffic.persistence', setting).fit(city, { seed: 1 });
  expectSound(await begun.predict(window));
  const last = (scores: Float32Array): number => scores.at(-1) ?? NaN;
  expect(last(begun.validation.pinball)).toBeLessThan(last(persistence.validation.pinball));
});

/** The width of the 90 % interval of each place at the last step, of the same network with these widths at its places; null: none kept. */
async function widthsOf(placeWidths: Float32Array | null, seen: Window): Promise<number[]> {
  const stored = begun.store();
  const { placeWidths: learned, ...columns } = stored.columns;
  expect(learned).toHaveLength(city.places.length);
  const own = placeWidths === null ? columns : { ...columns, placeWidths };
  const restored = await network.restore({ ...stored, columns: own });
  const { quantiles } = await restored.predict(seen);
  return city.places.map((_, place) => {
    const end = (place + 1) * setting.horizonSteps * levelCount;
    return (quantiles[end - 1] ?? NaN) - (quantiles[end - levelCount] ?? NaN);
  });
}

it('has intervals as wide as each place asked for, unless it is silent, and of a state from before that as wide as all', async () => {
  const silent = { ...window, history: window.history.slice() };
  silent.history.fill(NaN, window.historySteps, 2 * window.historySteps);
  const before = await widthsOf(null, silent);
  const halved = await widthsOf(Float32Array.of(0.5, 0.5, 1, 1, 1, 1), silent);
  expect(halved[0]).toBeCloseTo((before[0] ?? NaN) / 2, 3);
  expect(halved[1]).toBeCloseTo(before[1] ?? NaN, 3);
  expect(halved[2]).toBeCloseTo(before[2] ?? NaN, 3);
});
