import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { covariateKinds, covariateNames } from '../../main/common/covariates.ts';
import { mappingSchema } from '../../main/common/contract/messages/sources.ts';
import { tensorflow } from '../../main/compute/backends/tensorflow.ts';
import { readScene } from '../../main/forecast/scene.ts';
import { seriesFromStore } from '../../main/forecast/window.ts';
import { Importer } from '../../main/ingest/importer.ts';
import { WorkspaceStore } from '../../main/store/workspace-store.ts';
import { pairedBlockBootstrap } from '../../models/evaluation/bootstrap.ts';
import { forecasterById } from '../../models/registry.ts';
import { seriesUntil, type Series } from '../../models/series/series.ts';
import { nativeFolder } from '../../tools/tensorflow/places.mjs';
import { repositoryRoot } from '../../tools/paths.mjs';
import type { Manifest } from '../../tools/sample-city/files/manifest.ts';
import { lossesOf, situations, type Losses } from './surroundings/losses.ts';

/**
 * What weather, events and incidents are worth to the network, on the sample city: trained on the first four fifths with and without
 * them, judged on the last. `--with none,weather,incidents,events,all` says which, `--seeds 1,2,3` how often.
 */
const { values: options } = parseArgs({
  args: process.argv.slice(3),
  options: {
    with: { type: 'string', default: 'none,weather,incidents,events,all' },
    seeds: { type: 'string', default: '1' },
  },
});
const trainedShare = 0.8;
/** Two hours of origins, one every 35 minutes. */
const blockOrigins = 4;
const fewestBlocks = 3;
const setting = { stepSeconds: 300, horizonSteps: 12 };

await tensorflow({ tensorflowFolder: nativeFolder(), wasmFolder: '' }).start();
const series = await sampleSeries();
const end = Math.floor(series.steps * trainedShare);
for (const seed of options.seeds.split(',').map(Number)) {
  const found = new Map<string, Losses>();
  for (const choice of options.with.split(',')) {
    const began = performance.now();
    const given = withGroups(series, choice);
    const model = await forecasterById('traffic.network', setting).fit(seriesUntil(given, end), { seed });
    found.set(choice, await lossesOf(model, given, series, end));
    console.log(`seed ${seed}, ${choice}: ${((performance.now() - began) / 1000).toFixed(0)} s`);
  }
  const reference = found.get('none');
  console.log(`Pinball loss, km/h, all levels; below it that of “none” subtracted, 95 % of block resamples`);
  console.table(
    Object.fromEntries(
      [...found].flatMap(([choice, losses]) => [
        [choice, Object.fromEntries(situations.map((one) => [one, losses.mean(one).toFixed(4)]))],
        ...(reference === undefined || choice === 'none' ? [] : [apart(choice, losses, reference)]),
      ]),
    ),
  );
}

function apart(choice: string, losses: Losses, reference: Losses): [string, Record<string, string>] {
  const cells = situations.map((one) => {
    const [first, second] = [losses.byOrigin(one), reference.byOrigin(one)];
    if (first.filter((loss) => !Number.isNaN(loss)).length < fewestBlocks * blockOrigins)
      return [one, 'too few'];
    const { low, high } = pairedBlockBootstrap(first, second, blockOrigins, { resamples: 2000, seed: 1 });
    return [one, `${low.toFixed(4)} … ${high.toFixed(4)}`];
  });
  return [`${choice} less none`, Object.fromEntries(cells) as Record<string, string>];
}

/** The series with the covariates of some groups alone. */
function withGroups(whole: Series, choice: string): Series {
  const wanted = (name: string): boolean => {
    const known = covariateNames.find((one) => one === name);
    return known !== undefined && (choice === 'all' || covariateKinds[known].group === choice);
  };
  return { ...whole, covariates: whole.covariates.filter(({ name }) => wanted(name)) };
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
    const scene = await readScene(store);
    if (scene === null) throw new Error('the sample city has no readings');
    return await seriesFromStore(store, scene, scene.span.from, scene.span.to);
  } finally {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
