import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { CityForecasts } from '../forecast/city-forecasts.ts';
import { topics } from '../common/metrics.ts';
import type { Importer } from '../ingest/importer.ts';
import { writePracticeCity, type PracticeFile } from '../practice/practice-city.ts';
import { DamagedSampleCity, readSampleCity, unpackState, type SampleCity } from '../practice/sample-city.ts';
import type { WorkspaceStore } from '../store/workspace-store.ts';
import type { Logger } from './log.ts';

const filled = 'practice.filled';

/** What filling needs. */
export interface FillTools {
  readonly store: WorkspaceStore;
  readonly importer: Importer;
  readonly forecasts: CityForecasts;
  readonly log: Logger;
  /** Folder of the sample city's files; one without them stands for none. */
  readonly sampleCity: string;
  /** Epoch milliseconds. */
  readonly now: number;
}

/**
 * Fills a workspace that was made for it: with the sample city and the models that came with it, or, where its files are
 * damaged or missing, with a small practice city that is made on the spot. Where that was cut short, what is missing is
 * imported; what is in already, and what somebody removed afterwards, is left as it is.
 */
export async function fillPracticeCity(tools: FillTools): Promise<void> {
  const { store, sampleCity, now } = tools;
  if (await store.audit.has(filled)) return;
  const found = existsSync(join(sampleCity, 'manifest.json')) ? await cityIn(sampleCity) : undefined;
  if (found === undefined || found instanceof DamagedSampleCity) {
    await fillWithSmallCity(tools);
    if (found !== undefined) await tellDamage(tools, found);
  } else await fillWithSampleCity(tools, found);
  await store.audit.append({ at: now, actor: 'engine', clientId: 'engine', action: filled, parameters: {} });
}

async function cityIn(folder: string): Promise<SampleCity | DamagedSampleCity> {
  try {
    return await readSampleCity(folder);
  } catch (thrown) {
    return thrown instanceof DamagedSampleCity ? thrown : new DamagedSampleCity('manifest.json', thrown);
  }
}

/** Whoever looks at the practice city's first source learns why it is there. */
async function tellDamage({ store, log }: FillTools, damage: DamagedSampleCity): Promise<void> {
  log.error({ file: damage.file }, 'the sample city is damaged: a small practice city takes its place');
  const [first] = await store.sources.list();
  if (first === undefined) return;
  await store.sources.addNotice(first.id, {
    severity: 'warning',
    code: 'sample-city-damaged',
    row: null,
    column: null,
    count: 1,
    parameters: { file: damage.file },
  });
}

async function fillWithSampleCity(tools: FillTools, sample: SampleCity): Promise<void> {
  const { store, forecasts, now } = tools;
  const { files, fits } = sample;
  await importMissing(tools, files);
  for (const { stateFile } of fits) await unpackState(sample, stateFile, store.folder.models);
  for (const topic of topics) {
    const own = fits.filter((fit) => fit.topic === topic).map((fit) => ({ ...fit, createdAt: now }));
    if (own.length > 0) await forecasts.of(topic).adopt(own);
  }
}

async function fillWithSmallCity(tools: FillTools): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'metropole-practice-'));
  try {
    await importMissing(tools, await writePracticeCity(folder, tools.now));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function importMissing({ store, importer }: FillTools, files: readonly PracticeFile[]): Promise<void> {
  const held = (await store.sources.list()).map(({ fileName }) => fileName);
  for (const { path, mapping } of files) {
    if (!held.includes(basename(path))) await importer.importFile(path, mapping, { actor: 'engine' });
  }
}
