import type { Progress } from '../../main/common/contract/envelope.ts';
import { modelName } from '../../main/common/model-names.ts';
import { t, words } from './wording.svelte.ts';

/** What is at work, with the forecaster by the name that people know it by. */
export function progressText({ stage, parameters = {} }: Progress): string {
  const model = parameters['model'];
  return t(`progress.${stage}`, {
    ...parameters,
    ...(model === undefined ? {} : { model: modelName(String(model), words()) }),
  });
}
