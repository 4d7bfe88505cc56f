import type { RequestOf, ResponseOf } from '../../common/contract/define.ts';
import type { EngineMessages } from '../../common/contract/engine-contract.ts';
import type { Run } from '../../common/contract/messages/forecast.ts';
import type { ModelComparison } from '../../common/contract/messages/models.ts';
import type { Topic, Unit } from '../../common/metrics.ts';
import type { Fit } from '../../common/rows/models.ts';
import type { TrainingWish } from './candidate-training.ts';
import type { ModelRow } from '../ports.ts';
import type { Care } from '../fitting/preparation.ts';

/** What has become of the versions that serve, as seen from now. */
export type ServingState = Pick<ResponseOf<EngineMessages, 'models.list'>, 'standIns' | 'drift' | 'leftOut'>;

/** What the registry does differently for readings and for counts: one topic and what is loaded of it. */
export interface TopicModels {
  readonly topic: Topic;
  /** Null: counts. */
  readonly unit: Unit | null;
  /** Which versions could forecast with what is loaded, and may. */
  canServe(): Promise<(model: ModelRow) => boolean>;
  /** Trains a version on the data as they are now and keeps it as a candidate. @throws MetropoleError as `models.train` */
  train(models: readonly ModelRow[], wish: TrainingWish, care: Care): Promise<ModelRow>;
  /** How long a training would take at most. */
  estimate(
    models: readonly ModelRow[],
    wish: Omit<RequestOf<EngineMessages, 'models.estimate'>, 'topic'> & { readonly epochs: number },
    signal: AbortSignal | undefined,
  ): Promise<ResponseOf<EngineMessages, 'models.estimate'>>;
  /** Judges versions on data that none of them has learned from. @throws MetropoleError `forecast-no-data` where there are none */
  compare(models: readonly ModelRow[], signal: AbortSignal | undefined): Promise<ModelComparison>;
  state(models: readonly ModelRow[], now: number | null): Promise<ServingState>;
  /** The shown version and the benchmarks beside it. */
  inUse(models: readonly ModelRow[]): Promise<readonly Fit[]>;
  /** Forecasts from the present with what serves; null where that is done when it is looked at. */
  forecast(signal: AbortSignal | undefined): Promise<Run | null>;
}
