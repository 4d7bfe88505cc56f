import type { CallOptions } from '../../common/contract/client.ts';
import type { CountTableRecord } from '../../common/contract/count-records.ts';
import { MetropoleError } from '../../common/errors.ts';
import { judgedDays, leastLearnedDays } from '../../../models/evaluation/count-protocol.ts';
import type { CountMethod } from '../../../models/safety/count-method.ts';
import type { Counts } from '../../../models/safety/counts.ts';
import type { Compute, ModelRow } from '../ports.ts';
import { writeCountFile, type CountFile } from './count-file.ts';
import { countedHash, countsToJudge, type Counted } from './counted.ts';
import { countsRecord } from './counts-record.ts';
import { reportedUntil } from './reported-so-far.ts';

/** What a way of counting is told, for the card. */
const inputs = ['history of the cell', 'history of the cells around', 'calendar'];

export interface CountTraining {
  readonly training: Compute;
  /** Folder of the states. */
  readonly folder: string;
  readonly method: CountMethod;
  /** The same incidents by day and, where their times are known, by shift. */
  readonly counted: readonly [Counted, ...Counted[]];
  /** Whether it is judged beside the benchmarks, which takes much longer. */
  readonly isJudged: boolean;
  readonly care: CallOptions;
}

/**
 * Fits a method to the first part of the incidents, by day and by shift, and judges it beside the benchmarks on the rest. Its state is in the
 * folder of models then; the row, a candidate, is the caller's to keep.
 * @throws MetropoleError `forecast-no-data` where it is to be judged and there are too few days, `aborted`
 */
export async function fitCounts({
  training,
  folder,
  method,
  counted,
  isJudged,
  care,
}: CountTraining): Promise<ModelRow> {
  const [daily] = counted;
  const days = learnedDays(daily);
  if (isJudged && days.from === days.to)
    throw new MetropoleError('forecast-no-data', {}, 'too few days to learn from');
  const ways: CountFile['ways'] = [];
  const tables: CountTableRecord[] = [];
  for (const [index, one] of counted.entries()) {
    const counts = countsToJudge(one, days.from);
    const { state, rows } = await training.call(
      'compute.fit-counts',
      {
        counts: countsRecord(counts),
        method: method.name,
        from: days.from,
        to: isJudged ? days.to : days.from,
      },
      {
        ...care,
        onProgress: ({ fraction, ...step }) =>
          care.onProgress?.({ ...step, fraction: (index + (fraction ?? 0)) / counted.length }),
      },
    );
    const { periodsPerDay } = one.clock;
    ways.push({ periodsPerDay, state });
    if (rows.length > 0) tables.push({ ...countedIn(counts, days), rows });
  }
  const stamp = Date.now();
  const { clock, zone, counts, learnsFindings } = daily;
  const modelId = countModelId(method.name);
  const row: ModelRow = {
    modelId,
    version: `${method.version}-${stamp.toString(36)}`,
    topic: 'safety',
    isBenchmark: method.isBenchmark,
    stateFile: `${modelId}-${stamp.toString(36)}.model`,
    dataHash: countedHash(daily),
    trainedFrom: clock.startOf(0),
    trainedTo: clock.startOf(days.from),
    seed: null,
    begunWith: null,
    validationPinball: null,
    isShown: false,
    createdAt: stamp,
    state: 'candidate',
    approval: null,
    replacedAt: null,
    validation: null,
    counts: {
      categories: [...counts.categories],
      learnsFindings,
      judgedTo: clock.startOf(tables.length > 0 ? days.to : days.from),
      tables,
    },
  };
  const { trainedFrom, trainedTo, dataHash } = row;
  await writeCountFile(folder, row.stateFile, {
    ...{ format: 1, method: method.name, inputs, categories: [...counts.categories] },
    ...{ dataHash, zone, trainedFrom, trainedTo, ways },
  });
  return row;
}

/** The id of a way of counting in the registry of models. */
export function countModelId(method: string): string {
  return `safety.${method}`;
}

/** Days that are learned from, and to which day is judged; nothing is judged where there are too few of them. */
function learnedDays(counted: Counted): { readonly from: number; readonly to: number } {
  const days = reportedUntil(counted) / counted.clock.periodsPerDay;
  const judged = judgedDays(days, 'test');
  return judged.from >= leastLearnedDays ? judged : { from: days, to: days };
}

/** What a table of these counts is of. */
export function countedIn(
  { cells, categories, periods, periodsPerDay, values, missed }: Counts,
  days: { readonly from: number; readonly to: number },
): Omit<CountTableRecord, 'rows'> {
  let [inside, outside] = [0, 0];
  for (let category = 0; category < categories.length; category++) {
    for (let period = days.from * periodsPerDay; period < days.to * periodsPerDay; period++) {
      outside += missed[category * periods + period] ?? 0;
      for (let cell = 0; cell < cells.length; cell++)
        inside += values[(cell * categories.length + category) * periods + period] ?? 0;
    }
  }
  return {
    ...{ grid: 'h3', hours: 24 / periodsPerDay, isTogether: false, cells: cells.length },
    ...{ learnedDays: days.from, judgedDays: days.to - days.from },
    ...{ incidents: inside + outside, missed: outside },
  };
}
