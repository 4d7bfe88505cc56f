import { countBars, gainOverMean } from '../../models/evaluation/count-bars.ts';
import {
  judgeCounts,
  runCountProtocol,
  type CountCell,
  type CountRow,
} from '../../models/evaluation/count-protocol.ts';
import { mean } from '../../models/safety/benchmarks/simple.ts';
import { expectCounts } from '../../models/safety/expect-counts.ts';
import { canExpect, expectOf, fittedCounts } from '../../models/safety/fitted-counts.ts';
import { countMethodOf, countMethods } from '../../models/safety/methods.ts';
import type { CallContext, Handlers } from '../common/contract/server.ts';
import type { ComputeMessages } from '../common/contract/compute-contract.ts';
import type { CountRowRecord } from '../common/contract/count-records.ts';
import { MetropoleError } from '../common/errors.ts';

/** What a compute host answers about counts of incidents. */
export const countHandlers: Pick<
  Handlers<ComputeMessages>,
  'compute.evaluate-counts' | 'compute.expect-counts' | 'compute.fit-counts' | 'compute.compare-counts'
> = {
  'compute.evaluate-counts': async ({ counts, split }, context) => {
    const { rows } = await runCountProtocol(counts, countMethods, {
      split,
      ...careOf(context, 'evaluating'),
    });
    return { rows: rows.map(recordOf) };
  },

  'compute.expect-counts': async ({ counts, from, to, fits, ...about }, context) => {
    const [mean, meanByWeek, approved = null] = fits.map(fittedCounts);
    if (mean === undefined || meanByWeek === undefined) throw new MetropoleError('forecast-no-model');
    return await expectCounts(
      counts,
      from,
      to,
      { mean, meanByWeek, approved, ...about },
      careOf(context, 'expecting'),
    );
  },

  'compute.fit-counts': async ({ counts, method: name, from, to }, context) => {
    const method = { ...countMethodOf(name), isBenchmark: false };
    if (to <= from) return { state: method.fit(counts, from * counts.periodsPerDay).state, rows: [] };
    const benchmarks = countMethods.filter((one) => one.isBenchmark && one.name !== name);
    const care = careOf(context, 'fitting');
    const judged = await judgeCounts(counts, [...benchmarks, method], { from, to }, care);
    const state = judged.at(-1)?.model.state;
    if (state === undefined) throw new MetropoleError('model-unknown', { model: name, known: '' });
    return { state, rows: judged.map(({ row }) => recordOf(row)) };
  },

  'compute.compare-counts': async ({ counts, fits, from, to }, context) => {
    const methods = fits.map(({ name, ...fit }, index) => {
      const fitted = fittedCounts(fit);
      if (!canExpect(fitted, counts)) throw new MetropoleError('forecast-no-data');
      const { title, version } = countMethodOf(fit.method);
      const { chosen, state } = fitted.model;
      const model = { chosen, state, expect: expectOf.bind(null, fitted) };
      return { name, title, version, isBenchmark: index > 0, fit: () => model, load: () => model };
    });
    const judged = await judgeCounts(counts, methods, { from, to }, careOf(context, 'evaluating'));
    return { rows: judged.map(({ row }) => recordOf(row)) };
  },
};

/** How work on counts can be given up, and tells how far it is. */
function careOf(
  { signal, progress }: Pick<CallContext, 'signal' | 'progress'>,
  stage: string,
): {
  readonly signal: AbortSignal;
  readonly clock: () => number;
  readonly onProgress: (done: { readonly model: string; readonly fraction: number }) => void;
} {
  return {
    signal,
    clock: () => performance.now(),
    onProgress: ({ model, fraction }) => {
      progress({ fraction, stage, parameters: { model } });
    },
  };
}

function recordOf(row: CountRow): CountRowRecord {
  const { method, title, isBenchmark, fitSeconds } = row;
  const chosen: Record<string, number | null> = {};
  for (const [name, value] of Object.entries(row.chosen))
    chosen[name] = Number.isFinite(value) ? value : null;
  return {
    ...{ method, title, isBenchmark, fitSeconds, chosen },
    categories: row.categories.map((cell) => ({
      category: cell.category,
      logScore: cell.logScore,
      hits: [...cell.hits],
      observedOverExpected: [...cell.observedOverExpected],
      expectedByTenth: [...cell.expectedByTenth],
      slope: cell.slope,
      against: [...cell.against],
      bars: isBenchmark ? null : countBars(cell),
      overMean: isBenchmark || !hasMean(cell) ? null : gainOverMean(cell),
    })),
  };
}

/** Stored versions are judged against one another, not against the mean. */
function hasMean({ against }: CountCell): boolean {
  return against.some(({ benchmark }) => benchmark === mean.name);
}
