import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { SeededRandom } from '../../../../main/common/seeded-random.ts';
import { forecasterById } from '../../../../models/registry.ts';
import { undirected } from '../../../../models/series/neighbours.ts';
import type { Series } from '../../../../models/series/series.ts';
import { givenIn, givenNames } from '../../../../models/traffic/given/given.ts';
import { givenOf } from '../../../../models/traffic/given/stored-given.ts';
import { fitHabits } from '../../../../models/traffic/habits.ts';
import { scaleOf, trainingData } from '../../../../models/traffic/training-data.ts';
import { smallCity } from '../../small-city.ts';
import { useWasm } from '../../wasm-backend.ts';
import { windowOf } from './features.ts';

const setting = { topic: 'traffic', stepSeconds: 1800, horizonSteps: 3 } as const;
const directed = smallCity({ places: 5, days: 6, stepSeconds: 1800, missing: 0.05 });
const plain: Series = { ...directed, links: undirected(directed.links) };
const withIncidents: Series = {
  ...plain,
  covariates: [
    { name: 'incident-here', perPlace: true, values: plain.values.map((_, cell) => Number(cell % 37 < 4)) },
    {
      name: 'rain-now',
      perPlace: false,
      values: Float32Array.from({ length: plain.steps }, (_, step) => (step % 11 < 2 ? 3 : 0)),
    },
  ],
};

function fingerprint(values: Float32Array): string {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  return createHash('sha256').update(bytes).digest('hex').slice(0, 16);
}

describe('where links have no direction and nobody says what places are', () => {
  /** As they were written before networks were given either. */
  it.each([
    ['nothing', plain, [], 69, '96bd537d3a770522', '9e41a7e4c56099b5'],
    [
      'weather and incidents',
      withIncidents,
      ['rain-now', 'incident-here'],
      76,
      '8480c561356d2da5',
      '1b918204395dc558',
    ],
  ] as const)(
    'training rows with %s are what they always were, bit for bit',
    async (_, series, given, width, features, targets) => {
      expect(givenIn(series, givenNames)).toEqual(given);
      const rows = await trainingData(series, fitHabits(series), scaleOf(series), setting, {
        random: new SeededRandom(7),
        rowLimit: 900,
        given,
        signal: undefined,
      });
      expect(rows.width).toBe(width);
      expect([fingerprint(rows.features), fingerprint(rows.targets)]).toEqual([features, targets]);
    },
  );
});

it('networks that were stored before either say what they were given, in their order', () => {
  const numbers = { epochs: 4, 'covariate incident-here': 1, 'covariate rain-now': 0, scaleMean: 50 };
  expect(givenOf({ numbers })).toEqual(['rain-now', 'incident-here']);
  expect(givenOf({ numbers: { epochs: 4 } })).toEqual([]);
});

it('a network is given weather, events and incidents unasked, direction and attributes where somebody says so', () => {
  const lanes = [{ name: 'lanes', values: new Float32Array(5).fill(3) }];
  const everything = { ...withIncidents, links: directed.links, attributes: lanes };
  expect(givenIn(everything)).toEqual(['rain-now', 'incident-here']);
  expect(givenIn(everything, ['lanes', 'upstream'])).toEqual(['upstream', 'lanes']);
});

describe('a network that was trained without direction and attributes', () => {
  beforeAll(async () => {
    await useWasm();
  });

  it('is as it was stored, and takes no notice of either when it serves', async () => {
    const network = forecasterById('traffic.network', setting);
    const stored = (await network.fit(plain, { seed: 7, given: givenNames })).store();
    expect(Object.keys(stored.numbers).filter((name) => name.includes(' '))).toEqual([]);
    const back = await network.restore(structuredClone(stored));
    const window = windowOf(plain, 150);
    const lanes = [{ name: 'lanes', values: new Float32Array(5).fill(3) }];
    const other = { ...window, links: directed.links, attributes: lanes };
    expect(await back.predict(other)).toEqual(await back.predict(window));
  }, 60_000);
});
