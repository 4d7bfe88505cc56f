import { type City } from '../../words.ts';
import { type Purpose, purposes } from './purposes.ts';

/** Trips of an ordinary working day from zone to zone, `trips[origin * zones + destination]`, by purpose. */
export type Trips = Readonly<Record<Purpose, Float32Array>>;

/** Car trips of a day for each job or resident, before the whole is scaled to the city's roads. */
const rates = { work: 0.6, errands: 0.7, freight: 0.14 };
/** Minutes of travel over which the wish to go there falls to 1/e. */
const reach = { work: 13, errands: 8, freight: 15 };
const balancingRounds = 4;
/** Share of what passes a gate that crosses the city and leaves by another gate. */
const crossing = 0.3;

/**
 * A gravity model with exponential deterrence, balanced to what zones send and receive (Furness 1965; Ortúzar and
 * Willumsen, "Modelling Transport", chapter 5).
 *
 * @param minutes travel times from zone to zone, `minutes[origin * zones + destination]`
 */
export function gravityTrips(city: City, minutes: Float32Array): Trips {
  const zones = city.trafficZones;
  const residents = zones.map((zone) => zone.residents);
  const jobs = zones.map((zone) => zone.jobs);
  const homesAndShops = zones.map((zone) => 0.4 * zone.residents + 0.9 * zone.jobs);
  const toWork = balanced(residents, jobs, sum(jobs) * rates.work, minutes, reach.work);
  const errandsOut = balanced(
    residents,
    homesAndShops,
    sum(residents) * rates.errands,
    minutes,
    reach.errands,
  );
  return {
    'to-work': toWork,
    'from-work': transposed(toWork, zones.length),
    errands: bothWays(errandsOut, zones.length),
    freight: balanced(jobs, homesAndShops, sum(jobs) * rates.freight, minutes, reach.freight),
    through: throughTrips(city),
  };
}

/** Trips of all purposes at once, with a weight for each. */
export function mixedTrips(trips: Trips, weights: Float64Array): Float32Array {
  const mixed = new Float32Array(trips['to-work'].length);
  for (const [index, purpose] of purposes.entries()) {
    const weight = weights[index] ?? 0;
    const part = trips[purpose];
    for (let pair = 0; pair < mixed.length; pair++)
      mixed[pair] = (mixed[pair] ?? 0) + weight * (part[pair] ?? 0);
  }
  return mixed;
}

function balanced(
  sent: readonly number[],
  received: readonly number[],
  total: number,
  minutes: Float32Array,
  reachMinutes: number,
): Float32Array {
  const count = sent.length;
  const trips = new Float32Array(count * count);
  for (let origin = 0; origin < count; origin++)
    for (let destination = 0; destination < count; destination++)
      if (origin !== destination)
        trips[origin * count + destination] =
          (sent[origin] ?? 0) *
          (received[destination] ?? 0) *
          Math.exp(-(minutes[origin * count + destination] ?? Infinity) / reachMinutes);
  const rows = sent.map((value) => (value * total) / sum(sent));
  const columns = received.map((value) => (value * total) / sum(received));
  for (let round = 0; round < balancingRounds; round++) {
    scaleTo(trips, columns, 1, count);
    scaleTo(trips, rows, count, 1);
  }
  return trips;
}

/** Scales each row (`stride` a row, `step` 1) or column of a square to its wanted sum. */
function scaleTo(trips: Float32Array, wanted: readonly number[], stride: number, step: number): void {
  const count = wanted.length;
  for (let line = 0; line < count; line++) {
    let found = 0;
    for (let other = 0; other < count; other++) found += trips[line * stride + other * step] ?? 0;
    const factor = found > 0 ? (wanted[line] ?? 0) / found : 0;
    for (let other = 0; other < count; other++) {
      const at = line * stride + other * step;
      trips[at] = (trips[at] ?? 0) * factor;
    }
  }
}

function transposed(trips: Float32Array, count: number): Float32Array {
  const out = new Float32Array(trips.length);
  for (let row = 0; row < count; row++)
    for (let column = 0; column < count; column++)
      out[column * count + row] = trips[row * count + column] ?? 0;
  return out;
}

function bothWays(trips: Float32Array, count: number): Float32Array {
  const back = transposed(trips, count);
  return trips.map((value, index) => (value + (back[index] ?? 0)) / 2);
}

/** From gate to gate, by what both send and receive. */
function throughTrips(city: City): Float32Array {
  const zones = city.trafficZones;
  const count = zones.length;
  const size = zones.map((zone) => (zone.isGate ? zone.residents + zone.jobs : 0));
  const total = sum(size);
  const trips = new Float32Array(count * count);
  for (let origin = 0; origin < count; origin++)
    for (let destination = 0; destination < count; destination++)
      if (origin !== destination && total > 0)
        trips[origin * count + destination] =
          (crossing * (size[origin] ?? 0) * (size[destination] ?? 0)) / total;
  return trips;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
