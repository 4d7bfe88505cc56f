import { type SeededRandom } from '../../../../main/common/seeded-random.ts';
import { streamOf } from '../../random.ts';
import { type Calendar, type City, type Day } from '../../words.ts';
import { type Connectors } from './connectors.ts';
import { dayOf } from './days.ts';

/** From when on the world goes another way than it went, by another seed. */
export interface Redrawn {
  readonly from: number;
  readonly seed: number;
}

const minute = 60_000;

/** What a kind of value does around nothing: standard deviations from day to day and within the day. */
interface Spread {
  readonly name: string;
  readonly slotMinutes: number;
  /** Of the whole city, and of each thing. */
  readonly cityDayToDay: number;
  readonly dayToDay: number;
  readonly within: number;
  /** Correlation of one slot with the next. */
  readonly carry: number;
}

/** Logarithm of the trips that begin in a zone, over those of an average day. */
const demandSpread: Spread = {
  name: 'demand',
  slotMinutes: 15,
  cityDayToDay: 0.03,
  dayToDay: 0.05,
  within: 0.09,
  carry: 0.8,
};
/**
 * Logarithm of what a road carries at most: the same bottleneck discharges differently from day to day and within the
 * hour, which is why Brilon, Geistefeldt and Regler (2005) treat capacity as random.
 */
const capacitySpread: Spread = {
  name: 'capacity',
  slotMinutes: 5,
  cityDayToDay: 0,
  dayToDay: 0.03,
  within: 0.05,
  carry: 0.7,
};
/** Vehicles come one by one: standard deviations of a minute's count, without memory. */
const arrivalSpread: Spread = {
  name: 'arrivals',
  slotMinutes: 1,
  cityDayToDay: 0,
  dayToDay: 0,
  within: 1,
  carry: 0,
};

const daysKept = 4;

/**
 * How much more or less than usual there is, zone by zone and road by road. Each zone or road and day has a stream of its own,
 * so that nothing else changes it.
 */
export class Variation {
  readonly #seed: number;
  readonly #calendar: Calendar;
  readonly #redrawn: Redrawn | null;
  readonly #zones: readonly string[];
  readonly #roads: readonly string[];
  readonly #pairs: readonly string[];
  readonly #drawn = new Map<string, Float32Array>();

  constructor(
    seed: number,
    city: City,
    connectors: Connectors,
    calendar: Calendar,
    redrawn: Redrawn | null = null,
  ) {
    this.#seed = seed;
    this.#calendar = calendar;
    this.#redrawn = redrawn;
    this.#zones = city.trafficZones.map(({ key }) => key);
    this.#roads = city.roads.map(({ key }) => key);
    const places = [...city.trafficZones, ...city.sites];
    this.#pairs = Array.from(
      connectors.zoneOf,
      (zone, pair) => `${places[zone]?.key ?? ''}/${pair - (connectors.offsets[zone] ?? 0)}`,
    );
  }

  /** A factor for each zone's trips. */
  demandAt(at: number, into: Float64Array): void {
    this.#read(demandSpread, this.#zones, at, into);
    exponentiate(into, demandSpread);
  }

  /** A factor for what each road carries. */
  capacityAt(at: number, into: Float64Array): void {
    this.#read(capacitySpread, this.#roads, at, into);
    exponentiate(into, capacitySpread);
  }

  /**
   * How many standard deviations more or less than expected begin at each pair of zone and junction in a minute.
   *
   * @param at a whole minute
   */
  arrivalsAt(at: number, into: Float64Array): void {
    this.#read(arrivalSpread, this.#pairs, at, into);
  }

  #read(spread: Spread, keys: readonly string[], at: number, into: Float64Array): void {
    const day = dayOf(this.#calendar, at);
    const slots = slotsOf(day, spread);
    const values = this.#valuesOf(spread, keys, day);
    const place = Math.min(slots - 1, Math.max(0, (at - day.startsAt) / (spread.slotMinutes * minute)));
    const slot = Math.min(slots - 2, Math.floor(place));
    const share = place - slot;
    for (let thing = 0; thing < keys.length; thing++) {
      const first = values[thing * slots + slot] ?? 0;
      const second = values[thing * slots + slot + 1] ?? 0;
      into[thing] = first + (second - first) * share;
    }
  }

  #valuesOf(spread: Spread, keys: readonly string[], day: Day): Float32Array {
    const name = `${spread.name} ${day.date}`;
    const known = this.#drawn.get(name);
    if (known !== undefined) return known;
    const values = this.#draw(spread, keys, day);
    this.#drawn.set(name, values);
    const [oldest] = this.#drawn.keys();
    if (this.#drawn.size > 3 * daysKept && oldest !== undefined) this.#drawn.delete(oldest);
    return values;
  }

  #draw(spread: Spread, keys: readonly string[], day: Day): Float32Array {
    const { name, slotMinutes, cityDayToDay, dayToDay, within, carry } = spread;
    const slots = slotsOf(day, spread);
    const values = new Float32Array(keys.length * slots);
    const ofCity = cityDayToDay * this.#stream(day.startsAt, name, 'city', day.date).normal();
    const innovation = Math.sqrt(1 - carry * carry);
    const redrawnFrom = this.#redrawn?.from ?? Infinity;
    for (const [index, key] of keys.entries()) {
      let random = this.#stream(day.startsAt, name, key, day.date);
      const ofDay = ofCity + dayToDay * random.normal();
      let inside = random.normal();
      for (let slot = 0; slot < slots; slot++) {
        values[index * slots + slot] = ofDay + within * inside;
        const slotAt = day.startsAt + slot * slotMinutes * minute;
        const nextAt = slotAt + slotMinutes * minute;
        if (slotAt <= redrawnFrom && nextAt > redrawnFrom) random = this.#stream(nextAt, name, key, day.date);
        inside = carry * inside + innovation * random.normal();
      }
    }
    return values;
  }

  #stream(at: number, ...keys: readonly string[]): SeededRandom {
    const seed = this.#redrawn !== null && at > this.#redrawn.from ? this.#redrawn.seed : this.#seed;
    return streamOf(seed, ...keys);
  }
}

/** From logarithms around nothing to factors around one, in place. */
function exponentiate(values: Float64Array, { cityDayToDay, dayToDay, within }: Spread): void {
  const half = (cityDayToDay ** 2 + dayToDay ** 2 + within ** 2) / 2;
  for (let index = 0; index < values.length; index++) values[index] = Math.exp((values[index] ?? 0) - half);
}

/** Slots of a day and the end of its last one. */
function slotsOf(day: Day, { slotMinutes }: Spread): number {
  return Math.round((day.endsAt - day.startsAt) / (slotMinutes * minute)) + 1;
}
