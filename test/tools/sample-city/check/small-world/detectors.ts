import { streamOf } from '../../../../../tools/sample-city/random.ts';
import type { City, Grid, Scenario, TrafficReadings } from '../../../../../tools/sample-city/words.ts';
import type { CorridorTruth } from './cells.ts';
import { cellOf } from './corridors.ts';

const laneCount = 3;
const vehicleMetres = 6.5;

/** What the detectors say: with noise, gaps of minutes and of hours, cabinets that fail and values that stay. */
export function detectorReadings(
  { seed, days, until }: Scenario,
  city: City,
  truths: readonly CorridorTruth[],
): TrafficReadings {
  const steps = days * 288;
  const empty = (): Grid => ({
    start: until - days * 86_400_000,
    stepSeconds: 300,
    steps,
    values: new Float32Array(city.detectors.length * steps).fill(Number.NaN),
  });
  const readings = { speed: empty(), flow: empty(), occupancy: empty() };
  city.detectors.forEach(({ key, cabinet }, detector) => {
    const { corridor, cell } = cellOf(detector);
    const truth = truths[corridor];
    const random = streamOf(seed, 'detector', key);
    const isGone = failures(seed, steps, key, 0.003, 20);
    const isCabinetGone = failures(seed, steps, cabinet, 0.0008, 60);
    const stuckFrom = detector % 8 === 0 ? random.below(steps) : steps;
    for (let step = 0; step < steps; step++) {
      if (isGone[step] === 1 || isCabinetGone[step] === 1) continue;
      const index = detector * steps + step;
      const from = cell * steps + (step >= stuckFrom && step < stuckFrom + 60 ? stuckFrom : step);
      const noise = step >= stuckFrom && step < stuckFrom + 60 ? () => 0 : () => random.normal();
      const speed = Math.max(3, (truth?.speed[from] ?? 0) + 1.5 * noise());
      const flow = Math.max(12, Math.round(((truth?.flow[from] ?? 0) * (1 + 0.03 * noise())) / 12) * 12);
      readings.speed.values[index] = Math.round(10 * speed) / 10;
      readings.flow.values[index] = flow;
      readings.occupancy.values[index] = Math.round((flow / speed / laneCount) * vehicleMetres) / 10;
    }
  });
  return readings;
}

/** 1 while something is out of order: it fails with a probability in each step, for a geometric time. */
function failures(seed: number, steps: number, key: string, rate: number, meanSteps: number): Uint8Array {
  const random = streamOf(seed, 'failures', key);
  const isOut = new Uint8Array(steps);
  for (let step = 0; step < steps; step++)
    isOut[step] = random.next() < (isOut[step - 1] === 1 ? 1 - 1 / meanSteps : rate) ? 1 : 0;
  return isOut;
}
