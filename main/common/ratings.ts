import { convert, type Unit } from './metrics.ts';

type Power = Extract<Unit, 'kW' | 'MW'>;

/**
 * Properties of a places file that say how much a feeder or substation may carry, the first one that is there, and their unit; null: kW unless the
 * value says one. They are no attributes that models are told of.
 */
export const ratingProperties: Readonly<Record<string, Power | null>> = {
  rating_kw: 'kW',
  rating_mw: 'MW',
  rating_kva: 'kW',
  rating_mva: 'MW',
  rated_power_kw: 'kW',
  rated_power_mw: 'MW',
  rated_kva: 'kW',
  rated_mva: 'MW',
  nominal_power_kw: 'kW',
  capacity_kw: 'kW',
  capacity_mw: 'MW',
  capacity_kva: 'kW',
  capacity_mva: 'MW',
  max_load_kw: 'kW',
  max_load_mw: 'MW',
  limit_kw: 'kW',
  limit_mw: 'MW',
  rating: null,
  rated_power: null,
  capacity: null,
};

/** Apparent power counts as if it were all real: how a network's power factor lies is not in a list of places. */
const written: Readonly<Record<string, Power>> = { kw: 'kW', mw: 'MW', kva: 'kW', mva: 'MW' };

/**
 * What a property says a place may carry, in `unit`; NaN where it says nothing that is known, or nothing above zero. A unit in the text goes before
 * that of the property.
 */
export function ratingValue(property: string, text: string, unit: Unit): number {
  const [, digits, said] = /^([\d  ,.]*\d)\s*([a-z]*)$/.exec(text.trim().toLowerCase()) ?? [];
  if (digits === undefined) return NaN;
  const own = said === undefined || said === '' ? (ratingProperties[property] ?? 'kW') : written[said];
  const value = plainNumber(digits);
  if (own === undefined || !(value > 0)) return NaN;
  return convert(value, own, unit);
}

/** A number that may group its thousands by commas or spaces; NaN where it could be read in two ways. */
function plainNumber(digits: string): number {
  if (/^\d+(?:\.\d+)?$/.test(digits)) return Number(digits);
  if (/^\d{1,3}(?:[,  ]\d{3})+(?:\.\d+)?$/.test(digits)) return Number(digits.replaceAll(/[,  ]/g, ''));
  return NaN;
}
