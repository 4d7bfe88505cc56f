import { streamOf } from '../../random.ts';
import type { World } from '../../words.ts';
import { meanOf } from '../measures/order.ts';
import type { Broken } from './broken.ts';
import { withReadings } from './readings.ts';

const nothing = { speed: Number.NaN, flow: Number.NaN, occupancy: Number.NaN };

/** The readings with the gaps filled by the reading before. */
function whole(world: World): World {
  const last = new Map<number, { speed: number; flow: number; occupancy: number }>();
  return withReadings(world, (detector, _, reading) => {
    if (!Number.isNaN(reading.flow)) last.set(detector, reading);
    return last.get(detector) ?? { speed: 80, flow: 600, occupancy: 5 };
  });
}

const nothingMissing: Broken = {
  name: 'nothing is ever missing',
  fails: ['missing-rate', 'missing-for-hours'],
  change: whole,
};

const missingAlone: Broken = {
  name: 'independent missingness: as many readings are lost, each by itself',
  fails: ['missing-in-bursts', 'missing-for-hours', 'missing-by-cabinet'],
  change: (world) => {
    const random = streamOf(1, 'missing alone');
    const share = meanOf(world.traffic.flow.values.map((value) => (Number.isNaN(value) ? 1 : 0)));
    return withReadings(whole(world), (_, __, reading) => (random.next() < share ? nothing : reading));
  },
};

const cabinetsMixed: Broken = {
  name: 'detectors fail without their cabinets',
  fails: ['missing-by-cabinet'],
  change: (world) => {
    const { detectors } = world.city;
    const order = streamOf(1, 'cabinets').shuffle(Uint32Array.from(detectors, (_, index) => index));
    const mixed = detectors.map((detector, index) => ({
      ...detector,
      cabinet: detectors[order[index] ?? index]?.cabinet ?? detector.cabinet,
    }));
    return { ...world, city: { ...world.city, detectors: mixed } };
  },
};

const neverStuck: Broken = {
  name: 'no value ever stays',
  fails: ['stuck-values'],
  change: (world) =>
    withReadings(world, (_, step, reading) => ({
      ...reading,
      occupancy: reading.occupancy + (step % 2) / 10,
    })),
};

export const brokenFaults: readonly Broken[] = [nothingMissing, missingAlone, cabinetsMixed, neverStuck];
