import { probabilityText } from '../../main/common/outlook-words.ts';
import { clockTime } from '../state/formatting.svelte.ts';
import type { Frames } from '../state/frames.svelte.ts';
import { t } from '../state/wording.svelte.ts';
import { overloadTime } from './overload-time.ts';

/** How likely the place in a row carries more than it may, and when, or whether it did; null where nothing is known of it. */
export function overloadText(frames: Pick<Frames, 'columns' | 'facts'>, row: number): string | null {
  const probability = frames.columns.overs[row] ?? Number.NaN;
  if (Number.isNaN(probability)) return null;
  const time = overloadTime(frames);
  if (time.kind === 'past') return t(probability === 1 ? 'map.was-over' : 'map.was-not-over');
  const share = probabilityText(probability);
  return time.kind === 'horizon'
    ? t('map.over-horizon', { share })
    : t('map.over-ahead', { share, time: clockTime(time.at) });
}

/** What the legend of the overload layer is of. */
export function overloadTitle(frames: Pick<Frames, 'facts'>, unit: string): string {
  const time = overloadTime(frames);
  return time.kind === 'horizon'
    ? t('map.legend.overload', { unit })
    : t(`map.legend.overload-${time.kind}`, { unit, time: clockTime(time.at) });
}
