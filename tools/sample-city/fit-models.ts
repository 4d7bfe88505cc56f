import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { channelPair } from '../../main/common/contract/channel.ts';
import { Client } from '../../main/common/contract/client.ts';
import { engineEvents, engineMessages } from '../../main/common/contract/engine-contract.ts';
import { Engine } from '../../main/engine/engine.ts';
import { locationsIn } from '../../main/engine/locations.ts';
import { PlainNodeHost } from '../../main/engine/plain-node-host.ts';
import { benchmarksInUse } from '../../main/forecast/runs/benchmarks.ts';
import type { ModelRow } from '../../main/forecast/ports.ts';
import { servingIn } from '../../main/forecast/runs/serving.ts';
import { filesOf, importsOf, manifestName, type Manifest } from './files/manifest.ts';
import { importCity } from './import-city.ts';
import { ScenarioProblem } from './scenario.ts';

export interface FitOptions {
  /** The folder of the city's files. */
  readonly folder: string;
  /** Folder of the build: its compute host fits the models. */
  readonly built: string;
  readonly tensorflow: string;
  readonly say: (step: string) => void;
}

/**
 * Fits the models to a generated city, as a console does with any city, and puts those that are shown, the benchmarks in use and the best
 * network beside its files, so that a console which opens it forecasts at once and has nothing to train. The files are read as they are read today,
 * whatever was read when the city was generated, and the manifest says so afterwards.
 * @throws ScenarioProblem where the folder holds no city
 */
export async function fitModels({ folder, built, tensorflow, say }: FitOptions): Promise<void> {
  const manifestFile = join(folder, manifestName);
  if (!existsSync(manifestFile)) throw new ScenarioProblem(`${folder} holds no generated city.`);
  const written = JSON.parse(readFileSync(manifestFile, 'utf8')) as Manifest;
  const isCsv = written.imports.some(({ file }) => file === 'traffic.csv');
  const manifest = { ...written, imports: importsOf(isCsv) };
  const scratch = mkdtempSync(join(tmpdir(), 'metropole-fit-'));
  const states = join(folder, 'models');
  try {
    const engine = await openEmpty(join(scratch, 'city'), built, tensorflow);
    const [mine, theirs] = channelPair();
    engine.attach(theirs);
    const client = new Client(mine, engineMessages, engineEvents, () => origin);
    await importCity(client, folder, manifest, say);
    say('fitting the models');
    await client.call('forecast.prepare', { refit: false, networks: true });
    const kept = await servingModels(engine);
    rmSync(states, { recursive: true, force: true });
    mkdirSync(states);
    for (const { stateFile } of kept) {
      const state = readFileSync(join(engine.store.folder.models, stateFile));
      writeFileSync(join(states, `${stateFile}.gz`), gzipSync(state, { level: 9 }));
    }
    const fits = kept.map(
      ({ dataHash: _hash, state: _state, approval: _approval, replacedAt: _replaced, ...fit }) => fit,
    );
    writeFileSync(join(states, 'models.json'), `${JSON.stringify(fits, null, 2)}\n`);
    client.close();
    await engine.close();
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  writeFileSync(manifestFile, `${JSON.stringify({ ...manifest, files: filesOf(folder) }, null, 2)}\n`);
}

const origin = { clientId: 'sample-city', actor: 'generator', workspace: '' };

async function openEmpty(folder: string, built: string, tensorflow: string): Promise<Engine> {
  const locations = { ...locationsIn(built), tensorflow };
  return await Engine.open({
    folder,
    create: { name: 'Fit', practice: false },
    host: new PlainNodeHost(locations),
    locations,
    version: '0.0.0',
    background: false,
  });
}

/** Of each topic that the city is forecast in the model that is shown and the benchmarks beside it. */
async function servingModels({ store }: Engine): Promise<readonly ModelRow[]> {
  const kept: ModelRow[] = [];
  for (const topic of ['traffic', 'energy'] as const) {
    const models = await store.models.list(topic);
    const serving = await servingIn(store, models);
    if (serving === null) throw new Error(`no model of ${topic} could be fitted to the city`);
    const networks = models.filter(({ isBenchmark, state }) => !isBenchmark && state === 'approved');
    kept.push(...new Set([serving.shown, ...benchmarksInUse(serving), ...networks]));
  }
  return kept;
}
