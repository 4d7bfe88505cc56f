import { float32, int32, time } from '../../common/contract/columns.ts';
import type { ResponseOf } from '../../common/contract/define.ts';
import type { EngineMessages } from '../../common/contract/engine-contract.ts';
import type { LoadOutlookRows, OutlookRun } from '../../common/rows/load-outlooks.ts';
import type { ForecastStore } from '../ports.ts';
import type { Scene } from '../scene.ts';
import { outlookRecords } from './outlook-records.ts';

type Outlook = ResponseOf<EngineMessages, 'loads.outlook'>;

/** Peaks and risks of overload as seen from an as-of, epoch milliseconds; null: nothing is loaded. @param scene that of loads */
export async function outlookAnswer(
  store: Pick<ForecastStore, 'loadOutlooks'>,
  scene: Scene | null,
  asOf: number | null,
): Promise<Outlook> {
  const run =
    scene?.topic === 'energy' && asOf !== null ? await store.loadOutlooks.latestRun(asOf) : undefined;
  if (scene === null || run === undefined) {
    const nothing = { asOf: null, stepSeconds: 0, unit: null, places: [] };
    return { ...nothing, intervals: intervalsOf(noRows, { asOf: 0, stepSeconds: 0 }) };
  }
  const outlook = await store.loadOutlooks.ofRun(run.runId);
  return {
    asOf: run.asOf,
    stepSeconds: run.stepSeconds,
    unit: scene.unit,
    places: outlookRecords(outlook, run),
    intervals: intervalsOf(outlook, run),
  };
}

const none = new Float32Array(0);
const noRows: Pick<LoadOutlookRows, 'rows' | 'place' | 'steps' | 'perStep'> = {
  rows: 0,
  place: new Int32Array(0),
  steps: 0,
  perStep: { over: none, lower: none, median: none, upper: none },
};

function intervalsOf(
  { rows, place, steps, perStep }: typeof noRows,
  { asOf, stepSeconds }: Pick<OutlookRun, 'asOf' | 'stepSeconds'>,
): Outlook['intervals'] {
  const length = rows * steps;
  return {
    rows: length,
    columns: {
      place: int32(Int32Array.from({ length }, (_, row) => place[Math.floor(row / steps)] ?? -1)),
      at: time(Float64Array.from({ length }, (_, row) => asOf + ((row % steps) + 1) * stepSeconds * 1000)),
      over: float32(perStep.over),
      lower: float32(perStep.lower),
      median: float32(perStep.median),
      upper: float32(perStep.upper),
    },
  };
}
