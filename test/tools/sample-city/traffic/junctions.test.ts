import { describe, expect, it } from 'vitest';
import { Junctions } from '../../../../tools/sample-city/traffic/junctions.ts';
import { networkOf } from '../../../../tools/sample-city/traffic/network.ts';
import { CityBuilder } from './small-cities.ts';

function star(): CityBuilder {
  return new CityBuilder()
    .junction('one', [-1000, 0])
    .junction('other', [-1000, 500])
    .junction('middle', [0, 0])
    .junction('left', [1000, 500])
    .junction('right', [1000, 0])
    .road('one', 'middle', 'motorway')
    .road('other', 'middle', 'ramp')
    .road('middle', 'left', 'motorway')
    .road('middle', 'right', 'ramp');
}

/** Junctions of the star with turning shares to the left and the right from both roads in. */
function withShares(lanes: number, toLeft: number, exit = 0): Junctions {
  const network = networkOf(star().build());
  const junctions = new Junctions(network, () => lanes);
  for (let movement = 0; movement < network.movements.items.length; movement++)
    if ((network.approachOf[movement] ?? 0) < 2)
      junctions.share[movement] = network.movements.items[movement] === 2 ? toLeft : 1 - toLeft - exit;
  junctions.exitShare.fill(exit, 0, 2);
  junctions.receiving.fill(100);
  return junctions;
}

describe('a junction', () => {
  it('passes everything where there is room', () => {
    const junctions = withShares(1, 0.7, 0.1);
    junctions.sending.set([10, 5]);
    expect(junctions.pass()).toBeCloseTo(1.5);
    expect(Array.from(junctions.leaving.subarray(0, 2))).toEqual([10, 5]);
    expect(junctions.entering[2]).toBeCloseTo(10.5);
    expect(junctions.entering[3]).toBeCloseTo(3);
  });

  it('lets merging flows share what there is in proportion to what they send', () => {
    const junctions = withShares(1, 1);
    junctions.sending.set([12, 4]);
    junctions.receiving[2] = 8;
    junctions.pass();
    expect(junctions.entering[2]).toBeCloseTo(8);
    expect(junctions.leaving[0]).toBeCloseTo(6);
    expect(junctions.leaving[1]).toBeCloseTo(2);
  });

  it('holds up those who go elsewhere, on one lane wholly and on more in part', () => {
    const through = [1, 2].map((lanes) => {
      const junctions = withShares(lanes, 0.5);
      junctions.sending.set([10, 0]);
      junctions.receiving[3] = 1;
      junctions.pass();
      expect(junctions.entering[3]).toBeCloseTo(1);
      return junctions.entering[2] ?? NaN;
    });
    expect(through[0]).toBeCloseTo(1);
    expect(through[1]).toBeGreaterThan(2);
    expect(through[1]).toBeLessThan(5);
  });

  it('has what leaves the roads enter the others or end', () => {
    const junctions = withShares(2, 0.6, 0.2);
    junctions.sending.set([20, 9]);
    junctions.receiving.set([0, 0, 7, 2]);
    const ended = junctions.pass();
    const gone = (junctions.leaving[0] ?? 0) + (junctions.leaving[1] ?? 0);
    expect((junctions.entering[2] ?? 0) + (junctions.entering[3] ?? 0) + ended).toBeCloseTo(gone, 10);
    expect(junctions.entering[2]).toBeLessThanOrEqual(7 + 1e-9);
    expect(junctions.entering[3]).toBeLessThanOrEqual(2 + 1e-9);
  });
});
