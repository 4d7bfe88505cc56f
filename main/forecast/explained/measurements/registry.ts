import type { Measurement } from '../measurement.ts';
import { additivity } from './additivity.ts';
import { background } from './background.ts';
import { completeness } from './completeness.ts';
import { faithfulness } from './faithfulness.ts';
import { stability } from './stability.ts';

/** How explanations are measured, in the order in which `metropole evaluate explain` tells of it. */
export const measurements: readonly Measurement[] = [
  additivity,
  completeness,
  faithfulness,
  stability,
  background,
];
