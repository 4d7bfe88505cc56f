import type { Run } from '../common/contract/messages/forecast.ts';
import type { Clock } from '../common/contract/messages/workspace.ts';
import type { MetropoleError } from '../common/errors.ts';
import type { Topic } from '../common/metrics.ts';
import type { Drift } from '../common/rows/drift.ts';
import type { Fit } from '../common/rows/models.ts';
import type { View } from '../common/view.ts';
import type { Compute, ForecastStore, Pair, StandIn } from './ports.ts';
import type { HasActiveAlarm } from './trust/stand-in-review.ts';
import type { Turns } from './turns.ts';

/** What a service is built from. */
export interface ForecastTools {
  readonly topic: Topic;
  /** The clock of the city, as the view has it or as another one would. */
  readonly clock: (view?: Pick<View, 'now' | 'targetAt'>) => Promise<Clock>;
  /** Shared with the services of the other topics: preparing takes all of the machine. */
  readonly turns: Turns;
  readonly store: ForecastStore;
  readonly forecasting: Compute;
  readonly training: Compute;
  /** Folder of the networks that come with the console. */
  readonly networksFolder: string;
  readonly view: () => View;
  /** @param unfit why another forecaster than the shown one made it; null when it was the shown one */
  readonly onRun: (run: Run, unfit: MetropoleError | null) => void;
  readonly hasActiveAlarm: HasActiveAlarm;
  /** Told where the benchmark took the place of the model, or gave it back. */
  readonly onStandIns: (switched: readonly StandInTold[]) => Promise<void>;
  /** Told what has begun to drift, or ended. */
  readonly onDrift: (found: readonly DriftTold[]) => Promise<void>;
}

/** A decision, and whom it is about. */
export type StandInTold = StandIn & Pair;
/** A finding, and of which version. */
export type DriftTold = Drift & Fit;
