import { expect, it } from 'vitest';
import { Spread } from '../../../../tools/sample-city/truth/spread.ts';
import { streamOf } from '../../../../tools/sample-city/random.ts';

it('finds the error that is left to who knows the distribution, from small groups', () => {
  const random = streamOf(1, 'spread');
  const spread = new Spread();
  for (let group = 0; group < 4000; group++) {
    const centre = 100 * random.next();
    spread.add(Float64Array.from({ length: 8 }, () => centre + 3 * random.normal()));
  }
  expect(spread.deviation).toBeGreaterThan(2.95);
  expect(spread.deviation).toBeLessThan(3.05);
  expect(spread.absolute / 3 / Math.sqrt(2 / Math.PI)).toBeGreaterThan(0.95);
  expect(spread.absolute / 3 / Math.sqrt(2 / Math.PI)).toBeLessThan(1.05);
});

it('leaves out what is missing', () => {
  const spread = new Spread();
  spread.add(Float64Array.of(1, NaN, 3, 5));
  expect(spread.deviation).toBeCloseTo(2);
});
