import type { Topic } from '../../common/metrics.ts';
import type { ModelRow } from '../../common/rows/models.ts';
import type { SeriesLosses } from '../../common/rows/series-losses.ts';

/** The benchmarks beside a model: one that is best over all series, and others where they are better. */
export interface Benchmarks {
  /** Of every series that has none of its own. */
  readonly benchmark: ModelRow;
  /** Those of single series, by series id. */
  readonly own: ReadonlyMap<number, ModelRow>;
}

/** On fewer origins than this nobody can tell which is better at one series. */
const leastOrigins = 20;

/**
 * The benchmark of each series: the one with the lowest loss there of those that were judged on as many origins as the one that is best
 * over all. Where that was judged on too few, or is the best, it stays.
 * @param ofAll the one that is best over all series
 * @param others the rest that may serve
 */
export function withOwn(
  ofAll: ModelRow,
  others: readonly ModelRow[],
  losses: readonly SeriesLosses[],
): Benchmarks {
  const lowest = bySeries(ofAll, losses);
  const own = new Map<number, ModelRow>();
  for (const benchmark of others)
    for (const [series, { origins, pinball }] of bySeries(benchmark, losses)) {
      const best = lowest.get(series);
      if (best === undefined || best.origins < leastOrigins || origins < best.origins) continue;
      if (!(pinball < best.pinball)) continue;
      lowest.set(series, { origins: best.origins, pinball });
      own.set(series, benchmark);
    }
  return { benchmark: ofAll, own };
}

/** Those that forecast something, each once. */
export function benchmarksInUse({ benchmark, own }: Benchmarks): readonly ModelRow[] {
  return [...new Set([benchmark, ...own.values()])];
}

export function benchmarkOf({ benchmark, own }: Benchmarks, series: number): ModelRow {
  return own.get(series) ?? benchmark;
}

/** Id of the benchmark of these series; where they have several, of all of them together. @param series null: all */
export function benchmarkIdOf(benchmarks: Benchmarks, series: readonly number[] | null = null): string {
  const models = series?.map((one) => benchmarkOf(benchmarks, one)) ?? benchmarksInUse(benchmarks);
  const [first, ...others] = new Set(models.map(({ modelId }) => modelId));
  if (first === undefined) return benchmarks.benchmark.modelId;
  return others.length === 0 ? first : ownBest(benchmarks.benchmark.topic);
}

/** Id of the benchmarks of several series together, each the best one of its series. Wording: `model.own-best`. */
function ownBest(topic: Topic): string {
  return `${topic}.own-best`;
}

function bySeries(
  { modelId, version }: ModelRow,
  losses: readonly SeriesLosses[],
): Map<number, { readonly origins: number; readonly pinball: number }> {
  const found = losses.find((one) => one.modelId === modelId && one.version === version);
  return new Map(
    Array.from(found?.series ?? [], (series, row) => [
      series,
      { origins: found?.origins[row] ?? 0, pinball: found?.pinball[row] ?? NaN },
    ]),
  );
}
