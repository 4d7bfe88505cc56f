import type { ExplanationRecord, WindowRecord } from '../../../common/contract/compute-contract.ts';
import { SeededRandom } from '../../../common/seeded-random.ts';
import { figureOver, largest, mean, type Measurement } from '../measurement.ts';

/** Standard deviation of the noise over the size of a reading. */
const noiseShare = 0.001;

/**
 * How much the contributions change when every reading is a thousandth off: the sum of their changes over the sum of their sizes. Explanations
 * whose contributions come to less than a thousandth of the forecast have nothing to change, and play no part.
 */
export const stability: Measurement = async (bench) => {
  const changes: number[] = [];
  for (const one of bench.cases) {
    const before = await bench.explained(one);
    const after = await bench.explained(one, withNoise(bench.window, one.seed));
    changes.push(relativeChange(before, after));
  }
  return [
    figureOver('stability-mean', 'share', changes, mean),
    figureOver('stability-largest', 'share', changes, largest),
  ];
};

function withNoise(window: WindowRecord, seed: number): WindowRecord {
  const random = new SeededRandom(seed);
  return { ...window, history: window.history.map((value) => value * (1 + noiseShare * random.normal())) };
}

function relativeChange(before: ExplanationRecord, after: ExplanationRecord): number {
  const valueIn = ({ contributions }: ExplanationRecord, group: string): number =>
    contributions.find((one) => one.group === group)?.value ?? 0;
  const groups = new Set([...before.contributions, ...after.contributions].map(({ group }) => group));
  let [change, size] = [0, 0];
  for (const group of groups) {
    change += Math.abs(valueIn(after, group) - valueIn(before, group));
    size += Math.abs(valueIn(before, group));
  }
  return size < noiseShare * Math.abs(before.forecast) ? NaN : change / size;
}
