import { expect, test } from 'vitest';
import { attributeNames } from '../../../main/common/place-attributes.ts';
import { ratingProperties, ratingValue } from '../../../main/common/ratings.ts';

test.each([
  ['rating_kw', '20000', 'kW', 20_000],
  ['rating_kw', '20000', 'MW', 20],
  ['rating_mva', '31.5', 'kW', 31_500],
  ['capacity', '12.5 MW', 'kW', 12_500],
  ['capacity', '630 kVA', 'kW', 630],
  ['rating', '400', 'kW', 400],
  ['rating_kw', '12 MW', 'kW', 12_000],
  ['rating_kw', '15,500', 'kW', 15_500],
  ['rating_kw', '15 500', 'kW', 15_500],
] as const)('%s “%s” is %s: %d', (property, text, unit, value) => {
  expect(ratingValue(property, text, unit)).toBeCloseTo(value, 6);
});

test.each(['', '0', '-400', 'n/a', '400 A', '1,5', '12..3', '400 kWh'])('“%s” is unknown', (text) => {
  expect(ratingValue('rating_kw', text, 'kW')).toBeNaN();
});

test('networks are told what they were told before: ratings are no attributes of places', () => {
  expect(attributeNames).toEqual(['road-class', 'lanes', 'free-speed']);
  expect(attributeNames.some((name) => Object.keys(ratingProperties).includes(name))).toBe(false);
});
