import { join } from 'node:path';
import type { CallOptions } from '../../common/contract/client.ts';
import type { ExplainedRecord, WindowRecord } from '../../common/contract/compute-contract.ts';
import type { ExplainFigure, ExplainTable } from '../../common/contract/messages/explain-evaluation.ts';
import { MetropoleError, throwIfAborted } from '../../common/errors.ts';
import { SeededRandom } from '../../common/seeded-random.ts';
import { drilldownOf, type DrilldownTools } from '../drilldown/drilldown.ts';
import { readingsHash } from '../evaluation/evaluation.ts';
import type { RunRow } from '../ports.ts';
import type { Scene } from '../scene.ts';
import { modelOfRun } from '../trust/served.ts';
import { windowFromStore } from '../origin/window.ts';
import type { ExplainedCase, ExplanationBench } from './measurement.ts';
import { measurements } from './measurements/registry.ts';

const seeds = [1, 2, 3] as const;
/** Explanations of each seed. */
const casesOfSeed = 12;

/**
 * Measures the explanations of forecasts of the last run.
 * @throws MetropoleError `forecast-no-model` while there is no run, `aborted`
 */
export async function evaluateExplanations(
  tools: DrilldownTools,
  scene: Scene,
  now: number,
  { signal, onProgress }: CallOptions,
): Promise<ExplainTable> {
  const run = await tools.store.runs.latest(scene.topic, now);
  if (run === undefined) throw new MetropoleError('forecast-no-model', { model: scene.topic });
  const bench = await benchOf(tools, scene, now, run);
  const figures: ExplainFigure[] = [];
  for (const [index, measure] of measurements.entries()) {
    throwIfAborted(signal);
    onProgress?.({ fraction: index / measurements.length, stage: 'evaluating-explanations' });
    figures.push(...(await measure(bench)));
  }
  return {
    unit: scene.unit,
    dataHash: readingsHash(scene),
    model: run.modelId,
    version: run.modelVersion,
    asOf: run.asOf,
    seeds: [...seeds],
    cases: casesOfSeed,
    figures,
  };
}

async function benchOf(
  tools: DrilldownTools,
  scene: Scene,
  now: number,
  run: RunRow,
): Promise<ExplanationBench> {
  const { store, forecasting } = tools;
  const model = modelOfRun(await store.models.list(scene.topic), run);
  const { declarations } = await forecasting.call('compute.declarations', scene.setting);
  const declaration = declarations.find(({ id }) => id === run.modelId);
  if (model === undefined || declaration === undefined)
    throw new MetropoleError('forecast-no-model', { model: run.modelId });
  const window = await windowFromStore(store, scene, declaration, run.asOf);
  const step = scene.span.stepSeconds * 1000;
  const asked = (place: number, ahead: number, other: WindowRecord): ExplainedRecord => ({
    ...{ model: model.modelId, setting: scene.setting, place, step: ahead, priority: 'usual' },
    stateFile: join(store.folder.models, model.stateFile),
    window: other,
  });
  return {
    cases: seeds.flatMap((seed) => casesIn(scene, seed)),
    window,
    usualHistory: await usualHistory(tools, scene, window),
    changes: async ({ place, step: ahead }, histories) => {
      const { outcomes } = await forecasting.call('compute.scenarios', {
        ...asked(place, ahead, window),
        scenarios: histories.map((history) => ({ history })),
      });
      return outcomes.map((one) => one?.mean ?? 0);
    },
    displayed: async (one) =>
      await drilldownOf(tools, scene, now, {
        place: scene.placeIds[one.place] ?? -1,
        targetAt: run.asOf + (one.step + 1) * step,
      }),
    explainedFromUsual: async ({ place, step: ahead }) =>
      await forecasting.call('compute.explain', asked(place, ahead, window)),
    explained: async ({ place, step: ahead }, other = window) =>
      await forecasting.call('compute.explain', {
        ...asked(place, ahead, other),
        situations: await tools.situations.near(scene, declaration, run.asOf, place),
      }),
  };
}

async function usualHistory(
  { usual }: DrilldownTools,
  scene: Scene,
  { asOf, historySteps, places }: WindowRecord,
): Promise<Float32Array> {
  const values = new Float32Array(places.length * historySteps);
  const step = scene.span.stepSeconds * 1000;
  for (let at = 0; at < historySteps; at++) {
    const column = await usual.at(scene, asOf - (historySteps - at) * step);
    for (const [place, value] of column.entries()) values[place * historySteps + at] = value;
  }
  return values;
}

function casesIn(scene: Scene, seed: number): ExplainedCase[] {
  const random = new SeededRandom(seed);
  return Array.from({ length: casesOfSeed }, () => ({
    seed,
    place: random.below(scene.series.length),
    step: random.below(scene.setting.horizonSteps),
  }));
}
