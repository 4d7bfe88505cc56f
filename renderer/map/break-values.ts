import { formatNumber, formatSigned } from '../../main/common/format/numbers.ts';
import { fromDisplay, shownUnit, toDisplay } from '../state/formatting.svelte.ts';
import { countsPercent, layerOf, type BreakMeaning, type LayerId } from '../../main/common/layers.ts';
import type { Unit } from '../../main/common/metrics.ts';
import { roundedCount } from '../../main/common/safety-words.ts';
import { framesOf } from '../state/frames.svelte.ts';
import { t } from '../state/wording.svelte.ts';

/** A break as people type it: percent for shares, N of 1 in N for probabilities, the display unit for values. */
export function breakToShown(value: number, layer: LayerId): number {
  const { meaning, unit } = meaningOf(layer);
  if (countsPercent(layer)) return Math.round(value * 1000) / 10;
  if (meaning === 'chance') return Math.round(10 / value) / 10;
  return meaning === 'value' ? Math.round(toDisplay(value, unit) * 10) / 10 : value;
}

/** The reverse of {@link breakToShown}. */
export function breakFromShown(value: number, layer: LayerId): number {
  const { meaning, unit } = meaningOf(layer);
  if (countsPercent(layer)) return value / 100;
  if (meaning === 'chance') return 1 / Math.max(value, 1);
  return meaning === 'value' ? fromDisplay(value, unit) : value;
}

/** A break as the legend shows it: `−20`, `35`, `95`; the unit stands beside its title. */
export function breakLabel(value: number, layer: LayerId): string {
  const { meaning, unit } = meaningOf(layer);
  if (countsPercent(layer)) return formatNumber(value * 100);
  if (meaning === 'chance') return roundedCount(1 / value);
  return meaning === 'value' ? formatNumber(toDisplay(value, unit)) : formatSigned(value);
}

/** The unit of the breaks, as it stands beside the legend's title and the editor's fields. */
export function breakUnit(layer: LayerId): string {
  const { meaning, unit } = meaningOf(layer);
  if (meaning === 'chance') return t('map.one-in-n');
  return meaning === 'value' ? (shownUnit(unit) ?? '') : '%';
}

function meaningOf(layer: LayerId): { readonly meaning: BreakMeaning; readonly unit: Unit | null } {
  const { breaks, topic } = layerOf(layer);
  return { meaning: breaks, unit: framesOf(topic).unit };
}

/** What belongs to the classes of a layer from the lowest values to the highest, from the quiet end to the one that stands out. */
export function quietFirst<T>({ id }: { readonly id: LayerId }, classes: readonly T[]): T[] {
  return layerOf(id).strong === 'low' ? [...classes].reverse() : [...classes];
}
