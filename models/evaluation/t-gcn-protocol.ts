import { throwIfAborted } from '../../main/common/errors.ts';
import type { Forecaster, ModelNotice, TrainedModel } from '../model.ts';
import { pause } from '../pause.ts';
import { rollingOriginFolds } from '../series/rolling-origin.ts';
import { seriesUntil, type Series } from '../series/series.ts';
import { windowAt } from '../series/window.ts';
import type { BreakdownRule, BreakdownScores } from './breakdowns.ts';
import {
  meanBreakdowns,
  meanOverSeeds,
  type EvaluationCell,
  type EvaluationRow,
  type EvaluationTable,
} from './evaluation-table.ts';
import { congestionLimit } from './congestion.ts';
import { HorizonJudge } from './horizon-judge.ts';
import type { Scores } from './metrics.ts';

/** The seeds of every model with randomness in it. */
export const evaluationSeeds: readonly number[] = [1, 2, 3];

/** Horizons of the protocol, in steps of five minutes: 15, 30, 45 and 60 minutes. */
export const protocolHorizons: readonly number[] = [3, 6, 9, 12];

const historySteps = 12;
const trainingShare = 0.8;

export interface ProtocolOptions {
  /**
   * `test`: learn on the first 80 % of the steps, be judged on the rest. `validation`: rolling origin inside those 80 %.
   */
  readonly split: 'validation' | 'test';
  readonly seeds?: readonly number[] | undefined;
  readonly horizons?: readonly number[] | undefined;
  /** What counts as a breakdown; without it they are not looked for. */
  readonly breakdown?: BreakdownRule | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((done: { readonly model: string; readonly fraction: number }) => void) | undefined;
  /** Milliseconds, to time the fits; without it their time is NaN. */
  readonly clock?: (() => number) | undefined;
}

/** A stretch of steps to be judged, and what may be learned from before it. */
export interface Part {
  readonly trainingEnd: number;
  readonly end: number;
}

/** The parts of a series that are judged: its last fifth, or stretches of the rest by rolling origin. */
export function judgedParts(series: Series, split: ProtocolOptions['split'], horizonSteps: number): Part[] {
  const trainingSteps = Math.floor(series.steps * trainingShare);
  if (split === 'test') return [{ trainingEnd: trainingSteps, end: series.steps }];
  return rollingOriginFolds(seriesUntil(series, trainingSteps), historySteps, horizonSteps).map(
    ({ training }) => ({
      trainingEnd: training.steps,
      end: Math.min(training.steps + Math.floor(trainingSteps / 4), trainingSteps),
    }),
  );
}

/** The origins of a part that are judged for a horizon. */
export function judgedOriginsOf({ trainingEnd, end }: Part, horizonSteps: number): number[] {
  return Array.from(
    { length: protocolWindowCount(end - trainingEnd, horizonSteps) },
    (_, index) => trainingEnd + historySteps + index,
  );
}

/** How many origins a part of that many steps has: `range(length - 12 - P)` in T-GCN's code. */
export function protocolWindowCount(partSteps: number, horizonSteps: number): number {
  return Math.max(partSteps - historySteps - horizonSteps, 0);
}

/**
 * Evaluates forecasters of `forecasters(horizonSteps)` on one series by the protocol of T-GCN (Zhao et al. 2019): windows lie inside their part,
 * errors are taken over all steps up to the horizon and all places together, nothing is masked but missing values. Benchmarks are
 * fitted for each horizon, networks once for the longest and for each seed.
 * @throws MetropoleError `aborted` · `forecast-no-data` when the series is too short.
 */
export async function runTGcnProtocol(
  series: Series,
  forecasters: (horizonSteps: number) => readonly Forecaster[],
  options: ProtocolOptions,
): Promise<EvaluationTable> {
  const horizons = options.horizons ?? protocolHorizons;
  const longest = Math.max(...horizons);
  const trainingSteps = Math.floor(series.steps * trainingShare);
  const learnable = seriesUntil(series, trainingSteps);
  const congestedBelow = congestionLimit(learnable.values);
  const parts = judgedParts(series, options.split, longest);
  const rows: EvaluationRow[] = [];
  const count = forecasters(longest).length;
  for (let index = 0; index < count; index++) {
    const forecasterFor = (horizonSteps: number): Forecaster => {
      const forecaster = forecasters(horizonSteps)[index];
      if (forecaster === undefined)
        throw new RangeError('the list of forecasters must be the same for all horizons');
      return forecaster;
    };
    options.onProgress?.({ model: forecasterFor(longest).declaration.id, fraction: index / count });
    rows.push(await evaluateModel(series, forecasterFor, parts, horizons, congestedBelow, options));
  }
  return { split: options.split, stepSeconds: series.stepSeconds, horizons, congestedBelow, rows };
}

async function evaluateModel(
  series: Series,
  forecasterFor: (horizonSteps: number) => Forecaster,
  parts: readonly Part[],
  horizons: readonly number[],
  congestedBelow: number,
  options: ProtocolOptions,
): Promise<EvaluationRow> {
  const longest = Math.max(...horizons);
  const model = forecasterFor(longest).declaration;
  const isNetwork = model.kind === 'network';
  const seeds = isNetwork ? (options.seeds ?? evaluationSeeds) : [evaluationSeeds[0] ?? 1];
  const clock = options.clock ?? (() => NaN);
  const notices = new Map<string, ModelNotice>();
  const fitTimes: number[] = [];
  const perHorizon = horizons.map(() => ({
    scores: [] as Scores[],
    breakdowns: [] as BreakdownScores[],
    losses: [] as (readonly number[])[],
  }));
  for (const seed of seeds) {
    const judges = horizons.map(
      (horizon) => new HorizonJudge(series, horizon, congestedBelow, options.breakdown),
    );
    for (const part of parts) {
      const training = seriesUntil(series, part.trainingEnd);
      for (const targets of isNetwork ? [judges] : judges.map((one) => [one])) {
        throwIfAborted(options.signal);
        const began = clock();
        const fitted = await forecasterFor(Math.max(...targets.map(({ horizon }) => horizon))).fit(training, {
          seed,
          signal: options.signal,
        });
        fitTimes.push((clock() - began) / 1000);
        await judge(series, part, fitted, targets, notices, options.signal);
      }
    }
    judges.forEach((target, index) => {
      const breakdowns = target.breakdowns();
      perHorizon[index]?.scores.push(target.scores());
      perHorizon[index]?.losses.push(target.losses);
      if (breakdowns !== null) perHorizon[index]?.breakdowns.push(breakdowns);
    });
  }
  const cells = horizons.map((horizonSteps, index): EvaluationCell => {
    const { scores, breakdowns, losses } = perHorizon[index] ?? { scores: [], breakdowns: [], losses: [] };
    const windows = losses[0]?.length ?? 0;
    const pinballPerOrigin = Float64Array.from(
      { length: windows },
      (_, origin) => losses.reduce((sum, loss) => sum + (loss[origin] ?? NaN), 0) / losses.length,
    );
    return {
      horizonSteps,
      windows,
      scores: meanOverSeeds(scores),
      breakdowns: meanBreakdowns(breakdowns),
      pinballPerOrigin,
    };
  });
  const fitSeconds = fitTimes.reduce((sum, time) => sum + time, 0) / fitTimes.length;
  return { model, seeds, fitSeconds, cells, notices: [...notices.values()] };
}

/** Judges one fitted model on the origins of a part, for each horizon by the same forecasts. */
async function judge(
  series: Series,
  part: Part,
  fitted: TrainedModel,
  targets: readonly HorizonJudge[],
  notices: Map<string, ModelNotice>,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { horizonSteps, inputs } = fitted.declaration;
  const shortest = Math.min(...targets.map(({ horizon }) => horizon));
  for (const [index, origin] of judgedOriginsOf(part, shortest).entries()) {
    if (index % 32 === 0) await pause(signal);
    const forecast = await fitted.predict(windowAt(series, origin, { ...inputs, horizonSteps }));
    for (const notice of forecast.notices) notices.set(notice.code, notice);
    for (const target of targets) {
      if (index < protocolWindowCount(part.end - part.trainingEnd, target.horizon))
        target.add(origin, forecast);
    }
  }
}
