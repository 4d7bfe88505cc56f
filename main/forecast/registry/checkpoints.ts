import { createHash } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DeclarationRecord, SettingRecord } from '../../common/contract/compute-contract.ts';

/** All that a training depends on, but its seed. */
export interface TrainingSubject {
  readonly declaration: Pick<DeclarationRecord, 'id' | 'version'>;
  readonly setting: SettingRecord;
  readonly dataHash: string;
  /** What it begins with. */
  readonly start: string;
  /** Epoch milliseconds. */
  readonly from: number;
  readonly to: number;
}

/**
 * The file in the folder of models that keeps how far a training has come. Its name tells everything that the training depends on, so that
 * only the same training, on the same data, goes on with it.
 */
export function checkpointName(subject: TrainingSubject, seed: number): string {
  return `${prefixOf(subject)}${seed}-${digestOf(subject)}.checkpoint`;
}

/** The seed of a training of this subject that was cut short and can go on; null when there is none. */
export async function seedToGoOnWith(folder: string, subject: TrainingSubject): Promise<number | null> {
  const [prefix, end] = [prefixOf(subject), `-${digestOf(subject)}.checkpoint`];
  const name = (await readdir(folder)).find((one) => one.startsWith(prefix) && one.endsWith(end));
  return name === undefined ? null : Number(name.slice(prefix.length, -end.length));
}

/** Removes what trainings of a forecaster have kept, except one: it is of other data, or of another wish. */
export async function removeCheckpoints(folder: string, modelId: string, except?: string): Promise<void> {
  const prefix = prefixOf({ declaration: { id: modelId } });
  const others = (await readdir(folder)).filter(
    (name) => name.startsWith(prefix) && /\.checkpoint(\.partial)?$/.test(name) && name !== except,
  );
  await Promise.all(others.map((name) => rm(join(folder, name), { force: true })));
}

function prefixOf({ declaration }: { readonly declaration: { readonly id: string } }): string {
  return `${declaration.id}-seed`;
}

function digestOf({ declaration, setting, dataHash, start, from, to }: TrainingSubject): string {
  const all = [
    declaration.version,
    setting.topic,
    setting.stepSeconds,
    setting.horizonSteps,
    dataHash,
    start,
    from,
    to,
  ];
  return createHash('sha256').update(all.join(' ')).digest('hex').slice(0, 16);
}
