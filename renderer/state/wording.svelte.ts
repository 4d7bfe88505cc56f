import type { WordingParameters } from '../../main/common/errors.ts';
import { wording, type Wording } from '../../main/common/wording.ts';
import { view } from './view.svelte.ts';

/** The wording of the language shown; reading it in markup makes the markup follow the language. */
export function words(): Wording {
  return wording(view.current.language);
}

/** The text of a key in the language shown. */
export function t(key: string, parameters?: WordingParameters): string {
  return words().say(key, parameters);
}
