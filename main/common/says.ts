import type { WordingParameters } from './errors.ts';

/** What says things in one language. */
export interface Says {
  has(key: string): boolean;
  /** The text of a key with its parameters filled in. */
  say(key: string, parameters?: WordingParameters): string;
}
