import type { Unit } from '../metrics.ts';

const minus = '\u2212';
const enDash = '\u2013';
/** Thin and never broken over two lines. */
const thinSpace = '\u202f';

/** Shown where there is no number: an absence, never a 0. */
export const noValue = enDash;

/**
 * How many decimals an interval of this width supports: the last digit is worth at least a fiftieth of the width, and
 * never more than one whole unit. A value without an interval is shown whole, or with one decimal in coarse units.
 *
 * @param width upper minus lower end of the interval, or null where there is none; in `unit`
 */
export function decimalsFor(width: number | null, unit: Unit | null): number {
  if (width === null || !Number.isFinite(width) || width <= 0) return unit === 'm/s' || unit === 'MW' ? 1 : 0;
  if (width >= 5) return 0;
  return width >= 0.5 ? 1 : 2;
}

/** Rounds half away from zero, so that 2.5 and −2.5 move the same way; never gives −0. */
export function roundTo(value: number, decimals: number): number {
  const scale = 10 ** decimals;
  const rounded = (Math.sign(value) * Math.round(Math.abs(value) * scale + 1e-9)) / scale;
  return rounded === 0 ? 0 : rounded;
}

/** A number for people: a true minus sign, thin spaces between thousands, fixed decimals; a dash when missing. */
export function formatNumber(value: number | null | undefined, decimals = 0): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return noValue;
  const rounded = roundTo(value, decimals);
  const [whole = '', fraction] = Math.abs(rounded).toFixed(decimals).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/gu, thinSpace);
  return (rounded < 0 ? minus : '') + grouped + (fraction === undefined ? '' : `.${fraction}`);
}

/** A change: always with its sign, except 0. */
export function formatSigned(value: number | null | undefined, decimals = 0): string {
  const text = formatNumber(value, decimals);
  const rises = typeof value === 'number' && roundTo(value, decimals) > 0;
  return rises ? `+${text}` : text;
}

/** Two ends with an en dash; spaced where a minus sign would run into it. */
export function formatRange(lower: number, upper: number, decimals = 0): string {
  const between = lower < 0 || upper < 0 ? `${thinSpace}${enDash}${thinSpace}` : enDash;
  return formatNumber(lower, decimals) + between + formatNumber(upper, decimals);
}

/** A share of 1 as whole percent. */
export function formatPercent(share: number | null | undefined, decimals = 0): string {
  const text = formatNumber(typeof share === 'number' ? share * 100 : share, decimals);
  return text === noValue ? text : `${text}${thinSpace}%`;
}

/** A number and its unit, kept on one line. */
export function withUnit(text: string, unit: Unit | null): string {
  return unit === null ? text : `${text}\u00a0${unit}`;
}
