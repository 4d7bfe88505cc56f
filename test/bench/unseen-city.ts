import { createHash } from 'node:crypto';
import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { tensorflow } from '../../main/compute/backends/tensorflow.ts';
import { runTGcnProtocol } from '../../models/evaluation/t-gcn-protocol.ts';
import type { EvaluationTable } from '../../models/evaluation/evaluation-table.ts';
import type { Forecaster, StartFrom } from '../../models/model.ts';
import { forecasterById } from '../../models/registry.ts';
import { seriesUntil, type Series } from '../../models/series/series.ts';
import { encodeStoredModel } from '../../models/stored-model-file.ts';
import { joinedCities, sideBySide } from '../../models/traffic/joined-cities.ts';
import { weightsAlone } from '../../models/traffic/start.ts';
import { nativeFolder } from '../../tools/tensorflow/places.mjs';
import { haveLosLoop, losLoop } from '../models/los-loop.ts';
import { generated } from './unseen-city/cities.ts';
import { kept, named, networkFrom, ridgeFrom } from './unseen-city/contestants.ts';
import { heldOutCity, horizons, networkSeeds, trainingCities, visibleShare } from './unseen-city/protocol.ts';
import { scoresOf, shown, shownShares } from './unseen-city/tables.ts';
import { sharesOfGain } from './unseen-city/verdict.ts';

/**
 * The network on cities that it has never seen: a generated one whose settings were fixed before any training, and Los-loop. Trained on
 * the sample cities of the protocol alone, it is judged beside the benchmarks and beside itself trained on the city.
 * Without `--final` the visible past alone is looked at, its last fifth judged; `--final` judges the test part and adds a line to the looks.
 */
const { values: options } = parseArgs({
  args: process.argv.slice(3),
  options: {
    final: { type: 'boolean', default: false },
    seeds: { type: 'string', default: networkSeeds.join(',') },
    /** Where networks are kept from one run to the next; those of an older network must not lie there. */
    keep: { type: 'string' },
    /** How long weights of the sample cities are trained further at most. */
    epochs: { type: 'string', default: '2' },
    /** No network is trained on the city that is judged. */
    quick: { type: 'boolean', default: false },
    /** `held-out` or `los-loop`; both where it is left out. */
    only: { type: 'string' },
    /** A file for the weights of the first seed alone, from which a network of any city can start; nothing is judged then. */
    write: { type: 'string' },
  },
});
const seeds = options.seeds.split(',').map(Number);
const looks = join(import.meta.dirname, 'unseen-city', 'looks.jsonl');
const longest = Math.max(...horizons);
const began = performance.now();
const say = (line: string): void => {
  console.log(`${((performance.now() - began) / 1000).toFixed(0).padStart(5)} s  ${line}`);
};

await tensorflow({ tensorflowFolder: nativeFolder(), wasmFolder: '' }).start();
const cities = trainingCities.map((city) => generated(city, say, options.keep));
const [first] = cities;
if (first === undefined) throw new RangeError('no training city');
const { stepSeconds } = first;
const setting = { stepSeconds, horizonSteps: longest };
const network = forecasterById('traffic.network', setting);
const elsewhere = kept(named(network, 'network-elsewhere', network.declaration.title), options.keep);
const joined = joinedCities(cities);
const inOneUnit = sideBySide(cities);

function startWith(epochs: number): (seed: number) => Promise<StartFrom> {
  return async (seed) => ({ stored: (await elsewhere.fit(joined, { seed })).store(), epochs });
}

const further = Number(options.epochs);
const unseen = named(
  networkFrom(setting, startWith(0)),
  'network-unseen',
  'Network, trained on the sample cities',
);
/** What takes training on the city that is judged: the network from nothing, and from what it learned of the sample cities. */
const trainedHere = [
  named(network, 'network-own', 'Network, trained on the city itself'),
  named(
    networkFrom(setting, startWith(further)),
    `network-further-${further}`,
    'Network of the sample cities, trained further on the city',
  ),
].map((forecaster) => kept(forecaster, options.keep));
const networks = options.quick ? [unseen] : [unseen, ...trainedHere];

const simple = ['persistence', 'recent-mean', 'yesterday', 'last-week', 'usual'];

function forecastersFor(horizonSteps: number): Forecaster[] {
  const elsewhereRidge = ridgeFrom(inOneUnit).create({ topic: 'traffic', stepSeconds, horizonSteps });
  return [
    ...[...simple, 'ridge-shared'].map((name) =>
      forecasterById(`traffic.${name}`, { stepSeconds, horizonSteps }),
    ),
    elsewhereRidge,
    ...networks,
  ];
}

async function judged(
  name: string,
  series: Series,
  forecasters: (horizonSteps: number) => Forecaster[],
): Promise<EvaluationTable> {
  const looked = options.final ? series : seriesUntil(series, Math.floor(series.steps * visibleShare));
  const visible = seriesUntil(looked, Math.floor(looked.steps * visibleShare));
  for (const seed of seeds) {
    for (const forecaster of options.quick ? [] : trainedHere) {
      say(`${name}: ${forecaster.declaration.id}, seed ${seed}`);
      await forecaster.fit(visible, { seed });
    }
  }
  const byHorizon = new Map(horizons.map((horizon) => [horizon, forecasters(horizon)]));
  return await runTGcnProtocol(looked, (horizon) => byHorizon.get(horizon) ?? [], {
    split: 'test',
    seeds,
    horizons,
    clock: () => performance.now(),
    onProgress: ({ model }) => say(`${name}: ${model}`),
  });
}

const part = options.final ? 'test part' : 'developing part';

/** Adds a line to the looks where the test part was looked at. */
function noteLook(city: string, result: object): void {
  if (!options.final) return;
  const look = { at: new Date().toISOString(), city, version: network.declaration.version, seeds, ...result };
  appendFileSync(looks, `${JSON.stringify(look)}\n`);
}

if (options.write !== undefined) {
  const { stored } = await startWith(0)(seeds[0] ?? 1);
  const bytes = encodeStoredModel(weightsAlone(stored));
  writeFileSync(options.write, bytes);
  say(`${options.write}: ${bytes.length} bytes, sha256 ${createHash('sha256').update(bytes).digest('hex')}`);
}
if (options.write === undefined && options.only !== 'los-loop') {
  const heldOut = generated(heldOutCity, say, options.keep);
  const table = await judged('held-out city', heldOut, forecastersFor);
  const rivals = [...simple, 'ridge-elsewhere'];
  const shares = options.quick
    ? []
    : sharesOfGain(table, { rivals, own: 'network-own', unseen: 'network-unseen' });
  console.log(`\nHeld-out city, ${part}, km/h`);
  for (const line of [...shown(table), '', ...shownShares(shares)]) console.log(line);
  noteLook('held-out', { shares, scores: scoresOf(table) });
}
if (options.write === undefined && options.only !== 'held-out' && haveLosLoop) {
  const table = await judged('Los-loop', losLoop(), (horizonSteps) => [
    ...simple
      .filter((name) => name !== 'last-week')
      .map((name) => forecasterById(`traffic.${name}`, { stepSeconds, horizonSteps })),
    ...networks,
  ]);
  console.log(`\nLos-loop, ${part}, mph`);
  for (const line of shown(table)) console.log(line);
  noteLook('los-loop', { scores: scoresOf(table) });
}
say('done');
