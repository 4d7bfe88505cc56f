import type { ExpectedCountsRecord, HeldOutRecord } from '../../main/common/contract/count-records.ts';
import { leastGainInHits } from '../evaluation/count-bars.ts';
import { compareCounts } from '../evaluation/count-protocol.ts';
import { countScores, type CountScores } from '../evaluation/count-scores.ts';
import { pause } from '../pause.ts';
import { mean } from './benchmarks/simple.ts';
import type { ExpectedCounts } from './count-method.ts';
import { recordOf, type Areas } from './count-record.ts';
import { countsBetween, type Counts } from './counts.ts';
import { expectOf, type FittedCounts } from './fitted-counts.ts';
import { lately } from './lately.ts';
import { isDistinguishable } from './responsible/false-discovery.ts';

export interface ExpectOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((done: { readonly model: string; readonly fraction: number }) => void) | undefined;
}

/** Days in which a cell is compared with its long-run mean: whole weeks. */
const recentDays = 28;

/** Days that have to lie behind what was learned from before anything is judged on them. */
const leastJudgedDays = 7;

/** A fit, and how it did behind what it has learned from. */
interface Judged {
  readonly name: string;
  readonly fit: FittedCounts;
  readonly held: ExpectedCounts | null;
  /** `[category]`; null where nothing could be judged. */
  readonly scores: readonly (CountScores | null)[];
}

/** Stored fits: the two means, fitted to all categories, and the approved method, where it may serve. */
export interface CountFits {
  readonly mean: FittedCounts;
  readonly meanByWeek: FittedCounts;
  readonly approved: FittedCounts | null;
  /** End of what any of them has learned from, period. */
  readonly learnedUntil: number;
  /** End of what nearly everything is told of, period: nothing later is judged. Left out: all that is known. */
  readonly reportedUntil?: number | undefined;
  /** Left out: the whole city is one. */
  readonly areas?: Areas | undefined;
}

/**
 * What is to be expected in periods `from` to before `to`. Shown is the long-run mean, by shift and weekday where that does better on
 * the days behind what was learned from, unless the approved method finds at least one point more of the incidents there and has done
 * no worse than the mean lately.
 * @throws MetropoleError `aborted`
 */
export async function expectCounts(
  counts: Counts,
  from: number,
  to: number,
  { mean: plain, meanByWeek: byWeek, approved, learnedUntil, reportedUntil, areas }: CountFits,
  { signal, onProgress }: ExpectOptions = {},
): Promise<ExpectedCountsRecord> {
  const { periodsPerDay } = counts;
  const known = counts.known ?? counts.periods;
  const days = Math.floor(Math.min(known, reportedUntil ?? known) / periodsPerDay);
  const firstJudged = Math.ceil(learnedUntil / periodsPerDay);
  const isJudged = days - firstJudged >= leastJudgedDays;
  const judged: Judged[] = [];
  const fits = approved === null ? [plain, byWeek] : [plain, byWeek, approved];
  for (const [index, fit] of fits.entries()) {
    onProgress?.({ model: fit.method, fraction: index / fits.length });
    await pause(signal);
    const held = isJudged ? expectOf(fit, counts, firstJudged * periodsPerDay, days * periodsPerDay) : null;
    judged.push({
      name: fit.method,
      fit,
      held,
      scores: counts.categories.map((_, category) => scoresOf(counts, held, category)),
    });
  }
  const chosen = counts.categories.map((_, category) => choose(judged, category, counts));
  await pause(signal);
  const ahead = new Map(judged.map(({ name, fit }) => [name, expectOf(fit, counts, from, to)]));
  const recent = recentOf(
    counts,
    known,
    chosen.map(({ longRun }) => longRun),
  );
  return {
    from,
    to,
    categories: counts.categories.map((category, at) => {
      const { shown, longRun, ...reasons } = chosenAt(chosen, at);
      const own = longRun.fit.categories.indexOf(category);
      return {
        category,
        method: shown.name,
        approved: approved?.categories.includes(category) === true ? approved.method : null,
        longRun: longRun.name === mean.name ? ('mean' as const) : ('mean-by-week' as const),
        priorDays: longRun.fit.model.chosen[`priorDays.${own}`] ?? 0,
        dispersion: ahead.get(shown.name)?.dispersions[at] ?? 0,
        heldOut: heldOutOf(counts, shown, at, reasons),
      };
    }),
    means: picked(
      counts,
      ahead,
      chosen.map(({ shown }) => shown.name),
      to - from,
    ),
    longRun: picked(
      counts,
      ahead,
      chosen.map(({ longRun }) => longRun.name),
      to - from,
    ),
    recentDays,
    ...recent,
    ...heldCells(
      counts,
      chosen.map(({ shown }) => shown.held),
    ),
    track: trackOf(counts, chosen, areas ?? { count: 1, ofCell: new Uint16Array(counts.cells.length) }),
  };
}

interface Chosen {
  readonly shown: Judged;
  readonly longRun: Judged;
  /** The approved method where it says something of the category, shown or not; the mean otherwise. */
  readonly served: Judged;
  readonly gain: HeldOutRecord['gain'];
  readonly lately: HeldOutRecord['lately'];
}

function chosenAt(chosen: readonly Chosen[], category: number): Chosen {
  const one = chosen[category];
  if (one === undefined) throw new RangeError('no such category');
  return one;
}

function scoresOf(counts: Counts, held: ExpectedCounts | null, category: number): CountScores | null {
  if (held === null) return null;
  if (!Number.isFinite(held.dispersions[category])) return null;
  const scores = countScores(counts, held, category);
  return scores.hits.every(Number.isFinite) ? scores : null;
}

function choose(judged: readonly Judged[], category: number, { cells, periodsPerDay }: Counts): Chosen {
  const [plain, byWeek, model] = judged;
  if (plain === undefined || byWeek === undefined) throw new RangeError('no mean');
  const [scores, weekly, better] = [plain, byWeek, model].map((one) => one?.scores[category] ?? null);
  const longRun =
    scores !== null && weekly !== null && (weekly?.logScore ?? Infinity) < (scores?.logScore ?? -Infinity)
      ? byWeek
      : plain;
  const usual = longRun.scores[category] ?? null;
  if (model === undefined || usual === null || better === null || better === undefined)
    return { shown: longRun, longRun, served: longRun, gain: null, lately: null };
  const gain = compareCounts(better, usual, longRun.name).hitsAtFive;
  const recent = lately(better.logScorePerDay, usual.logScorePerDay, cells.length * periodsPerDay);
  const isEarned = gain.difference >= leastGainInHits && !recent.isMeanShown;
  const { difference, low, high, blocks, isMeanShown } = recent;
  return {
    ...{ shown: isEarned ? model : longRun, longRun, served: model, gain },
    lately: { difference, low, high, blocks, isMeanShown },
  };
}

/** Null where nothing could be judged. */
function trackOf(counts: Counts, chosen: readonly Chosen[], areas: Areas): ExpectedCountsRecord['track'] {
  const forecasts = chosen.flatMap(({ served, longRun }) =>
    served.held === null || longRun.held === null ? [] : [{ expected: served.held, mean: longRun.held }],
  );
  const held = forecasts[0]?.expected;
  if (held === undefined) return null;
  return {
    ...{ from: held.from / counts.periodsPerDay, to: held.to / counts.periodsPerDay },
    ...recordOf(counts, forecasts, areas),
  };
}

function heldOutOf(
  { cells, periodsPerDay, ...counts }: Counts,
  { held, scores }: Judged,
  category: number,
  reasons: Pick<Chosen, 'gain' | 'lately'>,
): HeldOutRecord | null {
  const score = scores[category] ?? null;
  if (held === null || score === null) return null;
  const size = (held.to - held.from) * cells.length;
  return {
    days: (held.to - held.from) / periodsPerDay,
    incidents: sum(countsBetween({ ...counts, cells, periodsPerDay }, category, held.from, held.to)),
    expected: sum(held.means.subarray(category * size, (category + 1) * size)),
    slope: score.slope,
    observedOverExpected: [...score.observedOverExpected],
    gain: reasons.gain,
    lately: reasons.lately,
  };
}

/** The last whole weeks against what the long-run mean had expected of them before they began. */
function recentOf(
  counts: Counts,
  known: number,
  longRun: readonly Judged[],
): Pick<ExpectedCountsRecord, 'recentSeen' | 'recentExpected' | 'isDistinguishable'> {
  const { cells, categories, periodsPerDay } = counts;
  const to = Math.floor(known / periodsPerDay) * periodsPerDay;
  const from = Math.max(0, to - recentDays * periodsPerDay);
  const before = { ...counts, known: from };
  const recentSeen = new Uint32Array(categories.length * cells.length);
  const recentExpected = new Float64Array(recentSeen.length);
  const dispersions = new Float64Array(categories.length);
  for (const [category, { fit }] of longRun.entries()) {
    const expected = expectOf(fit, before, from, to);
    dispersions[category] = (expected.dispersions[category] ?? 0) / Math.max(to - from, 1);
    const begin = category * (to - from) * cells.length;
    const seen = countsBetween(counts, category, from, to);
    seen.forEach((count, index) => {
      const at = category * cells.length + (index % cells.length);
      recentSeen[at] = (recentSeen[at] ?? 0) + count;
      recentExpected[at] = (recentExpected[at] ?? 0) + (expected.means[begin + index] ?? 0);
    });
  }
  const found = isDistinguishable(
    Array.from(recentSeen, (count, at) => ({
      count,
      expected: recentExpected[at] ?? 0,
      dispersion: dispersions[Math.floor(at / cells.length)] ?? 0,
    })),
  );
  return { recentSeen, recentExpected, isDistinguishable: Uint8Array.from(found, Number) };
}

/** Of each category the means by the method that was chosen for it. */
function picked(
  { cells, categories }: Counts,
  ahead: ReadonlyMap<string, ExpectedCounts>,
  names: readonly string[],
  periods: number,
): Float64Array {
  const size = periods * cells.length;
  const all = new Float64Array(categories.length * size);
  names.forEach((name, category) => {
    const from = ahead.get(name)?.means.subarray(category * size, (category + 1) * size);
    if (from !== undefined) all.set(from, category * size);
  });
  return all;
}

function heldCells(
  counts: Counts,
  shown: readonly (ExpectedCounts | null)[],
): Pick<ExpectedCountsRecord, 'heldExpected' | 'heldSeen'> {
  const { cells, categories } = counts;
  if (shown.some((held) => held === null))
    return { heldExpected: new Float64Array(0), heldSeen: new Uint32Array(0) };
  const heldExpected = new Float64Array(categories.length * cells.length);
  const heldSeen = new Uint32Array(heldExpected.length);
  for (const [category, held] of shown.entries()) {
    if (held === null) continue;
    const begin = category * (held.to - held.from) * cells.length;
    countsBetween(counts, category, held.from, held.to).forEach((count, index) => {
      const at = category * cells.length + (index % cells.length);
      heldSeen[at] = (heldSeen[at] ?? 0) + count;
      heldExpected[at] = (heldExpected[at] ?? 0) + (held.means[begin + index] ?? 0);
    });
  }
  return { heldExpected, heldSeen };
}

function sum(values: Uint16Array | Float64Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
