import { join } from 'node:path';
import type { DeclarationRecord, SettingRecord } from '../../common/contract/compute-contract.ts';
import type { Progress } from '../../common/contract/envelope.ts';
import { MetropoleError } from '../../common/errors.ts';
import { nextSeed, type TrainingStart } from '../../common/rows/models.ts';
import { removeCheckpoints, seedToGoOnWith } from './checkpoints.ts';
import { fitModel, fittingData, isReadable, subjectOf, type FittingTools } from '../fitting/fitting.ts';
import { noted } from './interrupted-training.ts';
import type { ModelRow } from '../ports.ts';
import type { Care } from '../fitting/preparation.ts';
import { shownOf } from '../runs/serving.ts';
import type { Scene } from '../scene.ts';
import { shippedNetwork, type Beginning } from './shipped-networks.ts';

/** What is wanted of a training; null: the console chooses. */
export interface TrainingWish {
  readonly model: string | null;
  readonly seed: number | null;
  /** What a network begins with, and for how many epochs at most it is trained further then. */
  readonly start: TrainingStart;
  readonly epochs: number;
}

export interface CandidateTools extends FittingTools {
  /** Folder of the networks that come with the console. */
  readonly networksFolder: string;
}

/**
 * Trains a forecaster on the data as they are now and keeps it as a candidate. Cancelled, it leaves nothing; ended by a crash, what
 * it has come to, for the next one on the same data.
 * @param models those that are kept already
 * @throws MetropoleError `model-unknown`, `model-no-start` where there is nothing of that kind to begin with, `forecast-no-data`, `aborted`
 */
export async function trainCandidate(
  tools: CandidateTools,
  scene: Scene,
  models: readonly ModelRow[],
  wish: TrainingWish,
  { signal, progress }: Care,
): Promise<ModelRow> {
  const { store, training } = tools;
  const { declarations } = await training.call('compute.declarations', scene.setting, { signal });
  const declaration = declarationFor(declarations, wish.model, shownOf(models)?.modelId);
  const beginning = beginningOf(tools, declaration, models, wish, scene.setting);
  const data = await fittingData(store, scene);
  const folder = store.folder.models;
  const cutShort = await seedToGoOnWith(folder, subjectOf(scene, data, declaration, beginning));
  const seed = wish.seed ?? cutShort ?? nextSeed(models.filter(({ modelId }) => modelId === declaration.id));
  const began = Date.now();
  return await noted(folder, { model: declaration.id, seed, startedAt: began }, async () => {
    const report = (step: Progress): void => {
      progress(withTimeLeft(step, declaration.id, Date.now() - began));
    };
    report({ fraction: 0, stage: 'fitting' });
    const candidate = await fitModel(tools, scene, data, declaration, seed, {
      signal,
      progress: report,
      beginning,
    }).catch(async (thrown: unknown) => {
      if (MetropoleError.from(thrown).code === 'aborted') await removeCheckpoints(folder, declaration.id);
      throw thrown;
    });
    await store.models.insert([candidate]);
    return candidate;
  });
}

function beginningOf(
  { store, networksFolder }: CandidateTools,
  declaration: DeclarationRecord,
  models: readonly ModelRow[],
  { start, epochs }: TrainingWish,
  setting: SettingRecord,
): Beginning | null {
  if (start === 'nothing') return null;
  const refuse = (): never => {
    throw new MetropoleError('model-no-start', { start, model: declaration.id });
  };
  if (declaration.kind !== 'network') return refuse();
  if (start === 'sample-cities')
    return shippedNetwork(networksFolder, declaration.id, setting, epochs) ?? refuse();
  const shown = shownOf(models);
  if (shown?.modelId !== declaration.id || !isReadable(shown, declaration)) return refuse();
  return { from: shown.version, epochs, stateFile: join(store.folder.models, shown.stateFile) };
}

/**
 * The forecaster that is to be trained.
 * @param wanted its id or name; null: the network, or the shown one where there is none
 * @throws MetropoleError `model-unknown`
 */
export function declarationFor(
  declarations: readonly DeclarationRecord[],
  wanted: string | null,
  shown: string | undefined,
): DeclarationRecord {
  const found =
    wanted === null
      ? (declarations.find(({ kind }) => kind === 'network') ??
        declarations.find(({ id }) => id === shown) ??
        declarations.at(-1))
      : declarations.find(({ id, name }) => id === wanted || name === wanted);
  if (found !== undefined) return found;
  const known = declarations.map(({ name }) => name).join(', ');
  throw new MetropoleError('model-unknown', { model: wanted ?? '', known });
}

/** Progress as people are told of it: what is trained, what it loses, and how long it will go on at the pace so far. */
function withTimeLeft({ fraction, parameters }: Progress, model: string, milliseconds: number): Progress {
  const loss = parameters?.['loss'];
  const validationLoss = parameters?.['validationLoss'];
  const isKnown = fraction !== null && fraction > 0 && typeof loss === 'number';
  if (!isKnown) return { fraction, stage: 'fitting', parameters: { model } };
  return {
    fraction,
    stage: 'training-candidate',
    parameters: {
      model,
      loss,
      validationLoss: validationLoss ?? '',
      secondsLeft: Math.round((milliseconds / 1000) * (1 / fraction - 1)),
    },
  };
}
