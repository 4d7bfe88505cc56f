import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  seriesSchema,
  windowSchema,
  type WindowRecord,
} from '../../../main/common/contract/compute-contract.ts';
import type { StoredModel } from '../../../models/model.ts';
import { forecasterById } from '../../../models/registry.ts';
import { windowAt } from '../../../models/series/window.ts';
import { encodeStoredModel } from '../../../models/stored-model-file.ts';
import { smallCity } from '../../models/small-city.ts';
import { useWasm } from '../../models/wasm-backend.ts';
import { temporaryFolder } from '../../tools/shims.ts';
import type { ComputeClient } from './compute-host.ts';

export const model = 'traffic.network';
export const setting = { topic: 'traffic', stepSeconds: 900, horizonSteps: 4 } as const;

const fewPlaces = smallCity({ places: 4, days: 3 });

/** What a host is told to train a network on a few places, but for the file; the network serves any others as well. */
export const training = { model, setting, series: seriesSchema.parse(fewPlaces), seed: 1 };

/** Lets a host train and write the state to a file of its own; gives the file. */
export async function trainedBy(host: ComputeClient, asked = training): Promise<string> {
  const stateFile = join(temporaryFolder(), 'trained.model');
  await host.call('compute.train', { ...asked, stateFile });
  return stateFile;
}

/** The same network, trained in this process. */
export async function trainedNetwork(): Promise<StoredModel> {
  await useWasm();
  return (await forecasterById(model, setting).fit(fewPlaces, { seed: 1 })).store();
}

/** Writes a state to a file of its own. */
export function stateFileOf(stored: StoredModel): string {
  const file = join(temporaryFolder(), 'network.model');
  writeFileSync(file, encodeStoredModel(stored));
  return file;
}

/** The same state with some of its numbers replaced. */
export function withWeights(stored: StoredModel, column: string, value: number): StoredModel {
  const weights = Float32Array.from(stored.columns[column] ?? []).fill(value, 0, 8);
  return { ...stored, columns: { ...stored.columns, [column]: weights } };
}

/** The last window of a generated city. */
export function windowOf(places: number, missing = 0): WindowRecord {
  const series = smallCity({ places, days: 1, missing });
  const shape = { historySteps: 12, horizonSteps: setting.horizonSteps, daysBefore: [] };
  return windowSchema.parse(windowAt(series, series.steps - setting.horizonSteps, shape));
}
