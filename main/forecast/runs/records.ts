import type { ResponseOf } from '../../common/contract/define.ts';
import type { EngineMessages } from '../../common/contract/engine-contract.ts';
import type { Run } from '../../common/contract/messages/forecast.ts';
import { isAsShipped } from '../../common/rows/models.ts';
import type { ModelRow, RunRow } from '../ports.ts';

type ModelStatus = ResponseOf<EngineMessages, 'forecast.models'>['models'][number];

/** A run as clients are told of it. */
export function runRecord(run: RunRow): Run {
  const { runId, kind, asOf, createdAt, modelId, modelVersion, places, steps, stepSeconds, milliseconds } =
    run;
  return {
    id: runId,
    kind,
    asOf,
    createdAt,
    model: modelId,
    modelVersion,
    places,
    steps,
    stepSeconds,
    milliseconds,
  };
}

/** A fitted model as clients are told of it. */
export function modelStatus(model: ModelRow): ModelStatus {
  return {
    id: model.modelId,
    version: model.version,
    isBenchmark: model.isBenchmark,
    trainedFrom: model.trainedFrom,
    trainedTo: model.trainedTo,
    validationPinball: model.validationPinball,
    isAsShipped: isAsShipped(model),
    isShown: model.isShown,
  };
}
