import type { WindowRecord } from '../../common/contract/compute-contract.ts';
import { disturbedPlaces, regimeSteps } from './regime.ts';
import type { Scene } from '../scene.ts';
import type { UsualBook } from './usual.ts';

/** Where a run starts from: what the models may see, and what the console knows of it besides. Places are in the order of the scene. */
export interface Origin {
  readonly window: WindowRecord;
  /** What is usual in each step of the horizon, `[series]`. */
  readonly usualAhead: readonly Float32Array[];
  /** `[series]`, 1 where the place is disturbed. */
  readonly isDisturbed: Uint8Array;
}

export async function originOf(usual: UsualBook, scene: Scene, window: WindowRecord): Promise<Origin> {
  const { asOf, history, historySteps, horizonSteps, stepSeconds } = window;
  const step = stepSeconds * 1000;
  const usualAhead = await Promise.all(
    Array.from({ length: horizonSteps }, (_, ahead) => usual.at(scene, asOf + ahead * step)),
  );
  const recent = await Promise.all(
    Array.from({ length: regimeSteps(stepSeconds) }, (_, back) =>
      usual.columnAt(scene, asOf - (back + 1) * step),
    ),
  );
  return { window, usualAhead, isDisturbed: disturbedPlaces(history, historySteps, recent) };
}
