import { z } from 'zod';
import { viewSchema } from '../view.ts';
import type { Client } from './client.ts';
import type { EventMap } from './define.ts';
import { actionMessages } from './messages/actions.ts';
import { causeMessages } from './messages/causes.ts';
import { drilldownMessages } from './messages/drilldown.ts';
import { energyMessages } from './messages/energy.ts';
import { influenceMessages } from './messages/influence.ts';
import { explainEvaluationMessages } from './messages/explain-evaluation.ts';
import { forecastMessages, runSchema } from './messages/forecast.ts';
import { intervalMessages } from './messages/intervals.ts';
import { mapMessages } from './messages/map.ts';
import { modelMessages } from './messages/models.ts';
import { reachMessages } from './messages/reach.ts';
import { reportMessages } from './messages/report.ts';
import { safetyMessages } from './messages/safety.ts';
import { safetyMapMessages } from './messages/safety-map.ts';
import { safetyUseMessages } from './messages/safety-use.ts';
import { scenarioMessages } from './messages/scenarios.ts';
import { sourceMessages, sourceSchema } from './messages/sources.ts';
import { computeStatusSchema, systemMessages } from './messages/system.ts';
import { clockSchema, workspaceMessages } from './messages/workspace.ts';
import { errorRecordSchema, progressSchema } from './envelope.ts';

/** Everything that windows, the CLI and other programs can ask the engine. */
export const engineMessages = {
  ...workspaceMessages,
  ...sourceMessages,
  ...mapMessages,
  ...drilldownMessages,
  ...causeMessages,
  ...reachMessages,
  ...scenarioMessages,
  ...actionMessages,
  ...forecastMessages,
  ...intervalMessages,
  ...explainEvaluationMessages,
  ...influenceMessages,
  ...energyMessages,
  ...modelMessages,
  ...reportMessages,
  ...safetyMessages,
  ...safetyUseMessages,
  ...safetyMapMessages,
  ...systemMessages,
} as const;
export type EngineMessages = typeof engineMessages;

/** What the engine tells every client. */
export const engineEvents = {
  'view.changed': z.object({ view: viewSchema, clock: clockSchema }),
  /** Every second while the engine lives; a heartbeat that stops is visible on every window. */
  heartbeat: z.object({ at: z.number().int(), now: z.number().int().nullable() }),
  'source.added': z.object({ source: sourceSchema }),
  'source.removed': z.object({ source: z.number().int() }),
  'run.finished': z.object({ run: runSchema }),
  /** A version came, went, or has another state. */
  'models.changed': z.object({}),
  /** An action was logged, ended or taken back. */
  'actions.changed': z.object({}),
  /** What of safety forecasts may be used has changed, or what they are made of. */
  'safety.changed': z.object({}),
  'compute.changed': computeStatusSchema,
  /** Long work that nobody in particular asked for, such as hindcasts after an import; null when it ended. */
  'work.progress': z.object({
    work: z.string(),
    progress: progressSchema.nullable(),
    /** Why it ended without what it was for. */
    error: errorRecordSchema.nullable(),
  }),
} as const satisfies EventMap;
export type EngineEvents = typeof engineEvents;

export type EngineClient = Client<EngineMessages, EngineEvents>;
