import { SeededRandom } from '../../main/common/seeded-random.ts';
import { levelCount, type Forecast, type TrainedModel } from '../model.ts';
import { pause } from '../pause.ts';
import type { Series } from '../series/series.ts';
import { targetsAt, windowAt, type Window } from '../series/window.ts';
import { ScoreSheet } from './metrics.ts';

/** What is wrong with a place: it reports nothing, or the same value all the time, or nothing was heard of it before this hour. */
export type Fault = 'silent' | 'stuck' | 'new';

/** What was judged: a fault, and the share of places that have it. */
export interface FaultCase {
  readonly fault: Fault;
  readonly share: number;
}

/** Scores of one horizon step where some places are at fault. Places apart by whether they are. NaN where there were none. */
export interface FaultScores {
  readonly sound: GroupScores;
  readonly faulty: GroupScores;
  /** Forecasts that were no number, of all places. */
  readonly notFinite: number;
}

export interface GroupScores {
  readonly maeMedian: number;
  readonly coverage: number;
  readonly width: number;
}

/** The faults that are judged, no fault first: what the others are compared with. */
export const faultCases: readonly FaultCase[] = [
  { fault: 'silent', share: 0 },
  { fault: 'silent', share: 0.2 },
  { fault: 'silent', share: 0.4 },
  { fault: 'silent', share: 0.6 },
  { fault: 'stuck', share: 0.2 },
  { fault: 'new', share: 0.2 },
];

/**
 * Judges a model at origins of a series where a share of the places, drawn anew at every origin, is at fault for the whole
 * history. Gives scores for each of `steps` (0 = the first horizon step).
 * @throws MetropoleError `aborted`
 */
export async function judgeFaults(
  series: Series,
  model: TrainedModel,
  origins: readonly number[],
  { fault, share }: FaultCase,
  steps: readonly number[],
  signal?: AbortSignal,
): Promise<FaultScores[]> {
  const { inputs, horizonSteps } = model.declaration;
  const random = new SeededRandom(1);
  const places = series.places.length;
  const sheets = steps.map(() => ({
    sound: new ScoreSheet(places, -Infinity),
    faulty: new ScoreSheet(places, -Infinity),
  }));
  let notFinite = 0;
  for (const [index, origin] of origins.entries()) {
    if (index % 32 === 0) await pause(signal);
    const window = windowAt(series, origin, { ...inputs, horizonSteps });
    const faulty = series.places.map(() => random.next() < share);
    const forecast = await model.predict(spoilt(window, faulty, fault));
    const truth = targetsAt(series, origin, horizonSteps);
    notFinite += missingIn(forecast);
    for (let place = 0; place < places; place++) {
      steps.forEach((step, at) => {
        const cell = place * horizonSteps + step;
        const sheet = faulty[place] === true ? sheets[at]?.faulty : sheets[at]?.sound;
        const mean = forecast.mean[cell] ?? NaN;
        sheet?.add(place, truth[cell] ?? NaN, mean, forecast.quantiles, cell * levelCount);
      });
    }
  }
  return sheets.map(({ sound, faulty }) => ({ sound: of(sound), faulty: of(faulty), notFinite }));
}

function of(sheet: ScoreSheet): GroupScores {
  const { maeMedian, coverage, width } = sheet.scores();
  return { maeMedian, coverage, width };
}

function missingIn({ mean, quantiles }: Forecast): number {
  return [mean, quantiles].reduce(
    (sum, values) => sum + values.filter((value) => !Number.isFinite(value)).length,
    0,
  );
}

function spoilt(window: Window, faulty: readonly boolean[], fault: Fault): Window {
  if (fault === 'new') {
    const places = window.places.map((place, index) => (faulty[index] === true ? `new ${place}` : place));
    return { ...window, places };
  }
  const { historySteps } = window;
  const history = window.history.slice();
  for (const [place, isFaulty] of faulty.entries()) {
    if (!isFaulty) continue;
    const first = place * historySteps;
    const value = fault === 'silent' ? NaN : (history[first] ?? NaN);
    history.fill(value, first, first + historySteps);
  }
  return { ...window, history };
}
