import type { BackendId } from '../../main/common/backends.ts';
import { millisecondsOfClone, type BareCrossing } from './bare-crossing.ts';
import { median } from './generated-city.ts';

const rounds = 50;
const warmUp = 5;
const goal = 3;

/** One forecast: milliseconds of the whole call and of the model alone, and what came back. */
export interface TimedForecast {
  readonly whole: number;
  readonly model: number;
  readonly back: unknown;
}

/**
 * Shows what a forecast takes outside the model (contract, queue, copies, threads) against a bare structured clone of the same bytes: there
 * and back over the same kind of pipe, and within one process. A host is a process of its own, so the first against the second is the floor.
 */
export async function showOutside(
  backend: BackendId,
  crossing: BareCrossing,
  there: { readonly places: readonly string[] },
  forecast: () => Promise<TimedForecast>,
): Promise<void> {
  for (let round = 0; round < warmUp; round++) await crossing.keep((await forecast()).back);
  const outside: number[] = [];
  const bare: number[] = [];
  const within: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const { whole, model, back } = await forecast();
    outside.push(whole - model);
    bare.push(await crossing.milliseconds(there));
    within.push(millisecondsOfClone(there, back));
  }
  const ratio = median(outside) / median(bare);
  console.table({
    [`outside the model on ${backend}, ${there.places.length} places, ms`]: median(outside).toFixed(2),
    'the same bytes to a process and back, ms': median(bare).toFixed(2),
    'the same bytes cloned within one process, ms': median(within).toFixed(2),
    'ratio to the clone to a process and back': ratio.toFixed(2),
    [`goal: at most ${goal}`]: ratio <= goal ? 'met' : 'missed',
    'ratio to the clone within one process': (median(outside) / median(within)).toFixed(1),
    'of it the bare way to a process and back': (median(bare) / median(within)).toFixed(1),
  });
}
