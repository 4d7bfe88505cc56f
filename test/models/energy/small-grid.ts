import { SeededRandom } from '../../../main/common/seeded-random.ts';
import { noLinks, type Series } from '../../../models/series/series.ts';

/**
 * Feeders with an evening peak, lower weekends, and a level that wanders from day to day and lasts: what the last hour
 * of a day is above yesterday, the next day is too. Begins on a Monday at midnight.
 */
export function smallGrid({ places = 2, days = 60, stepSeconds = 3600, seed = 1 } = {}): Series {
  const random = new SeededRandom(seed);
  const perDay = 86_400 / stepSeconds;
  const steps = days * perDay;
  const values = new Float32Array(places * steps);
  for (let place = 0; place < places; place++) {
    let level = 0;
    for (let step = 0; step < steps; step++) {
      level += (random.normal() * 12) / Math.sqrt(perDay);
      const hour = (24 * (step % perDay)) / perDay;
      const weekend = Math.floor(step / perDay) % 7 >= 5 ? -40 : 0;
      const peak = 150 * Math.exp(-((hour - 20) ** 2) / 10);
      values[place * steps + step] = (1 + place) * (400 + level + weekend + peak + 2 * random.normal());
    }
  }
  return {
    places: Array.from({ length: places }, (_, place) => `feeder ${place}`),
    start: Date.UTC(2024, 0, 1),
    stepSeconds,
    steps,
    values,
    calendar: {
      minuteOfDay: Uint16Array.from({ length: steps }, (_, step) => ((step % perDay) * stepSeconds) / 60),
      dayOfWeek: Uint8Array.from({ length: steps }, (_, step) => Math.floor(step / perDay) % 7),
    },
    links: noLinks(places),
    covariates: [],
  };
}
