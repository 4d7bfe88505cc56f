import type { StandInRecord } from '../../common/contract/messages/drilldown.ts';
import { horizonBands } from '../../common/regimes.ts';
import type { StandIn } from '../../common/rows/stand-ins.ts';
import { benchmarkIdOf } from '../runs/benchmarks.ts';
import type { ForecastStore } from '../ports.ts';
import type { Serving } from '../runs/serving.ts';
import type { Scene } from '../scene.ts';
import { pairOf } from '../runs/stand-ins.ts';

/** Where the benchmark is shown instead of the model by what is decided up to an as-of. @param now null: nothing is loaded */
export async function standInRecords(
  store: Pick<ForecastStore, 'standIns'>,
  scene: Scene,
  serving: Serving | null,
  now: number | null,
): Promise<StandInRecord[]> {
  if (serving === null || now === null) return [];
  const holding = await store.standIns.at(pairOf(serving), now);
  const benchmarkIn = (district: string): string => {
    const inside = scene.series.filter((_, place) => (scene.districts[place] ?? '') === district);
    return benchmarkIdOf(
      serving,
      inside.map(({ seriesId }) => seriesId),
    );
  };
  return holding
    .filter(({ isBenchmarkShown }) => isBenchmarkShown)
    .map((one) => standInRecord(one, benchmarkIn(one.placeGroup), scene));
}

/** A decision as the contract tells it. @param benchmark that is shown there, or all of them together */
export function standInRecord(
  { placeGroup, band, regime, asOf, count, difference, low, high }: StandIn,
  benchmark: string,
  { setting }: Pick<Scene, 'setting'>,
): StandInRecord {
  const bandMinutes = (setting.horizonSteps * setting.stepSeconds) / 60 / horizonBands;
  const [fromMinutes, horizonMinutes] = [(band - 1) * bandMinutes, band * bandMinutes];
  return {
    ...{ benchmark, district: placeGroup, fromMinutes, horizonMinutes, regime, since: asOf },
    ...{ count, difference, low, high },
  };
}
