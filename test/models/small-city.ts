import { SeededRandom } from '../../main/common/seeded-random.ts';
import { linksFromEdges, type Series } from '../../models/series/series.ts';

export interface SmallCity {
  readonly places?: number;
  readonly days?: number;
  readonly stepSeconds?: number;
  readonly seed?: number;
  /** Share of readings that are missing. */
  readonly missing?: number;
}

/**
 * A ring of places with a daily dip that travels from neighbour to neighbour, some noise, and slow swings that last beyond an
 * hour. Starts on a Monday at midnight.
 */
export function smallCity(city: SmallCity = {}): Series {
  const { places = 6, days = 4, stepSeconds = 900, seed = 1, missing = 0 } = city;
  const random = new SeededRandom(seed);
  const perDay = 86_400 / stepSeconds;
  const steps = days * perDay;
  const values = new Float32Array(places * steps);
  for (let place = 0; place < places; place++) {
    let swing = 0;
    for (let step = 0; step < steps; step++) {
      swing = 0.9 * swing + random.normal();
      const hour = (24 * (step % perDay)) / perDay;
      const dip = 25 * Math.exp(-((hour - 8 - place * 0.2) ** 2) / 4);
      values[place * steps + step] = random.next() < missing ? NaN : Math.max(60 + place - dip + swing, 1);
    }
  }
  const minutes = stepSeconds / 60;
  return {
    places: Array.from({ length: places }, (_, place) => `p${place}`),
    start: Date.UTC(2024, 0, 1),
    stepSeconds,
    steps,
    values,
    calendar: {
      minuteOfDay: Uint16Array.from({ length: steps }, (_, step) => (step % perDay) * minutes),
      dayOfWeek: Uint8Array.from({ length: steps }, (_, step) => Math.floor(step / perDay) % 7),
    },
    links: linksFromEdges(
      places,
      Array.from({ length: places }, (_, place) => [place, (place + 1) % places, 1] as const),
      'road',
    ),
    covariates: [],
  };
}
