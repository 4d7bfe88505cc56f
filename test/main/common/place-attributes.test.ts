import { expect, test } from 'vitest';
import { attributeValue } from '../../../main/common/place-attributes.ts';

test.each([
  ['lanes', '3', 3],
  ['lanes', ' 2.5 ', 2.5],
  ['free-speed', '100', 100],
  ['free-speed', '50 km/h', 50],
  ['free-speed', '30 mph', 48.28032],
  ['road-class', 'motorway', 0],
  ['road-class', 'Secondary', 1],
  ['road-class', '次干路', 2],
  ['road-class', 'residential', 3],
] as const)('%s “%s” is %d', (name, text, value) => {
  expect(attributeValue(name, text)).toBeCloseTo(value, 6);
});

test.each([
  ['lanes', 'three'],
  ['lanes', ''],
  ['lanes', '3 mph'],
  ['lanes', '-2'],
  ['free-speed', 'none'],
  ['free-speed', '60;80'],
  ['road-class', 'runway'],
] as const)('%s “%s” is unknown', (name, text) => {
  expect(attributeValue(name, text)).toBeNaN();
});
