import { cumulativeSums, referenceOf, sumLimit } from '../../../models/drift/cumulative-sum.ts';
import type { DriftRecord } from '../../common/contract/messages/models.ts';
import type { Drift, DriftKind, ErrorBlock } from '../../common/rows/drift.ts';
import type { Fit } from '../../common/rows/models.ts';
import type { ForecastStore } from '../ports.ts';

/** A measure of drift: on from one limit, off again below another. */
export interface DriftMeasure {
  readonly kind: DriftKind;
  /** Null: the whole city. */
  readonly district: string | null;
  readonly value: number;
  readonly on: number;
  readonly off: number;
  readonly count: number;
}

/** Fewer blocks say too little of what errors are like while nothing has changed. */
const leastBlocks = 12;

/** Errors of late against those that a version was judged by. */
export function errorMeasures(
  district: string | null,
  judged: readonly ErrorBlock[],
  late: readonly ErrorBlock[],
): DriftMeasure[] {
  if (judged.length < leastBlocks || late.length === 0) return [];
  const count = late.reduce((sum, block) => sum + block.count, 0);
  const measure = (kind: 'bias' | 'size', of: (block: ErrorBlock) => number): DriftMeasure[] => {
    const reference = referenceOf(judged.map(of));
    if (reference === undefined) return [];
    const { above, below } = cumulativeSums(late.map(of), reference);
    // Errors that have become smaller are nothing to watch for.
    const value = kind === 'bias' ? Math.max(above, below) : above;
    return [{ kind, district, value, on: sumLimit, off: 0, count }];
  };
  return [...measure('bias', ({ bias }) => bias), ...measure('size', ({ size }) => size)];
}

/** Keeps what has begun or ended since the last look, and gives it. */
export async function keepDrift(
  drifts: ForecastStore['drifts'],
  { modelId, version }: Fit,
  asOf: number,
  measures: readonly DriftMeasure[],
): Promise<readonly (Drift & Fit)[]> {
  const foundAt = Date.now();
  const added = await drifts.add({ modelId, version }, asOf, (holding) =>
    measures.flatMap(({ kind, district, value, on, off, count }) => {
      const last = holding.find((one) => one.kind === kind && one.district === district);
      const wasOn = last?.isOn ?? false;
      const isOn = wasOn ? value > off : value >= on;
      return isOn === wasOn
        ? []
        : [{ kind, district, asOf, foundAt, isOn, value, limit: isOn ? on : off, count }];
    }),
  );
  return added.map((one) => ({ ...one, modelId, version }));
}

/** What of a version drifts at an instant, epoch milliseconds. */
export async function driftAt(
  drifts: Pick<ForecastStore['drifts'], 'at'>,
  fit: Fit,
  now: number,
): Promise<DriftRecord[]> {
  return (await drifts.at(fit, now))
    .filter(({ isOn }) => isOn)
    .map(({ kind, district, asOf, value, limit, count }) => ({
      ...{ kind, district, since: asOf, value, limit, count },
    }));
}
