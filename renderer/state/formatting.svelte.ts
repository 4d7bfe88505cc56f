import {
  decimalsFor,
  formatNumber,
  formatRange,
  formatSigned,
  withUnit,
} from '../../main/common/format/numbers.ts';
import {
  formatDate,
  formatMoment,
  formatOffset,
  formatSeconds,
  formatTime,
  formatWeekday,
  formatZone,
} from '../../main/common/format/times.ts';
import { convert, displayUnit, type Unit } from '../../main/common/metrics.ts';
import { view } from './view.svelte.ts';
import { t } from './wording.svelte.ts';

/** A value as it is stored to the display unit of the workspace. */
export function toDisplay(value: number, stored: Unit | null): number {
  return stored === null ? value : convert(value, stored, shownUnit(stored) ?? stored);
}

/** A value typed in the display unit back to the stored one. */
export function fromDisplay(value: number, stored: Unit | null): number {
  return stored === null ? value : convert(value, shownUnit(stored) ?? stored, stored);
}

/** The unit in which values stored in `stored` are shown. */
export function shownUnit(stored: Unit | null): Unit | null {
  return stored === null ? null : displayUnit(stored, view.current.units);
}

interface Spread {
  readonly lower: number | null;
  readonly upper: number | null;
}

/** How many decimals a value is worth: what its interval supports. */
function decimals(stored: Unit | null, spread: Spread | undefined): number {
  const { lower, upper } = spread ?? { lower: null, upper: null };
  const width = lower === null || upper === null ? null : toDisplay(upper, stored) - toDisplay(lower, stored);
  return decimalsFor(width, shownUnit(stored));
}

/** `21`, or an en dash where there is none. */
export function number(value: number | null, stored: Unit | null, spread?: Spread): string {
  return formatNumber(value === null ? null : toDisplay(value, stored), decimals(stored, spread));
}

/** `21 km/h`, or an en dash alone where there is none. */
export function quantity(value: number | null, stored: Unit | null, spread?: Spread): string {
  const text = number(value, stored, spread);
  return value === null || Number.isNaN(value) ? text : withUnit(text, shownUnit(stored));
}

/** `14–33`; "" where an end is missing. */
export function interval(lower: number | null, upper: number | null, stored: Unit | null): string {
  if (lower === null || upper === null || !Number.isFinite(lower) || !Number.isFinite(upper)) return '';
  const digits = decimals(stored, { lower, upper });
  return formatRange(toDisplay(lower, stored), toDisplay(upper, stored), digits);
}

/** `−37 %`: how far a value is from usual; an en dash where either is missing. */
export function deviation(value: number, usual: number): string {
  return `${formatSigned(usual > 0 ? ((value - usual) / usual) * 100 : null)}\u202f%`;
}

/** `16:58` in the workspace's zone. */
export function clockTime(at: number): string {
  return formatTime(at, view.current.zone);
}

/** `16:58:07`. */
export function clockSeconds(at: number): string {
  return formatSeconds(at, view.current.zone);
}

/** `2012-03-06`. */
export function day(at: number): string {
  return formatDate(at, view.current.zone);
}

/** `Tue`. */
export function weekday(at: number): string {
  return formatWeekday(at, view.current.zone, view.current.language);
}

/** `Tue 2012-03-06 16:58`. */
export function moment(at: number): string {
  return formatMoment(at, view.current.zone, view.current.language);
}

/** `America/Los_Angeles (UTC−08:00)`. */
export function zoneName(at: number): string {
  return formatZone(at, view.current.zone);
}

/** `UTC−08:00`. */
export function zoneOffsetName(at: number): string {
  return formatOffset(at, view.current.zone);
}

/** `+22 min`, `−1 h 05 min`, `+2 d 3 h`: from one instant to another, in whole minutes. */
export function lead(from: number, to: number): string {
  const minutes = Math.round((to - from) / 60_000);
  const sign = minutes < 0 ? '\u2212' : '+';
  return sign + duration(Math.abs(minutes));
}

/** `22 min`, `1 h 05 min`, `2 d 3 h`, `2 d`. */
export function duration(minutes: number): string {
  const days = Math.floor(minutes / 1440);
  const hours = Math.floor((minutes % 1440) / 60);
  const rest = minutes % 60;
  if (days > 0) return hours === 0 ? t('shell.days', { days }) : t('shell.days-hours', { days, hours });
  if (hours === 0) return t('shell.minutes', { minutes: rest });
  return t('shell.hours-minutes', { hours, minutes: String(rest).padStart(2, '0') });
}
