import { SeededRandom } from '../../../../main/common/seeded-random.ts';
import {
  keptShares,
  thinned,
  visitProbabilities,
} from '../../../../models/safety/responsible/feedback-control.ts';
import { poisson } from '../small-town.ts';

/** How the record grows. */
export type Recording = 'controlled' | 'uncontrolled' | 'uniform';

export interface Outcome {
  /** Forecast share of the first district on the last day. */
  readonly share: number;
  /** Share of the incidents that the public reported in the last 300 days that lay in the four cells with the highest forecasts. */
  readonly hitRate: number;
}

/** Of the ten cells of a district, how the incidents of the district are spread. */
const within = [30, 20, 14, 10, 8, 6, 5, 3, 2, 2].map((part) => part / 100);
const incidentsPerDay = 30;
/** The rest is in the record only where officers are there to find it. */
const reportedByPublic = 0.15;
const foundWhereVisited = 0.9;
const visitsPerDay = 3;
const days = 1000;
const recordedBefore = 400;

/**
 * Two districts of ten cells whose record starts at 60:40. Officers go where the forecast says, find what the public does not report,
 * and what they find is in the record on which the next forecast is made (Ensign et al. 2018).
 * @param ratio of the true rates of the districts
 */
export function twoDistricts(ratio: number, recording: Recording, seed: number): Outcome {
  const random = new SeededRandom(seed);
  const truth = [ratio / (1 + ratio), 1 / (1 + ratio)].flatMap((share) => within.map((part) => share * part));
  const record = Float64Array.from(
    [0.6, 0.4].flatMap((share) => within.map((part) => recordedBefore * share * part)),
  );
  const visits = new Float64Array(record.length);
  let hits = 0;
  let reports = 0;
  for (let day = 0; day < days; day++) {
    const forecast = recording === 'uniform' ? record.map(() => 1) : record.slice();
    const visited = drawn(forecast, random);
    const lots = forecast.map(() => random.next());
    const watched = [...forecast.keys()]
      .toSorted((a, b) => (forecast[b] ?? 0) - (forecast[a] ?? 0) || (lots[b] ?? 0) - (lots[a] ?? 0))
      .slice(0, 4);
    const kept = keptShares(visitProbabilities(visits, day));
    truth.forEach((share, cell) => {
      const told = poisson(random, incidentsPerDay * share * reportedByPublic);
      const hidden = poisson(random, incidentsPerDay * share * (1 - reportedByPublic));
      const found = visited.has(cell) ? thinned(hidden, foundWhereVisited, random) : 0;
      const added = recording === 'controlled' ? thinned(found, kept[cell] ?? 0, random) : found;
      record[cell] = (record[cell] ?? 0) + told + added;
      if (day < days - 300) return;
      reports += told;
      if (watched.includes(cell)) hits += told;
    });
    for (const cell of visited) visits[cell] = (visits[cell] ?? 0) + 1;
  }
  const last = recording === 'uniform' ? record.map(() => 1) : record;
  const [all, first] = [last, last.subarray(0, within.length)].map((part) =>
    part.reduce((sum, one) => sum + one, 0),
  );
  return { share: (first ?? 0) / (all ?? 1), hitRate: hits / reports };
}

/** The cells that are visited on a day, drawn by the forecast. */
function drawn(forecast: Float64Array, random: SeededRandom): Set<number> {
  const total = forecast.reduce((sum, one) => sum + one, 0);
  return new Set(
    Array.from({ length: visitsPerDay }, () => {
      let left = random.next() * total;
      const cell = forecast.findIndex((one) => (left -= one) < 0);
      return cell < 0 ? forecast.length - 1 : cell;
    }),
  );
}
