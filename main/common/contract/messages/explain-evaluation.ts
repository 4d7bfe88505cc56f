import { z } from 'zod';
import { topics, units } from '../../metrics.ts';
import { instantSchema } from '../../view.ts';
import type { MessageMap } from '../define.ts';

/** What a figure is counted in: the unit of the data, a share from 0 to 1, or a number of things. */
const figureKinds = ['value', 'share', 'count'] as const;

/** One figure of a measurement of explanations: wording `explain-figure.<id>`. */
const explainFigureSchema = z.object({
  id: z.string(),
  kind: z.enum(figureKinds),
  /** Null where there was nothing to measure it on. */
  value: z.number().nullable(),
  /** On how many explanations. */
  count: z.number().int(),
});
export type ExplainFigure = z.infer<typeof explainFigureSchema>;

export const explainTableSchema = z.object({
  unit: z.enum(units),
  dataHash: z.string(),
  /** Whose forecasts are explained. */
  model: z.string(),
  version: z.string(),
  /** Data cut-off of the run whose forecasts are explained. */
  asOf: instantSchema,
  /** Of the draws of places and of the noise. */
  seeds: z.array(z.number().int()),
  /** Explanations of each seed. */
  cases: z.number().int(),
  figures: z.array(explainFigureSchema),
});
export type ExplainTable = z.infer<typeof explainTableSchema>;

export const explainEvaluationMessages = {
  /** How far the explanations of the last run can be trusted: figures that need no truth but themselves. Progress and abort. */
  'explain.evaluate': {
    request: z.object({ topic: z.enum(topics).optional() }),
    response: explainTableSchema,
  },
} as const satisfies MessageMap;
