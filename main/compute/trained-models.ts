import { forecasterById } from '../../models/registry.ts';
import type { TrainedModel } from '../../models/model.ts';
import type { SettingRecord } from '../common/contract/compute-contract.ts';
import type { ModelFiles } from './model-files.ts';

/** State files never change once written (a new fit has a new name), so a restored model serves until it is pushed out. */
const modelsKept = 16;

/** Models restored from their state files, the last used ones kept ready. */
export class TrainedModels {
  readonly #files: ModelFiles;
  readonly #ready = new Map<string, Promise<TrainedModel>>();

  constructor(files: ModelFiles) {
    this.#files = files;
  }

  /** @throws MetropoleError `forecast-no-model` */
  async get(model: string, setting: SettingRecord, stateFile: string): Promise<TrainedModel> {
    const known = this.#ready.get(stateFile);
    const trained = known ?? this.#restore(model, setting, stateFile);
    this.#ready.delete(stateFile);
    this.#ready.set(stateFile, trained);
    for (const oldest of [...this.#ready.keys()].slice(0, -modelsKept)) this.#ready.delete(oldest);
    try {
      return await trained;
    } catch (thrown) {
      this.#ready.delete(stateFile);
      throw thrown;
    }
  }

  async #restore(model: string, setting: SettingRecord, stateFile: string): Promise<TrainedModel> {
    return await forecasterById(model, setting).restore(await this.#files.read(stateFile));
  }
}
