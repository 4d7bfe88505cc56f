import type { CommandContext } from '../command.ts';

/** What `metropole evaluate` was asked. */
export interface EvaluationOptions {
  /** The test part is looked at only when asked for; the look is recorded. */
  readonly split: 'validation' | 'test';
  /** Only how models stand up to places that are silent, stuck or new. */
  readonly masked: boolean;
  /** Only how often the intervals of the shown version held what came true. */
  readonly intervals: boolean;
  /** Loads: how many days ahead the days that are judged are forecast. */
  readonly daysAhead: 1 | 2;
  /** Without incidents at coordinates that look like a jail or a hospital. */
  readonly withoutFacilities: boolean;
  /** Only models of these ids or names; all of them when left out. */
  readonly models: string[] | undefined;
}

/** How one topic is evaluated, and how its figures are printed. */
export interface TopicEvaluation {
  readonly topic: string;
  /** Evaluates and prints, for people and as JSON. */
  run(context: CommandContext, options: EvaluationOptions): Promise<void>;
}
