import { bandOf, type Regime } from '../../common/regimes.ts';
import type { Cell, Pair, StandIn } from '../../common/rows/stand-ins.ts';
import { benchmarkIdOf } from './benchmarks.ts';
import type { Origin } from '../origin/origin.ts';
import type { Serving } from './serving.ts';
import type { Scene } from '../scene.ts';

/** Whether the benchmark is to be shown instead of the model. @param place position in the scene @param step 1 is the first */
export type IsBenchmarkShown = (place: number, step: number) => boolean;

export const neverInstead: IsBenchmarkShown = () => false;

/** The model that is approved to be shown and what stands beside it: one benchmark, or at each series its own. */
export function pairOf(serving: Serving): Pair {
  const { modelId, version } = serving.shown;
  return { modelId, modelVersion: version, benchmarkId: benchmarkIdOf(serving) };
}

export function regimeOf(isDisturbed: number | undefined): Regime {
  return isDisturbed === 1 ? 'disturbed' : 'normal';
}

/** Where decisions let the benchmark stand in at an origin. @param holding the last decision of each cell */
export function instead(holding: readonly StandIn[], scene: Scene, origin: Origin): IsBenchmarkShown {
  const cells = new Set(holding.filter(({ isBenchmarkShown }) => isBenchmarkShown).map(cellKey));
  if (cells.size === 0) return neverInstead;
  return (place, step) =>
    cells.has(
      cellKey({
        placeGroup: scene.districts[place] ?? '',
        band: bandOf(step, origin.window.horizonSteps),
        regime: regimeOf(origin.isDisturbed[place]),
      }),
    );
}

/** The decision that lets the benchmark stand in for a forecast; undefined where none does. */
export function standInOf(holding: readonly StandIn[], cell: Cell): StandIn | undefined {
  const key = cellKey(cell);
  return holding.find((one) => one.isBenchmarkShown && cellKey(one) === key);
}

export function cellKey({ placeGroup, band, regime }: Cell): string {
  return `${String(band)} ${regime} ${placeGroup}`;
}
