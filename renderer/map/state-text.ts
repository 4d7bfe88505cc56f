import { modelName } from '../../main/common/model-names.ts';
import { stateOf } from '../state/frame-columns.ts';
import type { Frames } from '../state/frames.svelte.ts';
import { t, words } from '../state/wording.svelte.ts';

/** How the value in a row came to be, in words; by name where a benchmark is shown instead of the model. */
export function stateText({ columns, facts }: Pick<Frames, 'columns' | 'facts'>, row: number): string {
  const benchmark = facts?.benchmarks[(columns.insteads[row] ?? 0) - 1];
  return benchmark === undefined
    ? t(`map.state.${stateOf(columns, row)}`)
    : t('map.state.instead', { benchmark: modelName(benchmark, words()) });
}
