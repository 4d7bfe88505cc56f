import type { Checkpoint, ModelDeclaration, ModelSetting, StoredModel } from '../model.ts';
import { openStored, type StoredReader } from '../stored-model.ts';
import type { TrainingState, Weights } from './train.ts';

/** What one stage of a fit, a fold or the last training on everything, has come to after each of its epochs. */
export interface Stage {
  /** On the validation block; NaN for the last training, which has none. */
  readonly losses: readonly number[];
  readonly weights: readonly Weights[];
}

interface Kept {
  readonly stages: readonly Stage[];
  /** Where the last of the stages is. */
  readonly state: TrainingState;
}

/** What a network was told of in training beside the readings; what was kept is of no use to one that was told of something else. */
export interface ToldOf {
  readonly numbers: Readonly<Record<string, number>>;
  readonly isAlike: (kept: StoredModel) => boolean;
}

/** How far a fit has come, kept after each epoch, so that a fit that a crash ends can go on from its last whole epoch. */
export class KeptTraining {
  readonly #declaration: ModelDeclaration;
  readonly #setting: ModelSetting;
  readonly #told: ToldOf;
  readonly #checkpoint: Checkpoint | undefined;
  #kept: Kept | undefined;

  private constructor(
    declaration: ModelDeclaration,
    setting: ModelSetting,
    told: ToldOf,
    checkpoint: Checkpoint | undefined,
    kept: Kept | undefined,
  ) {
    this.#declaration = declaration;
    this.#setting = setting;
    this.#told = told;
    this.#checkpoint = checkpoint;
    this.#kept = kept;
  }

  /** What cannot be read, or is of another network or one that was given something else, is as good as nothing kept. */
  static async open(
    declaration: ModelDeclaration,
    setting: ModelSetting,
    told: ToldOf,
    checkpoint: Checkpoint | undefined,
  ): Promise<KeptTraining> {
    const stored = await checkpoint?.read();
    let kept: Kept | undefined;
    try {
      const isAlike = stored !== undefined && told.isAlike(stored);
      kept = isAlike ? keptIn(openStored(stored, declaration)) : undefined;
    } catch {
      kept = undefined;
    }
    return new KeptTraining(declaration, setting, told, checkpoint, kept);
  }

  /** What is kept of a stage; `isDone`: a later one had begun. */
  stage(index: number): { stage: Stage; state: TrainingState | undefined; isDone: boolean } {
    const stages = this.#kept?.stages ?? [];
    const isLast = index === stages.length - 1;
    return {
      stage: stages[index] ?? { losses: [], weights: [] },
      state: isLast ? this.#kept?.state : undefined,
      isDone: index < stages.length - 1,
    };
  }

  /** Keeps a stage as it is after an epoch, and those before it. */
  async keep(index: number, stage: Stage, state: () => TrainingState): Promise<void> {
    if (this.#checkpoint === undefined) return;
    const before = this.#kept?.stages.slice(0, index) ?? [];
    this.#kept = { stages: [...before, stage], state: state() };
    const { numbers, columns } = storedOf(this.#kept);
    await this.#checkpoint.write({
      id: this.#declaration.id,
      version: this.#declaration.version,
      setting: this.#setting,
      places: [],
      numbers: { ...numbers, ...this.#told.numbers },
      columns,
    });
  }
}

const stateParts = ['parameters', 'averages', 'moments'] as const;

function storedOf({ stages, state }: Kept): {
  numbers: Record<string, number>;
  columns: Record<string, Float32Array | Float64Array>;
} {
  const numbers: Record<string, number> = { stages: stages.length, epoch: state.epoch };
  const columns: Record<string, Float32Array | Float64Array> = {};
  const putAll = (name: string, weights: Weights): void => {
    numbers[name] = weights.length;
    weights.forEach((values, index) => (columns[`${name}.${index}`] = values));
  };
  stages.forEach(({ losses, weights }, index) => {
    columns[`stage${index}.losses`] = Float64Array.from(losses);
    weights.forEach((values, epoch) => {
      putAll(`stage${index}.epoch${epoch}`, values);
    });
  });
  for (const part of stateParts) putAll(part, state[part]);
  return { numbers, columns };
}

function keptIn(reader: StoredReader): Kept {
  const allOf = (name: string): Weights =>
    Array.from({ length: reader.numberNamed(name) }, (_, index) =>
      Float32Array.from(reader.columnNamed(`${name}.${index}`)),
    );
  const stages = Array.from({ length: reader.numberNamed('stages') }, (_, index) => {
    const losses = [...reader.columnNamed(`stage${index}.losses`)];
    return { losses, weights: losses.map((_loss, epoch) => allOf(`stage${index}.epoch${epoch}`)) };
  });
  const [parameters, averages, moments] = stateParts.map(allOf);
  return {
    stages,
    state: {
      epoch: reader.numberNamed('epoch'),
      parameters: parameters ?? [],
      averages: averages ?? [],
      moments: moments ?? [],
    },
  };
}
