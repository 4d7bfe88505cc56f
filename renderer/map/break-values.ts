import { formatNumber, formatSigned } from '../../main/common/format/numbers.ts';
import { fromDisplay, shownUnit, toDisplay } from '../state/formatting.svelte.ts';
import { frames } from '../state/frames.svelte.ts';
import type { BreakMeaning } from './layers/index.ts';

/** A break as people type it: percent for shares, the display unit for values. */
export function breakToShown(value: number, meaning: BreakMeaning): number {
  if (meaning === 'share') return Math.round(value * 1000) / 10;
  return meaning === 'value' ? Math.round(toDisplay(value, frames.unit) * 10) / 10 : value;
}

/** The reverse of {@link breakToShown}. */
export function breakFromShown(value: number, meaning: BreakMeaning): number {
  if (meaning === 'share') return value / 100;
  return meaning === 'value' ? fromDisplay(value, frames.unit) : value;
}

/** A break as the legend shows it: `−20`, `35`, `95`; the unit stands beside its title. */
export function breakLabel(value: number, meaning: BreakMeaning): string {
  if (meaning === 'share') return formatNumber(value * 100);
  return meaning === 'value' ? formatNumber(toDisplay(value, frames.unit)) : formatSigned(value);
}

/** The unit of the breaks, as it stands beside the legend's title and the editor's fields. */
export function breakUnit(meaning: BreakMeaning): string {
  return meaning === 'value' ? (shownUnit(frames.unit) ?? '') : '%';
}
