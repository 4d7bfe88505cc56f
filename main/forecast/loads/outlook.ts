import { levelCount } from '../../../models/model.ts';
import type { OutlookRecord } from '../../common/contract/outlook-records.ts';
import { ratingValue } from '../../common/ratings.ts';
import type { LoadOutlookRows, OutlookNumber, WeatherScenarioId } from '../../common/rows/load-outlooks.ts';
import type { Compute, ForecastStore, NewRun } from '../ports.ts';
import type { Scene } from '../scene.ts';
import type { OtherWeather } from './other-weather.ts';

const day = 86_400_000;
/** How far back joint paths look for how hours and places go together: a hundred days, and what a few that are missing take. */
const historyDays = 112;

/**
 * Peaks and risks of overload of a run of loads: of every place that it forecasts, and of those that feed them, which are the sums of
 * what they feed. One of whose feeders there is no forecast is left out, and so is what peaks and risks can't be told of.
 *
 * @param otherWeather how the forecasts would move in it
 * @returns null where too few days are known
 */
export async function loadOutlook(
  store: ForecastStore,
  compute: Compute,
  scene: Scene,
  { run, forecasts }: NewRun,
  otherWeather: readonly OtherWeather[] = [],
  signal?: AbortSignal,
): Promise<LoadOutlookRows | null> {
  const { steps, stepSeconds, asOf } = run;
  const said = placesOf(scene, forecasts, steps);
  const groups = scene.sums.flatMap(({ placeId, members: measured }) => {
    const members = measured.map((position) => said.placeIds.indexOf(scene.placeIds[position] ?? -1));
    return members.includes(-1) ? [] : [{ placeId, members }];
  });
  if (said.placeIds.length === 0) return null;
  const placeIds = [...said.placeIds, ...groups.map(({ placeId }) => placeId)];
  const ratings = await ratingsOf(store, scene, placeIds);
  const request = { metric: scene.metric, stepSeconds, asOf };
  const { values, placeIds: measured } = await store.readings.matrix({
    ...request,
    from: asOf - historyDays * day,
    to: asOf,
  });
  const length = values.length / measured.length;
  const history = new Float32Array(said.placeIds.length * length).fill(NaN);
  said.placeIds.forEach((place, row) => {
    const at = measured.indexOf(place);
    if (at >= 0) history.set(values.subarray(at * length, (at + 1) * length), row * length);
  });
  const offsets = new Uint32Array(groups.length + 1);
  groups.forEach(({ members }, group) => (offsets[group + 1] = (offsets[group] ?? 0) + members.length));
  const outlookOf = async (quantiles: Float32Array): Promise<OutlookRecord | null> => {
    const request = {
      places: said.placeIds.length,
      horizonSteps: steps,
      quantiles,
      history,
      stepSeconds,
      offsets,
      members: Uint32Array.from(groups.flatMap(({ members }) => members)),
      ratings,
    };
    return (await compute.call('compute.outlook', request, { signal })).outlook;
  };
  const outlook = await outlookOf(said.quantiles);
  if (outlook === null) return null;
  const others: InOtherWeather[] = [];
  for (const weather of otherWeather) {
    const peaks = await outlookOf(movedBy(weather, scene, { run, forecasts }, said.quantiles));
    if (peaks !== null) others.push({ weather, peaks });
  }
  const members = placeIds.map((_, row) => groups[row - said.placeIds.length]?.members.length ?? 0);
  return rowsOf(outlook, placeIds, members, ratings, others);
}

interface InOtherWeather {
  readonly weather: OtherWeather;
  readonly peaks: OutlookRecord;
}

/** What a run shows, moved as its model moves in other weather; NaN where it does not show that model. */
function movedBy(
  { moved }: OtherWeather,
  scene: Scene,
  { run, forecasts: { series, servedBy } }: Pick<NewRun, 'run' | 'forecasts'>,
  quantiles: Float32Array,
): Float32Array {
  const positions = new Map(scene.series.map(({ seriesId }, position) => [seriesId, position]));
  return quantiles.map((value, index) => {
    const row = Math.floor(index / levelCount);
    const position = positions.get(series[row] ?? -1);
    if (position === undefined || servedBy[row] !== run.modelId) return NaN;
    return value + (moved[position * run.steps + (row % run.steps)] ?? NaN);
  });
}

/** What a run shows, place by place, as `[place, step, level]`. Places that it says nothing of are left out. */
function placesOf(
  scene: Scene,
  { series, quantiles }: NewRun['forecasts'],
  steps: number,
): { readonly placeIds: readonly number[]; readonly quantiles: Float32Array } {
  const placeOf = new Map(scene.series.map(({ seriesId, placeId }) => [seriesId, placeId]));
  const count = series.length / steps;
  const placeIds = Array.from(
    { length: count },
    (_, place) => placeOf.get(series[place * steps] ?? -1) ?? -1,
  );
  return { placeIds, quantiles: quantiles.slice(0, count * steps * levelCount) };
}

async function ratingsOf(
  store: ForecastStore,
  { unit }: Scene,
  placeIds: readonly number[],
): Promise<Float32Array> {
  const said = new Map((await store.places.ratings()).map((one) => [one.placeId, one]));
  return Float32Array.from(placeIds, (place) => {
    const one = said.get(place);
    return one === undefined ? NaN : ratingValue(one.property, one.text, unit);
  });
}

/** Without the places of which nothing can be said. A place that is measured and the sum of others is the sum. */
function rowsOf(
  outlook: OutlookRecord,
  placeIds: readonly number[],
  members: readonly number[],
  ratings: Float32Array,
  others: readonly InOtherWeather[],
): LoadOutlookRows {
  const { steps } = outlook;
  const kept = placeIds
    .map((place, row) => ({ place, row }))
    .filter(({ place, row }) => placeIds.lastIndexOf(place) === row)
    .filter(({ row }) => !Number.isNaN(outlook.peakStep[row]))
    .map(({ row }) => row);
  const own = (values: Float32Array): Float32Array => Float32Array.from(kept, (row) => values[row] ?? NaN);
  const ofSteps = (values: Float32Array): Float32Array =>
    Float32Array.from(kept.flatMap((row) => [...values.subarray(row * steps, (row + 1) * steps)]));
  return {
    rows: kept.length,
    place: Int32Array.from(kept, (row) => placeIds[row] ?? -1),
    members: Int32Array.from(kept, (row) => members[row] ?? 0),
    numbers: {
      rating: own(ratings),
      peakStep: own(outlook.peakStep),
      peakShare: own(outlook.peakShare),
      peakEarliest: own(outlook.peakEarliest),
      peakLatest: own(outlook.peakLatest),
      peakLower: own(outlook.peakLower),
      peakMedian: own(outlook.peakMedian),
      peakUpper: own(outlook.peakUpper),
      overAny: own(outlook.overAny),
      firstEarly: own(outlook.firstEarly),
      firstMedian: own(outlook.firstMedian),
      firstLate: own(outlook.firstLate),
      stepsAbove: own(outlook.stepsAbove),
      shiftedStep: own(outlook.shiftedStep),
      shiftedLower: own(outlook.shiftedLower),
      shiftedMedian: own(outlook.shiftedMedian),
      shiftedUpper: own(outlook.shiftedUpper),
      shiftedOver: own(outlook.shiftedOver),
      nextPeakStep: own(outlook.nextPeakStep),
      nextPeakLower: own(outlook.nextPeakLower),
      nextPeakMedian: own(outlook.nextPeakMedian),
      nextPeakUpper: own(outlook.nextPeakUpper),
      nextOver: own(outlook.nextOver),
      ...weatherNumbers(others, own, kept.length),
    },
    steps,
    perStep: {
      over: ofSteps(outlook.over),
      lower: ofSteps(outlook.lower),
      median: ofSteps(outlook.median),
      upper: ofSteps(outlook.upper),
    },
  };
}

type WeatherNumbers = Pick<
  LoadOutlookRows['numbers'],
  Extract<OutlookNumber, `${WeatherScenarioId}${string}`>
>;

/** The peaks in other weather as columns; NaN where nothing is said. @param own the kept rows of a column */
function weatherNumbers(
  others: readonly InOtherWeather[],
  own: (values: Float32Array) => Float32Array,
  rows: number,
): WeatherNumbers {
  const of = (scenario: WeatherScenarioId) => {
    const found = others.find(({ weather }) => weather.scenario === scenario);
    const peak = (name: 'peakLower' | 'peakMedian' | 'peakUpper'): Float32Array =>
      own(found?.peaks[name] ?? new Float32Array(0));
    const same = (value: number): Float32Array => new Float32Array(rows).fill(value);
    return {
      lower: peak('peakLower'),
      median: peak('peakMedian'),
      upper: peak('peakUpper'),
      beyond: same(found === undefined ? NaN : Number(found.weather.isBeyond)),
      day: same(found?.weather.day ?? NaN),
    };
  };
  const [warmer, hottest, coldest] = [of('warmer'), of('hottest'), of('coldest')];
  return {
    warmerLower: warmer.lower,
    warmerMedian: warmer.median,
    warmerUpper: warmer.upper,
    warmerBeyond: warmer.beyond,
    hottestLower: hottest.lower,
    hottestMedian: hottest.median,
    hottestUpper: hottest.upper,
    hottestBeyond: hottest.beyond,
    hottestDay: hottest.day,
    coldestLower: coldest.lower,
    coldestMedian: coldest.median,
    coldestUpper: coldest.upper,
    coldestBeyond: coldest.beyond,
    coldestDay: coldest.day,
  };
}
