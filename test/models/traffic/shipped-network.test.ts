import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { forecasterById } from '../../../models/registry.ts';
import { windowAt } from '../../../models/series/window.ts';
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

beforeAll(async () => {
  await useWasm();
});

it('is the one that its card names', () => {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  expect(readFileSync(join(folder, 'README.md'), 'utf8')).toContain(`sha256 \`${sha256}\``);
});

it('forecasts a city of three days as it is, better than the last value', async () => {
  const startFrom = { stored: decodeStoredModel(bytes), epochs: 0 };
  const begun = await network.fit(city, { seed: 1, startFrom });
  const persistence = await forecasterById('traffic.persistence', setting).fit(city, { seed: 1 });
  expectSound(await begun.predict(windowAt(city, 700, { ...network.declaration.inputs, horizonSteps: 12 })));
  const last = (scores: Float32Array): number => scores.at(-1) ?? NaN;
  expect(last(begun.validation.pinball)).toBeLessThan(last(persistence.validation.pinball));
}, 60_000);
