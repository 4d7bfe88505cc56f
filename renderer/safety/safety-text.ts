import { cellPlace, chanceText } from '../../main/common/safety-words.ts';
import { formatNumber } from '../../main/common/format/numbers.ts';
import { clockTime, day, weekday } from '../state/formatting.svelte.ts';
import { expected, type SafetyMap } from '../state/safety.svelte.ts';
import { t, words } from '../state/wording.svelte.ts';

type Period = NonNullable<SafetyMap['period']>;

/** `Fri 2026-06-19 06:00–12:00`; a whole day without its hours. */
export function periodText({ from, to, hours }: Period): string {
  const name = `${weekday(from)} ${day(from)}`;
  return hours === 24 ? name : `${name} ${clockTime(from)}–${clockTime(to)}`;
}

/** `about 1 in 12`. */
export function chance({ atLeastOne, expected: count }: { atLeastOne: number; expected: number }): string {
  return chanceText(atLeastOne, count, words());
}

/** Where the cell in a row of the map lies: its district, or its centre. */
export function placeOfCell(row: number): string {
  const columns = expected.map?.cells.columns;
  const { district, latitude, longitude } = columns ?? {};
  return cellPlace(
    district?.values[row] ?? '',
    latitude?.values[row] ?? Number.NaN,
    longitude?.values[row] ?? Number.NaN,
  );
}

/** Two digits that count. */
export function count(value: number): string {
  const digits = value >= 10 || value === 0 ? 0 : Math.max(0, 1 - Math.floor(Math.log10(value)));
  return formatNumber(value, Math.min(digits, 4));
}

export function categoryName(category: string): string {
  return t(`incident-kind.${category}`);
}

/** `shift`, `day`. */
export function periodName(hours: number): string {
  return t(hours === 24 ? 'safety.day' : 'safety.shift');
}

/** What stands in place of the cells; null where there are some. */
export function insteadText(): { readonly what: string; readonly whatNow: string } | null {
  const map = expected.map;
  if (map === null || map.state === 'shown') return null;
  if (map.state === 'stopped') {
    const { at, by, reason } = expected.use?.stopped ?? { at: 0, by: '', reason: '' };
    return {
      what: t('safety.stopped-by', { by, reason, at: `${day(at)} ${clockTime(at)}` }),
      whatNow: t('safety.stopped-now'),
    };
  }
  const hasExpired = expected.use?.categories.some(
    ({ state, incidents }) => state === 'expired' && incidents > 0,
  );
  const now =
    map.state === 'off'
      ? hasExpired === true
        ? 'safety.expired-now'
        : 'safety.off-now'
      : `safety.${map.state}-now`;
  return { what: t(`safety.state.${map.state}`), whatNow: t(now) };
}
