import { type City } from '../../words.ts';
import { congestedShares } from './congested-shares.ts';
import { type Demand, makeDemand } from './demand.ts';
import { type Loads } from './loads.ts';

/** Share of motorway that crawls in the peaks of a working day, in the mean of morning and evening. */
const wantedShare = 0.105;
/** Share of all roads that may still crawl three hours after the evening peak. */
const lateShare = 0.01;
const leastScale = 0.4;
const mostScale = 2.2;
const rounds = 6;

const known = new WeakMap<City, Demand>();

/**
 * The demand of a city, made once for each. The routes come from a static equilibrium; how many trips there are is found by
 * driving an average working day until the motorways are as slow in the peaks as they should be, and free again at night.
 */
export function calibratedDemand(city: City): Demand {
  const found = known.get(city);
  if (found !== undefined) return found;
  const made = makeDemand(city);
  const scale = fittingScale(made);
  const scaled: Demand = { ...made, patterns: made.patterns.map((loads) => scaledLoads(loads, scale)) };
  known.set(city, scaled);
  return scaled;
}

/** By bisection in the logarithm. */
function fittingScale(demand: Demand): number {
  let low = leastScale;
  let high = mostScale;
  for (let round = 0; round < rounds; round++) {
    const middle = Math.sqrt(low * high);
    const { peak, late } = congestedShares(demand, middle);
    if (peak > wantedShare || late > lateShare) high = middle;
    else low = middle;
  }
  return Math.sqrt(low * high);
}

function scaledLoads(loads: Loads, scale: number): Loads {
  const times = (values: Float64Array): Float64Array => values.map((value) => value * scale);
  return {
    link: times(loads.link),
    movement: times(loads.movement),
    exit: times(loads.exit),
    entry: times(loads.entry),
  };
}
