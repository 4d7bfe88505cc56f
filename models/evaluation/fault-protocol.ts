import type { Forecaster } from '../model.ts';
import { seriesUntil, type Series } from '../series/series.ts';
import { faultCases, judgeFaults, type Fault, type FaultScores } from './faults.ts';
import { judgedOriginsOf, judgedParts, type ProtocolOptions } from './t-gcn-protocol.ts';

/** One forecaster under one fault, for each horizon step that is judged. */
export interface FaultRecord {
  readonly model: string;
  readonly title: string;
  readonly fault: Fault;
  readonly share: number;
  readonly horizons: (FaultScores & { readonly horizonSteps: number })[];
}

export type FaultOptions = Pick<ProtocolOptions, 'split' | 'signal' | 'onProgress'>;

/** So many origins of the part are judged at most, evenly thinned. */
const originsAtMost = 100;
const seed = 1;

/**
 * How forecasters stand up to places at fault, on the last part that the protocol of T-GCN judges: each is fitted once, then judged
 * under each fault at a quarter of its horizon and at the whole of it.
 * @throws MetropoleError `aborted` · `forecast-no-data` when the series is too short.
 */
export async function evaluateFaults(
  series: Series,
  forecasters: readonly Forecaster[],
  { split, signal, onProgress }: FaultOptions,
): Promise<FaultRecord[]> {
  const records: FaultRecord[] = [];
  for (const [index, forecaster] of forecasters.entries()) {
    const { id, title, horizonSteps } = forecaster.declaration;
    onProgress?.({ model: id, fraction: index / forecasters.length });
    const part = judgedParts(series, split, horizonSteps).at(-1);
    if (part === undefined) continue;
    const fitted = await forecaster.fit(seriesUntil(series, part.trainingEnd), { seed, signal });
    const origins = judgedOriginsOf(part, horizonSteps);
    const stride = Math.max(Math.ceil(origins.length / originsAtMost), 1);
    const judged = origins.filter((_, position) => position % stride === 0);
    const steps = [Math.max(Math.round(horizonSteps / 4), 1), horizonSteps];
    for (const each of faultCases) {
      const scores = await judgeFaults(
        series,
        fitted,
        judged,
        each,
        steps.map((ahead) => ahead - 1),
        signal,
      );
      const horizons = scores.map((score, at) => ({ ...score, horizonSteps: steps[at] ?? NaN }));
      records.push({ model: id, title, ...each, horizons });
    }
  }
  return records;
}
