import type { BackendId } from '../../common/backends.ts';
import type { BackendRow } from '../../common/contract/backend-records.ts';

/** Nothing computes as slowly, and it is what the others are judged by: it serves where no other is left. */
const reference: BackendId = 'cpu';

/**
 * The backend to compute on: the one that is insisted on if it is here; else the fastest of those that pass parity, a
 * graphics card imitated by the processor and `cpu` excepted; else `cpu`; null when there is none at all.
 */
export function choose(rows: readonly BackendRow[], forced: BackendId | null): BackendId | null {
  const here = rows.filter(({ detection, fault }) => detection.refusal === null && fault === null);
  if (here.some(({ detection }) => detection.backend === forced)) return forced;
  const sound = rivalsOf(rows);
  const judged = sharedModels(sound);
  const [fastest] = sound
    .map((row) => ({ backend: row.detection.backend, milliseconds: timeOf(row, judged) }))
    .sort((one, other) => one.milliseconds - other.milliseconds);
  if (fastest !== undefined) return fastest.backend;
  return here.some(({ detection }) => detection.backend === reference) ? reference : null;
}

/** Those among which the fastest is looked for. */
export function rivalsOf(rows: readonly BackendRow[]): readonly BackendRow[] {
  return rows.filter(
    ({ detection, measurement, fault }) =>
      detection.refusal === null &&
      fault === null &&
      measurement?.parity.passes === true &&
      !detection.isSoftware &&
      detection.backend !== reference,
  );
}

/** The models that all of them were timed on. */
function sharedModels(rows: readonly BackendRow[]): readonly string[] {
  const [first, ...others] = rows.map(
    ({ measurement }) => measurement?.latencies.map(({ model }) => model) ?? [],
  );
  return (first ?? []).filter((model) => others.every((models) => models.includes(model)));
}

/** Time of one forecast by every one of the models, or, where there is none yet, of a fixed number of operations. */
function timeOf({ measurement }: BackendRow, models: readonly string[]): number {
  if (measurement === null) return Infinity;
  if (models.length === 0) return 1 / measurement.gigaflops;
  return measurement.latencies
    .filter(({ model }) => models.includes(model))
    .reduce((sum, { milliseconds }) => sum + milliseconds, 0);
}
