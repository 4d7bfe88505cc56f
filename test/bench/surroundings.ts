import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { covariateKinds, covariateNames } from '../../main/common/covariates.ts';
import { mappingSchema } from '../../main/common/contract/messages/sources.ts';
import { tensorflow } from '../../main/compute/backends/tensorflow.ts';
import { readScene } from '../../main/forecast/scene.ts';
import { seriesFromStore } from '../../main/forecast/origin/window.ts';
import { Importer } from '../../main/ingest/importer.ts';
import { WorkspaceStore } from '../../main/store/workspace-store.ts';
import { pairedBlockBootstrap } from '../../models/evaluation/bootstrap.ts';
import { forecasterById } from '../../models/registry.ts';
import { undirected } from '../../models/series/neighbours.ts';
import { seriesUntil, type Series } from '../../models/series/series.ts';
import { givenNames } from '../../models/traffic/given/given.ts';
import { nativeFolder } from '../../tools/tensorflow/places.mjs';
import { repositoryRoot } from '../../tools/paths.mjs';
import type { Manifest } from '../../tools/sample-city/files/manifest.ts';
import { lossesOf, situations, type Losses } from './surroundings/losses.ts';

/**
 * What the surroundings of places are worth to the network, on the sample city: trained on the first four fifths with and without them,
 * judged on the last. `--with none,weather,incidents+events` says which, `--seeds 1,2,3` how often; the first one is what the others are
 * compared with. There are weather, events, incidents, direction (of links) and attributes (of places).
 */
const { values: options } = parseArgs({
  args: process.argv.slice(3),
  options: {
    with: { type: 'string', default: 'none,weather,incidents,events,weather+incidents+events' },
    seeds: { type: 'string', default: '1' },
  },
});
const trainedShare = 0.8;
/** Two hours of origins, one every 35 minutes. */
const blockOrigins = 4;
const fewestBlocks = 3;
const everything = ['weather', 'events', 'incidents', 'direction', 'attributes'];
const setting = { stepSeconds: 300, horizonSteps: 12 };

await tensorflow({ tensorflowFolder: nativeFolder(), wasmFolder: '' }).start();
const series = await sampleSeries();
const end = Math.floor(series.steps * trainedShare);
const choices = options.with.split(',').map((choice) => new Set(choice.split('+')));
const unknown = choices.flatMap((choice) =>
  [...choice].filter((one) => ![...everything, 'none'].includes(one)),
);
if (unknown.length > 0) throw new Error(`nothing is called ${unknown.join()}`);
for (const seed of options.seeds.split(',').map(Number)) {
  const found = new Map<string, Losses>();
  for (const chosen of choices) {
    const choice = [...chosen].join('+');
    const began = performance.now();
    const given = withOnly(series, chosen);
    const model = await forecasterById('traffic.network', setting).fit(seriesUntil(given, end), {
      seed,
      given: givenNames,
    });
    found.set(choice, await lossesOf(model, given, series, end));
    console.log(`seed ${seed}, ${choice}: ${((performance.now() - began) / 1000).toFixed(0)} s`);
  }
  const [reference] = found;
  console.log('Pinball loss, km/h, all levels; below it the first one subtracted, 95 % of block resamples');
  console.table(
    Object.fromEntries(
      [...found].flatMap(([choice, losses]) => [
        [choice, Object.fromEntries(situations.map((one) => [one, losses.mean(one).toFixed(4)]))],
        ...(reference === undefined || choice === reference[0] ? [] : [apart(choice, losses, ...reference)]),
      ]),
    ),
  );
}

function apart(
  choice: string,
  losses: Losses,
  referenceChoice: string,
  reference: Losses,
): [string, Record<string, string>] {
  const cells = situations.map((one) => {
    const [first, second] = [losses.byOrigin(one), reference.byOrigin(one)];
    if (first.filter((loss) => !Number.isNaN(loss)).length < fewestBlocks * blockOrigins)
      return [one, 'too few'];
    const { low, high } = pairedBlockBootstrap(first, second, blockOrigins, { resamples: 2000, seed: 1 });
    return [one, `${low.toFixed(4)} … ${high.toFixed(4)}`];
  });
  return [`${choice} less ${referenceChoice}`, Object.fromEntries(cells) as Record<string, string>];
}

/** The series with what was chosen alone. */
function withOnly(whole: Series, choice: ReadonlySet<string>): Series {
  const wanted = (name: string): boolean => {
    const known = covariateNames.find((one) => one === name);
    return known !== undefined && choice.has(covariateKinds[known].group);
  };
  return {
    ...whole,
    links: choice.has('direction') ? whole.links : undirected(whole.links),
    covariates: whole.covariates.filter(({ name }) => wanted(name)),
    attributes: choice.has('attributes') ? whole.attributes : [],
  };
}

/** The sample city as a workspace reads it. */
async function sampleSeries(): Promise<Series> {
  const folder = mkdtempSync(join(tmpdir(), 'metropole-surroundings-'));
  const city = join(repositoryRoot, 'assets', 'sample-city');
  const migrations = join(repositoryRoot, 'main', 'store', 'migrations');
  const store = await WorkspaceStore.create(
    join(folder, 'city'),
    { name: 'Bench', isPractice: true },
    { migrations },
  );
  try {
    const importer = new Importer(store);
    const { imports } = JSON.parse(readFileSync(join(city, 'manifest.json'), 'utf8')) as Manifest;
    for (const { file, mapping } of imports)
      await importer.importFile(join(city, file), mappingSchema.parse(mapping), { actor: 'bench' });
    const scene = await readScene(store, 'traffic');
    if (scene === null) throw new Error('the sample city has no readings');
    return await seriesFromStore(store, scene, scene.span.from, scene.span.to);
  } finally {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
