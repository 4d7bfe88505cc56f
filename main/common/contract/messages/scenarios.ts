import { z } from 'zod';
import { units } from '../../metrics.ts';
import { instantSchema } from '../../view.ts';
import type { MessageMap } from '../define.ts';

/** Inputs of a forecast that can be set otherwise: wording `scenario.<id>`. */
export const scenarioIds = [
  'no-rain',
  'no-fog',
  'events-ended',
  'incidents-cleared',
  'neighbours-as-usual',
  'place-as-usual',
] as const;
export type ScenarioId = (typeof scenarioIds)[number];

const valueSchema = z.object({
  value: z.number(),
  /** Ends of the 90 % interval; null where there is none. */
  lower: z.number().nullable(),
  upper: z.number().nullable(),
});

const scenarioSchema = z.object({
  id: z.enum(scenarioIds),
  /** From when on the inputs are otherwise, not before `asOf`; null: all along. Of one id there may be several, the earliest first. */
  at: instantSchema.nullable(),
  /** What the model says of the place then. */
  after: valueSchema,
  /** How much the forecasts of other places change, by place id, the most changed first. */
  around: z.array(z.object({ place: z.number().int(), value: z.number() })),
  /** Inputs that were hardly ever seen together, or more than was ever seen here: what the model makes of them is a guess. */
  isExtrapolation: z.boolean(),
});
export type Scenario = z.infer<typeof scenarioSchema>;

/** What the model says with some inputs otherwise: its sensitivity, no prediction of what would happen. */
const scenariosSchema = z.object({
  unit: z.enum(units),
  targetAt: instantSchema,
  /** `benchmark`: what is shown is of a benchmark that stands in, not of the model. `no-forecast`: nothing is forecast for the target. */
  state: z.enum(['told', 'benchmark', 'no-forecast']),
  /** Data cut-off of the forecast; null where there is none. */
  asOf: instantSchema.nullable(),
  /** The forecast that is shown; null where there is none. */
  before: valueSchema.nullable(),
  /** Those that the model is told of and that change anything. */
  scenarios: z.array(scenarioSchema),
});
export type Scenarios = z.infer<typeof scenariosSchema>;

export const scenarioMessages = {
  /** What would change the forecast of a place, as far as its model is told of it. Abort. */
  'drilldown.scenarios': {
    request: z.object({ place: z.number().int(), targetAt: instantSchema }),
    response: scenariosSchema,
  },
} as const satisfies MessageMap;
