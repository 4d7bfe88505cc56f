import { SeededRandom } from '../../../main/common/seeded-random.ts';
import { streamOf } from '../random.ts';
import { type City, type Fault, type Grid, type Scenario, type TrafficReadings } from '../words.ts';
import { applyFaults } from './observe/apply-faults.ts';
import { countVehicles } from './observe/count-vehicles.ts';
import { drawFaults } from './observe/draw-faults.ts';
import { occupiedMetres, type TrafficTruth } from './traffic-truth.ts';

/** How wrongly detectors are set, as standard deviations of factors. */
const settingSpread = { speed: 0.012, occupancy: 0.05 };
/** Occupancy of a vehicle differs with its length. */
const lengthSpread = 0.3;

/**
 * What detectors say: whole counts around the true flow (Poisson), the mean speed of the vehicles that were counted, occupancy
 * by their number, speed and length, then faults. No speed where no vehicle was counted. Each reading has a stream of its own: what
 * happens at other times does not change it.
 */
export function observeTraffic(
  scenario: Scenario,
  city: City,
  truth: TrafficTruth,
): { readings: TrafficReadings; faults: readonly Fault[] } {
  const readings: TrafficReadings = {
    speed: emptyLike(truth.speed),
    flow: emptyLike(truth.flow),
    occupancy: emptyLike(truth.occupancy),
  };
  for (const detector of city.detectors.keys()) observeDetector(scenario, city, detector, truth, readings);
  const faults = drawFaults(scenario, city, truth.speed.start);
  applyFaults(faults, readings);
  return { readings, faults };
}

function emptyLike(grid: Grid): Grid {
  return { ...grid, values: new Float32Array(grid.values.length).fill(NaN) };
}

function observeDetector(
  scenario: Scenario,
  city: City,
  detector: number,
  truth: TrafficTruth,
  readings: TrafficReadings,
): void {
  const key = city.detectors[detector]?.key ?? '';
  const road = city.roads[city.detectors[detector]?.road ?? -1];
  const lanes = road?.lanes ?? 1;
  const freeSpeed = road?.freeSpeedKmh ?? 1;
  const setting = streamOf(scenario.seed, 'detector', key);
  const speedFactor = 1 + settingSpread.speed * setting.normal();
  const occupancyFactor = 1 + settingSpread.occupancy * setting.normal();
  const { steps, stepSeconds } = truth.speed;
  const perHour = 3600 / stepSeconds;
  const ofDetector = setting.below(2 ** 32);
  const firstInterval = truth.speed.start / 1000 / stepSeconds;
  for (let step = 0; step < steps; step++) {
    const random = new SeededRandom(ofDetector ^ Math.imul(firstInterval + step, 0x9e3779b1));
    const place = detector * steps + step;
    const trueSpeed = truth.speed.values[place] ?? NaN;
    const expected = (truth.flow.values[place] ?? 0) / perHour;
    if (!Number.isFinite(trueSpeed)) continue;
    const { vehicles, speed: meanSpeed } = countVehicles(random, expected, trueSpeed, freeSpeed);
    const lengths = random.normal();
    readings.flow.values[place] = vehicles * perHour;
    if (vehicles === 0) {
      readings.occupancy.values[place] = 0;
      continue;
    }
    const speed = meanSpeed * speedFactor;
    const metres = occupiedMetres * occupancyFactor * (1 + (lengthSpread * lengths) / Math.sqrt(vehicles));
    const occupancy = ((vehicles * perHour) / lanes / speed) * (metres / 10);
    readings.speed.values[place] = Math.round(speed * 10) / 10;
    readings.occupancy.values[place] = Math.round(Math.min(100, Math.max(0, occupancy)) * 10) / 10;
  }
}
