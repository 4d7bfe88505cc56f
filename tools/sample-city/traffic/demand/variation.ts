import { type SeededRandom } from '../../../../main/common/seeded-random.ts';
import { streamOf } from '../../random.ts';
import { type Calendar, type City, type Day } from '../../words.ts';
import { dayOf } from './days.ts';

/** From when on the world goes another way than it went, by another seed. */
export interface Redrawn {
  readonly from: number;
  readonly seed: number;
}

interface DayValues {
  readonly date: string;
  readonly values: Float32Array;
}

const minute = 60_000;

/** What a kind of value does around its mean: standard deviations of its logarithm, from day to day and within the day. */
interface Spread {
  readonly slotMinutes: number;
  readonly dayToDay: number;
  readonly within: number;
  /** Correlation of one slot with the next. */
  readonly carry: number;
}

/** Trips that begin in a zone; the day-to-day part of the whole city comes on top. */
const demandSpread: Spread = { slotMinutes: 15, dayToDay: 0.05, within: 0.09, carry: 0.8 };
const cityDayToDay = 0.03;
/**
 * What gets through the end of a road, minute by minute: the same bottleneck discharges differently from day to day and within
 * the hour (Brilon, Geistefeldt and Regler 2005 treat capacity as random for that reason).
 */
const capacitySpread: Spread = { slotMinutes: 5, dayToDay: 0.02, within: 0.05, carry: 0.55 };

const daysKept = 6;

/**
 * How much more or less than usual there is, zone by zone and road by road. Each zone or road and day has a stream of its own,
 * so that nothing else changes it.
 */
export class Variation {
  readonly #seed: number;
  readonly #city: City;
  readonly #calendar: Calendar;
  readonly #redrawn: Redrawn | null;
  readonly #demandDays: DayValues[] = [];
  readonly #capacityDays: DayValues[] = [];

  constructor(seed: number, city: City, calendar: Calendar, redrawn: Redrawn | null = null) {
    this.#seed = seed;
    this.#city = city;
    this.#calendar = calendar;
    this.#redrawn = redrawn;
  }

  /** A factor for each zone's trips. */
  demandAt(at: number, into: Float64Array): void {
    this.#read(this.#demandDays, 'demand', demandSpread, this.#city.trafficZones, cityDayToDay, at, into);
  }

  /** A factor for what gets out of each road. */
  capacityAt(at: number, into: Float64Array): void {
    this.#read(this.#capacityDays, 'capacity', capacitySpread, this.#city.roads, 0, at, into);
  }

  #read(
    known: DayValues[],
    name: string,
    spread: Spread,
    things: readonly { readonly key: string }[],
    common: number,
    at: number,
    into: Float64Array,
  ): void {
    const day = dayOf(this.#calendar, at);
    const slots = slotsOf(day, spread);
    let found = known.find(({ date }) => date === day.date);
    if (found === undefined) {
      found = { date: day.date, values: this.#drawn(name, spread, things, common, day) };
      known.push(found);
      if (known.length > daysKept) known.shift();
    }
    const { values } = found;
    const place = Math.min(slots - 1, Math.max(0, (at - day.startsAt) / (spread.slotMinutes * minute)));
    const slot = Math.min(slots - 2, Math.floor(place));
    const share = place - slot;
    for (let thing = 0; thing < things.length; thing++) {
      const first = values[thing * slots + slot] ?? 1;
      const second = values[thing * slots + slot + 1] ?? 1;
      into[thing] = first + (second - first) * share;
    }
  }

  #drawn(
    name: string,
    spread: Spread,
    things: readonly { readonly key: string }[],
    common: number,
    day: Day,
  ): Float32Array {
    const slots = slotsOf(day, spread);
    const values = new Float32Array(things.length * slots);
    const whole = common === 0 ? 0 : common * this.#stream(day.startsAt, name, 'city', day.date).normal();
    const innovation = Math.sqrt(1 - spread.carry * spread.carry);
    const variance = common * common + spread.dayToDay ** 2 + spread.within ** 2;
    const redrawnFrom = this.#redrawn === null ? Infinity : this.#redrawn.from;
    for (const [index, { key }] of things.entries()) {
      let random = this.#stream(day.startsAt, name, key, day.date);
      const ofDay = whole + spread.dayToDay * random.normal();
      let inside = random.normal();
      for (let slot = 0; slot < slots; slot++) {
        values[index * slots + slot] = Math.exp(ofDay + spread.within * inside - variance / 2);
        const nextAt = day.startsAt + (slot + 1) * spread.slotMinutes * minute;
        if (nextAt > redrawnFrom && nextAt - spread.slotMinutes * minute <= redrawnFrom)
          random = this.#stream(nextAt, name, key, day.date);
        inside = spread.carry * inside + innovation * random.normal();
      }
    }
    return values;
  }

  #stream(at: number, ...keys: readonly string[]): SeededRandom {
    const seed = this.#redrawn !== null && at > this.#redrawn.from ? this.#redrawn.seed : this.#seed;
    return streamOf(seed, ...keys);
  }
}

/** Slots of a day and the end of its last one. */
function slotsOf(day: Day, { slotMinutes }: Spread): number {
  return Math.round((day.endsAt - day.startsAt) / (slotMinutes * minute)) + 1;
}
