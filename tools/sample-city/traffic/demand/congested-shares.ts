import { Simulator } from '../simulator.ts';
import { type Calendar, type City, type Weather } from '../../words.ts';
import { type Demand } from './demand.ts';

/** Below this share of the free speed traffic crawls. */
const crawling = 0.6;
const hour = 3_600_000;
const starts = 4.5;
const peaks = [
  [7.5, 9],
  [17, 18.75],
] as const;
const late = [22, 22.5] as const;

const oneDay: Calendar = {
  events: [],
  days: [
    { date: '2026-06-16', startsAt: 0, endsAt: 24 * hour, weekday: 1, holiday: null, isSchoolDay: true },
  ],
};
const fairWeather: Weather = {
  forecasts: [],
  hours: [
    {
      at: 0,
      temperatureCelsius: 20,
      rainMillimetres: 0,
      windMetresPerSecond: 2,
      visibilityMetres: 20_000,
      irradianceWattsPerSquareMetre: 0,
      darkness: 0,
    },
  ],
};

/**
 * Shares of length that crawl on an average working day with so many trips: of motorways (of all roads where a city has none) in
 * its peaks, and of all roads late in the evening.
 */
export function congestedShares(demand: Demand, scale: number): { peak: number; late: number } {
  const simulator = new Simulator(demand, oneDay, fairWeather);
  simulator.watch(Int32Array.from({ length: simulator.cells.count }, (_, cell) => cell));
  const circumstances = { causes: [], variation: null, scale };
  const fast = fastCells(demand.city, simulator);
  const state = simulator.emptyState(starts * hour);
  let peak = 0;
  let peakIntervals = 0;
  let evening = 0;
  let eveningIntervals = 0;
  while (state.at < late[1] * hour) {
    const at = state.at / hour;
    simulator.advance(state, circumstances);
    if (peaks.some(([from, to]) => at >= from && at < to)) {
      peak += crawlingShare(simulator, fast);
      peakIntervals++;
    }
    if (at >= late[0]) {
      evening += crawlingShare(simulator, null);
      eveningIntervals++;
    }
  }
  return { peak: peak / peakIntervals, late: evening / eveningIntervals };
}

function fastCells({ roads }: City, { cells, demand }: Simulator): Uint8Array | null {
  const isFast = Uint8Array.from(cells.linkOf, (link) =>
    Number(roads[demand.network.roadOf[link] ?? -1]?.roadClass === 'motorway'),
  );
  return isFast.includes(1) ? isFast : null;
}

function crawlingShare({ cells, passed }: Simulator, within: Uint8Array | null): number {
  let slow = 0;
  let all = 0;
  for (let cell = 0; cell < cells.count; cell++) {
    if (within !== null && within[cell] !== 1) continue;
    const metres = cells.metres[cell] ?? 0;
    const vehicles = passed.vehicles[cell] ?? 0;
    all += metres;
    const freeMetres = (cells.free[cell] ?? 0) * metres;
    if (vehicles > 1e-6 && ((passed.flow[cell] ?? 0) / vehicles) * metres < crawling * freeMetres)
      slow += metres;
  }
  return all > 0 ? slow / all : 0;
}
