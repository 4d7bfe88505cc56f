import { expect, it } from 'vitest';
import {
  capacityOf,
  diagramOf,
  exitCapacityOf,
} from '../../../../tools/sample-city/traffic/fundamental-diagram.ts';
import { ringCity } from './small-cities.ts';

it('gives every class a capacity and waves that are measured on real roads', () => {
  for (const road of ringCity().build().roads) {
    const { waveKmh, jamPerLane } = diagramOf(road);
    const perLane = capacityOf(road) / road.lanes;
    expect(waveKmh).toBeGreaterThanOrEqual(15);
    expect(waveKmh).toBeLessThanOrEqual(20);
    expect(jamPerLane).toBeGreaterThanOrEqual(130);
    expect(jamPerLane).toBeLessThanOrEqual(150);
    expect(perLane).toBeGreaterThan(road.roadClass === 'motorway' ? 1950 : 1450);
    expect(perLane).toBeLessThan(2300);
    const green = exitCapacityOf(road) / capacityOf(road);
    if (road.roadClass === 'ramp') expect(green).toBeGreaterThanOrEqual(road.greenShare);
    else expect(green).toBeCloseTo(road.greenShare);
  }
});
