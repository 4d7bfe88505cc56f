import type { TopicEvaluation } from './evaluation.ts';
import { energy } from './energy.ts';
import { explain } from './explain.ts';
import { safety } from './safety.ts';
import { traffic } from './traffic.ts';

/** The topics of `metropole evaluate`, the first one when none is named. A new one is one file and one line here. */
export const evaluations: readonly [TopicEvaluation, ...TopicEvaluation[]] = [
  traffic,
  safety,
  energy,
  explain,
];
