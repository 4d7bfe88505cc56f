import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { z } from 'zod';
import { mappingSchema } from '../common/contract/messages/sources.ts';
import { topics } from '../common/metrics.ts';
import { figuresSchema, type FitOfCity } from '../common/rows/models.ts';
import type { PracticeFile } from './practice-city.ts';

const unpack = promisify(gunzip);
const instant = z.number();

/** What the generator says of a sample city, as far as a workspace needs it. */
const manifestSchema = z.object({
  name: z.object({ en: z.string(), zh: z.string() }),
  /** The incident of the guided tour: key of the detector that stands before it, and when it happened. */
  tour: z.object({ detector: z.string(), incidentAt: instant }).nullable(),
  imports: z.array(z.object({ file: z.string(), mapping: mappingSchema })),
  files: z.array(z.object({ file: z.string(), sha256: z.string() })),
});

/** The models that were fitted to it, as `models.json` has them beside their states. */
const fitsSchema = z.array(
  z.object({
    modelId: z.string(),
    version: z.string(),
    topic: z.enum(topics),
    isBenchmark: z.boolean(),
    stateFile: z.string(),
    trainedFrom: instant,
    trainedTo: instant,
    seed: z.number().nullable(),
    validationPinball: z.number().nullable(),
    isShown: z.boolean(),
    createdAt: instant,
    validation: figuresSchema.nullable().default(null),
  }),
);

/** A file of the sample city is missing or not as it was generated. */
export class DamagedSampleCity extends Error {
  readonly file: string;

  constructor(file: string, cause?: unknown) {
    super(`${file} of the sample city is not as it was generated`, { cause });
    this.file = file;
  }
}

/** The sample city that came with the console, every file of it as it was generated. */
export interface SampleCity {
  readonly name: { readonly en: string; readonly zh: string };
  /** In the order in which they are imported. */
  readonly files: readonly PracticeFile[];
  readonly fits: readonly FitOfCity[];
  /** Folder in which the packed states of the fits are. */
  readonly states: string;
}

/** The incident of the sample city's guided tour; null where there is none. */
export async function readTour(
  folder: string,
): Promise<{ readonly detector: string; readonly incidentAt: number } | null> {
  try {
    return (await readManifest(folder)).tour;
  } catch {
    return null;
  }
}

/** What the sample city is called; null where there is none, or a damaged one. */
export async function sampleCityName(folder: string): Promise<string | null> {
  try {
    return (await readSampleCity(folder)).name.en;
  } catch {
    return null;
  }
}

async function readManifest(folder: string): Promise<z.infer<typeof manifestSchema>> {
  return manifestSchema.parse(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')));
}

/** Unpacks the state of a fit into a workspace's folder of models. */
export async function unpackState({ states }: SampleCity, stateFile: string, into: string): Promise<void> {
  const state = await unpack(await readFile(join(states, packed(stateFile))));
  await writeFile(join(into, stateFile), state);
}

function packed(stateFile: string): string {
  return `${stateFile}.gz`;
}

/**
 * Reads the sample city of a folder.
 * @throws DamagedSampleCity naming the file that is missing or not as it was generated
 */
export async function readSampleCity(folder: string): Promise<SampleCity> {
  const { name, imports, files } = await readManifest(folder);
  const states = join(folder, 'models');
  const fits = fitsSchema.parse(JSON.parse(await readFile(join(states, 'models.json'), 'utf8')));
  const needed = [
    ...imports.map(({ file }) => file),
    ...['models.json', ...fits.map(({ stateFile }) => packed(stateFile))].map((file) => `models/${file}`),
  ];
  for (const file of needed) {
    const content = await readFile(join(folder, file)).catch((thrown: unknown) => {
      throw new DamagedSampleCity(file, thrown);
    });
    const expected = files.find((one) => one.file === file)?.sha256;
    if (createHash('sha256').update(content).digest('hex') !== expected) throw new DamagedSampleCity(file);
  }
  return {
    name,
    files: imports.map(({ file, mapping }) => ({ path: join(folder, file), mapping })),
    fits,
    states,
  };
}
