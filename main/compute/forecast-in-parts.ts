import type { ForecastRecord } from '../common/contract/compute-contract.ts';
import { MetropoleError } from '../common/errors.ts';
import { JoinedForecast, type PartColumns } from './joined-forecast.ts';
import { isMemoryError } from './memory-errors.ts';
import { halvesOf, rangesOf, type PlaceRange } from './place-ranges.ts';
import type { Turn } from './work-queue.ts';

/** A thread that forecasts places of one window with one model. */
export interface PlaceForecaster {
  /** Time in the model so far. */
  readonly milliseconds: number;
  /** @throws MetropoleError `engine-died` when the thread died of it */
  forecast(range: PlaceRange): Promise<PartColumns>;
}

/** A part during which so many threads died is what kills them. */
const deathsOfOnePart = 2;

interface Part extends PlaceRange {
  readonly deaths: number;
}

/**
 * Forecasts all places in parts: every thread takes the next part when it is done with one, and all stop between parts while
 * something more urgent waits. A part too large for the memory is halved; one whose thread died is done again by the next.
 * @throws MetropoleError `aborted`, `compute-failed`, or as the model does
 */
export async function forecastInParts(
  threads: readonly PlaceForecaster[],
  size: { readonly places: number; readonly horizonSteps: number; readonly longestPart: number },
  turn: Turn,
): Promise<ForecastRecord> {
  const joined = new JoinedForecast(size.places, size.horizonSteps);
  const waiting: Part[] = rangesOf(size.places, size.longestPart).map((range) => ({ ...range, deaths: 0 }));
  const failures: unknown[] = [];
  const workOn = async (thread: PlaceForecaster): Promise<void> => {
    while (!turn.isOver && failures.length === 0) {
      const part = waiting.shift();
      if (part === undefined) return;
      try {
        joined.put(part, await thread.forecast(part));
      } catch (thrown) {
        const left = leftToDo(part, thrown);
        if (left.length === 0) failures.push(failureOf(part, thrown));
        waiting.unshift(...left);
      }
    }
  };
  while (waiting.length > 0) {
    await turn.giveWay();
    await Promise.all(threads.map(workOn));
    if (failures.length > 0) throw failures[0];
  }
  return joined.record;
}

/** What can be tried after a part failed; nothing where it would fail again. */
function leftToDo(part: Part, thrown: unknown): Part[] {
  if (isMemoryError(thrown)) return halvesOf(part).map((half) => ({ ...half, deaths: 0 }));
  const deaths = part.deaths + 1;
  return isDeath(thrown) && deaths < deathsOfOnePart ? [{ ...part, deaths }] : [];
}

function failureOf({ from, to }: Part, thrown: unknown): unknown {
  if (!isDeath(thrown) && !isMemoryError(thrown)) return thrown;
  const detail = `places ${String(from)} to ${String(to)}: ${MetropoleError.from(thrown).detail ?? String(thrown)}`;
  return new MetropoleError('compute-failed', {}, detail, thrown);
}

function isDeath(thrown: unknown): boolean {
  return MetropoleError.from(thrown).code === 'engine-died';
}
