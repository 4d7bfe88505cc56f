import { MetropoleError } from '../../main/common/errors.ts';
import { knownAheadKinds, type KnownAheadName } from '../../main/common/known-ahead.ts';
import { robustRidge, type RidgeFit } from '../linear/robust-ridge.ts';
import type { FitOptions } from '../model.ts';
import { pause } from '../pause.ts';
import type { Series } from '../series/series.ts';
import { featureCount, featurePenalties, writeFeatures } from './change-features.ts';
import { cellCount, type ChangeRidgeRule, type ChangeWeights } from './change-ridge.ts';
import { dayKind, DayWidths } from './day-widths.ts';
import { ErrorBook } from './error-book.ts';
import { blocksOfLead, hourly, leadCount, slotOf, type Hours } from './hours.ts';
import { AheadFeatures, learnedAhead } from './known-ahead-features.ts';
import { PastInSeries } from './past-in-series.ts';
import { wideningWithinHours } from './within-hour.ts';

/** One lead in so many tells what is missed on days that a holiday bears on: an hour's errors from different leads are nearly the same. */
const leadsApart = 6;

/** Rows of one place in a cell, oldest first; `hours` are their target hours. */
interface CellRows {
  readonly features: Float64Array;
  readonly targets: Float64Array;
  readonly hours: Uint32Array;
  readonly count: number;
}

/**
 * Learns, for each block of the day and lead, how the load changes from the last day that is known: first what all places have in common, then
 * each place drawn towards it. With `onlyAt` nothing is learned for other origins. Hours whose value or whose last day is missing are left out.
 * @throws MetropoleError `aborted` · `forecast-no-data` when there is not one hour with a day before it
 */
export async function learnChanges(
  series: Series,
  hours: Hours,
  rule: ChangeRidgeRule,
  { onlyAt, signal }: Pick<FitOptions, 'onlyAt' | 'signal'>,
): Promise<ChangeWeights> {
  const byHour = hourly(series, hours);
  const past = new PastInSeries(byHour, hours);
  const places = byHour.places.length;
  const knownAhead = learnedAhead(rule.knownAhead, byHour.knownAhead);
  const ahead = new AheadFeatures(knownAhead, byHour.knownAhead);
  const width = featureCount(rule.features) + ahead.width;
  const [cells, leads] = [cellCount(hours), leadCount(hours)];
  const scales = Float32Array.from(byHour.places, (_, place) => dailySpread(past, place, byHour.steps));
  const weights = new Float32Array((places + 1) * cells * width);
  const errors = new ErrorBook(places, cells, byHour.steps, hours, rule.errors, onlyAt !== undefined);
  const dayWidths = new DayWidths(cells, knownAhead.length);
  const penalties = Float64Array.from([
    ...featurePenalties(rule.features, rule.penalties.calendar, rule.penalties.changes),
    ...knownAhead.map((name) => rule.knownAhead?.[knownAheadKinds[name].group].penalty ?? 0),
  ]);
  const towardsShared = new Float64Array(width).fill(rule.sharedRows ?? 0);
  towardsShared.set(
    knownAhead.map((name) => rule.knownAhead?.[knownAheadKinds[name].group].sharedRows ?? 0),
    width - ahead.width,
  );
  const only = onlyAt === undefined ? -1 : slotOf(onlyAt, hours);
  let seen = 0;
  for (let cell = 0; cell < cells; cell++) {
    if (cell % leads === 0) await pause(signal);
    const [slot, lead] = [Math.floor(cell / leads), cell % leads];
    const blocks = blocksOfLead(lead, hours);
    if (only >= 0 && !blocks.some((block) => (only + block) % hours.blocksPerDay === slot)) continue;
    const block = blocks[Math.floor((blocks.length - 1) / 2)] ?? 0;
    const rows = byHour.places.map((_, place) =>
      cellRows(past, ahead, place, slot, block, scales[place] ?? NaN, rule),
    );
    const together = joined(rows, width);
    if (together.count === 0) continue;
    seen += together.count;
    const shared = robustRidge({ width, ...together }, penalties, rule.robustPasses);
    weights.set(shared.weights, (places * cells + cell) * width);
    errors.addShared(cell, shared.errors, together.hours);
    const special =
      only >= 0 || lead % leadsApart === 0
        ? specialDays(shared, together, width, knownAhead)
        : new Map<number, SpecialDay>();
    rows.forEach((own, place) => {
      const fit =
        rule.sharedRows === null
          ? robustRidge({ width, ...own }, penalties, rule.robustPasses)
          : onTopOf(shared.weights, own, towardsShared, rule.robustPasses);
      weights.set(fit.weights, (place * cells + cell) * width);
      errors.add(place, cell, fit.errors, own.hours);
      own.hours.forEach((hour, row) => {
        const day = special.get(hour);
        if (day === undefined) return;
        const moved = product(day.moved, own.features, row * width);
        const date = Math.round((hour - slot) / hours.blocksPerDay);
        dayWidths.add(day.kind, date, place, cell, (fit.errors[row] ?? NaN) + moved);
      });
    });
  }
  if (seen === 0) throw new MetropoleError('forecast-no-data', {}, 'no hour with a day before it');
  const { meanOffsets, levelOffsets } = errors.offsets();
  return {
    scales,
    weights,
    meanOffsets,
    levelOffsets,
    withinHour: wideningWithinHours(series, byHour, hours, scales, errors),
    knownAhead,
    dayWidths: dayWidths.fit(levelOffsets),
  };
}

/** An hour that a holiday bears on. */
interface SpecialDay {
  readonly kind: number;
  /** By how much shared weights are more than those learned without that hour of any place. `[width]` */
  readonly moved: Float64Array;
}

/** Those of the hours of all places together: what is common to places on one day is not left out with the row of one of them. */
function specialDays(
  shared: RidgeFit,
  together: CellRows,
  width: number,
  knownAhead: readonly KnownAheadName[],
): Map<number, SpecialDay> {
  const rowsOf = new Map<number, number[]>();
  together.hours.forEach((hour, row) => {
    if (dayKind(knownAhead, together.features, (row + 1) * width - knownAhead.length) < 0) return;
    const rows = rowsOf.get(hour) ?? [];
    rows.push(row);
    rowsOf.set(hour, rows);
  });
  return new Map(
    [...rowsOf].map(([hour, rows]) => {
      const others = shared.without(rows);
      const moved = shared.weights.map((weight, at) => weight - (others[at] ?? 0));
      const kind = dayKind(knownAhead, together.features, ((rows[0] ?? 0) + 1) * width - knownAhead.length);
      return [hour, { kind, moved }];
    }),
  );
}

function product(weights: Float64Array, features: Float64Array, offset: number): number {
  return weights.reduce((sum, weight, at) => sum + weight * (features[offset + at] ?? 0), 0);
}

function cellRows(
  past: PastInSeries,
  ahead: AheadFeatures,
  place: number,
  slot: number,
  lead: number,
  scale: number,
  { features: set }: ChangeRidgeRule,
): CellRows {
  const pastWidth = featureCount(set);
  const width = pastWidth + ahead.width;
  const candidates = past.hoursOfSlot[slot] ?? [];
  const features = new Float64Array(candidates.length * width);
  const targets = new Float64Array(candidates.length);
  const hours = new Uint32Array(candidates.length);
  let count = 0;
  for (const hour of candidates) {
    const own = past.of(place, hour, lead);
    const target = (past.at(place, hour) - own.lastDay) / scale;
    if (!Number.isFinite(target) || Number.isNaN(own.lastHourYesterday)) continue;
    writeFeatures(own, set, scale, features, count * width);
    ahead.write(hour - lead, lead, features, count * width + pastWidth);
    targets[count] = target;
    hours[count] = hour;
    count++;
  }
  return { features, targets, hours: hours.subarray(0, count), count };
}

function joined(rows: readonly CellRows[], width: number): CellRows {
  const count = rows.reduce((sum, own) => sum + own.count, 0);
  const features = new Float64Array(count * width);
  const targets = new Float64Array(count);
  const hours = new Uint32Array(count);
  let at = 0;
  for (const own of rows) {
    features.set(own.features.subarray(0, own.count * width), at * width);
    targets.set(own.targets.subarray(0, own.count), at);
    hours.set(own.hours, at);
    at += own.count;
  }
  return { features, targets, hours, count };
}

/** Weights that differ from the shared ones only as far as the rows of the place ask for it. */
function onTopOf(
  shared: Float64Array,
  own: CellRows,
  penalties: Float64Array,
  passes: number,
): Omit<RidgeFit, 'without'> {
  const width = shared.length;
  const targets = own.targets.slice();
  for (let row = 0; row < own.count; row++) {
    for (let at = 0; at < width; at++)
      targets[row] = (targets[row] ?? 0) - (shared[at] ?? 0) * (own.features[row * width + at] ?? 0);
  }
  const { weights, errors } = robustRidge({ width, ...own, targets }, penalties, passes);
  return { weights: weights.map((weight, at) => weight + (shared[at] ?? 0)), errors };
}

/** Standard deviation of the change from one day to the next; 1 where there is none. */
function dailySpread(past: PastInSeries, place: number, hours: number): number {
  let [count, sum, square] = [0, 0, 0];
  for (let hour = 0; hour < hours; hour++) {
    const change = past.at(place, hour) - past.sameTime(place, hour, 1);
    if (Number.isNaN(change)) continue;
    count++;
    sum += change;
    square += change * change;
  }
  const spread = Math.sqrt(Math.max(square / count - (sum / count) ** 2, 0));
  return spread > 0 ? spread : 1;
}
