import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { ForecastService } from '../forecast/forecast-service.ts';
import type { Importer } from '../ingest/importer.ts';
import { writePracticeCity, type PracticeFile } from '../practice/practice-city.ts';
import { readSampleCity, unpackState, type SampleCity } from '../practice/sample-city.ts';
import type { WorkspaceStore } from '../store/workspace-store.ts';
import type { Logger } from './log.ts';

const filled = 'practice.filled';

/** What filling needs. */
export interface FillTools {
  readonly store: WorkspaceStore;
  readonly importer: Importer;
  readonly forecasts: ForecastService;
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
  const { store, now } = tools;
  if (await store.audit.has(filled)) return;
  const sample = await sampleCityOf(tools);
  if (sample === null) await fillWithSmallCity(tools);
  else await fillWithSampleCity(tools, sample);
  await store.audit.append({
    at: now,
    actor: 'engine',
    clientId: 'engine',
    action: filled,
    parameters: { city: sample?.name.en ?? 'practice' },
  });
}

async function sampleCityOf({ sampleCity, log }: FillTools): Promise<SampleCity | null> {
  if (!existsSync(join(sampleCity, 'manifest.json'))) return null;
  try {
    return await readSampleCity(sampleCity);
  } catch (thrown) {
    log.error(
      { detail: String(thrown) },
      'the sample city is damaged: a small practice city takes its place',
    );
    return null;
  }
}

async function fillWithSampleCity(tools: FillTools, sample: SampleCity): Promise<void> {
  const { store, forecasts, now } = tools;
  const { files, fits } = sample;
  await importMissing(tools, files);
  for (const { stateFile } of fits) await unpackState(sample, stateFile, store.folder.models);
  if (fits.length > 0) await forecasts.adopt(fits.map((fit) => ({ ...fit, createdAt: now })));
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
