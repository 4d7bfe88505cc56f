import { cellToBoundary } from 'h3-js';
import { float32, float64, int32, text } from '../../common/contract/columns.ts';
import type { ResponseOf } from '../../common/contract/define.ts';
import type { EngineMessages } from '../../common/contract/engine-contract.ts';
import {
  incidentFaults,
  type SafetyGround,
  type SafetyState,
} from '../../common/contract/messages/safety-map.ts';
import { MetropoleError } from '../../common/errors.ts';
import type { IncidentKindId } from '../../common/happenings.ts';
import { dayText } from '../../common/unrecorded-days.ts';
import { atLeastOne } from '../../../models/safety/count-likelihood.ts';
import { meanParts } from '../../../models/safety/mean-parts.ts';
import { exposureRate } from '../../../models/safety/responsible/exposure-rate.ts';
import { masked, withMargins } from '../../../models/safety/responsible/masking.ts';
import { hexagons } from './cell-grid.ts';
import type { Fit, Nothing } from './expected-incidents.ts';
import { leastShown } from './least-shown.ts';
import { recordAnswer, recordTable } from './record-answer.ts';

const daysOfWeeks = 7;
const weeksShown = 4;

type Wanted = readonly IncidentKindId[] | null;

/** A fit at a target time, for some categories. */
interface Shown {
  readonly fit: Fit;
  readonly period: number;
  /** Positions of the categories in the counts. */
  readonly categories: readonly number[];
}

/** What holds for every answer; without a fit why there is none. */
function groundOf(fit: Fit | Nothing, targetAt: number | null, wanted: Wanted): SafetyGround {
  const none = {
    ...{ targetAt, period: null, asOf: null, knownTo: null, reachesTo: null, isOld: false },
    ...{ zone: 'UTC', dataHash: '', categories: [], approved: null, delay: null, faults: [] },
    unrecorded: [],
    learned: nothingLearned,
  };
  if (typeof fit === 'string') return { ...none, state: fit };
  const { clock, known, counts, learned } = fit;
  const at = targetAt ?? fit.asOf;
  return {
    state: stateOf(fit, at),
    targetAt,
    period: { ...clock.around(at), hours: clock.hours },
    zone: fit.zone,
    asOf: fit.asOf,
    knownTo: clock.startOf(known),
    reachesTo: clock.startOf(counts.periods),
    isOld: fit.isOld,
    dataHash: fit.dataHash,
    categories: categoriesOf(fit, wanted).flatMap((one) => fit.record.categories[one] ?? []),
    approved: fit.approved,
    delay: fit.delay,
    faults: incidentFaults.filter((fault) => fit.faults.includes(fault)),
    unrecorded: fit.unrecorded.map(({ from, to }) => ({
      ...{ first: dayText(from), last: dayText(to - 1), days: to - from },
    })),
    learned: { ...learned, incidents: fit.incidents.length },
  };
}

/** @param at the target time, epoch milliseconds */
function stateOf({ clock, record }: Fit, at: number): SafetyState {
  const period = clock.at(at);
  if (period < record.from) return 'before';
  if (period >= record.to) return 'beyond';
  return clock.isRecorded(at) ? 'shown' : 'unrecorded';
}

const nothingLearned = {
  ...{ incidents: 0, untyped: 0, discretionary: 0, foundByOfficers: 0, sensor: 0, withoutPosition: 0 },
  ...{ switchedOff: 0, thinned: 0, deployments: 0 },
};

function categoriesOf({ counts }: Fit, wanted: Wanted): number[] {
  return counts.categories.flatMap((category, at) =>
    wanted === null || wanted.some((one) => one === category) ? [at] : [],
  );
}

function shownOf(fit: Fit | Nothing, ground: SafetyGround, wanted: Wanted): Shown | null {
  if (typeof fit === 'string' || ground.state !== 'shown') return null;
  return {
    fit,
    period: fit.clock.at(ground.targetAt ?? fit.asOf),
    categories: categoriesOf(fit, wanted),
  };
}

/** One category of a cell in the period. */
function partOf(
  { fit: { counts, record }, period }: Shown,
  category: number,
  cell: number,
): { expected: number; atLeastOne: number; longRun: number; isDistinguishable: boolean } {
  const cells = counts.cells.length;
  const index = (category * (record.to - record.from) + period - record.from) * cells + cell;
  const expected = record.means[index] ?? 0;
  return {
    expected,
    atLeastOne: atLeastOne(expected, record.categories[category]?.dispersion ?? 0),
    longRun: record.longRun[index] ?? 0,
    isDistinguishable: record.isDistinguishable[category * cells + cell] === 1,
  };
}

/** All categories together; whether one happens is taken to say nothing of another. */
function together(shown: Shown, cell: number): ReturnType<typeof partOf> {
  const parts = shown.categories.map((category) => partOf(shown, category, cell));
  return {
    expected: parts.reduce((sum, { expected }) => sum + expected, 0),
    atLeastOne: 1 - parts.reduce((none, part) => none * (1 - part.atLeastOne), 1),
    longRun: parts.reduce((sum, { longRun }) => sum + longRun, 0),
    isDistinguishable: parts.some(({ isDistinguishable }) => isDistinguishable),
  };
}

/** Expected incidents of every cell. */
export function mapAnswer(
  fit: Fit | Nothing,
  targetAt: number | null,
  wanted: Wanted,
): ResponseOf<EngineMessages, 'safety.map'> {
  const ground = groundOf(fit, targetAt, wanted);
  const shown = shownOf(fit, ground, wanted);
  const cells = shown?.fit.counts.cells ?? [];
  const values = shown === null ? [] : cells.map((_, cell) => together(shown, cell));
  const centres = cells.map((cell) => hexagons.centreOf(cell));
  const corners = cells.flatMap((cell, row) =>
    cellToBoundary(cell).map(([latitude, longitude]) => ({ row, latitude, longitude })),
  );
  return {
    ...ground,
    cells: {
      rows: cells.length,
      columns: {
        cell: text([...cells]),
        latitude: float64(Float64Array.from(centres, ({ latitude }) => latitude)),
        longitude: float64(Float64Array.from(centres, ({ longitude }) => longitude)),
        district: text(shown === null ? [] : [...shown.fit.districts]),
        expected: float32(Float32Array.from(values, ({ expected }) => expected)),
        atLeastOne: float32(Float32Array.from(values, (value) => value.atLeastOne)),
        longRun: float32(Float32Array.from(values, ({ longRun }) => longRun)),
        isDistinguishable: int32(Int32Array.from(values, (value) => Number(value.isDistinguishable))),
      },
    },
    corners: {
      rows: corners.length,
      columns: {
        row: int32(Int32Array.from(corners, ({ row }) => row)),
        longitude: float64(Float64Array.from(corners, ({ longitude }) => longitude)),
        latitude: float64(Float64Array.from(corners, ({ latitude }) => latitude)),
      },
    },
  };
}

/** One cell and what is behind its number. @throws MetropoleError `safety-cell-unknown` */
export function cellAnswer(
  fit: Fit,
  targetAt: number | null,
  wanted: Wanted,
  cell: string,
): ResponseOf<EngineMessages, 'safety.cell'> {
  const ground = groundOf(fit, targetAt, wanted);
  const shown = shownOf(fit, ground, wanted);
  const index = fit.counts.cells.indexOf(cell);
  if (shown === null || index < 0) throw new MetropoleError('safety-cell-unknown', { cell });
  const { counts, record, facilities } = fit;
  const weeks = weeksOf(shown, index);
  return {
    ...ground,
    ...together(shown, index),
    cell,
    ...hexagons.centreOf(cell),
    district: fit.districts[index] ?? '',
    parts: shown.categories.map((category, row) => {
      const about = record.categories[category];
      const part = partOf(shown, category, index);
      const mean = meanParts(counts, category, index, shown.period, {
        byWeek: about?.longRun === 'mean-by-week',
        priorDays: about?.priorDays ?? 0,
      });
      const at = category * counts.cells.length + index;
      const { seen, exposure, priorPeriods, cityRate, factor } = mean;
      return {
        ...part,
        ...{ exposure, priorPeriods, cityRate, factor },
        category: counts.categories[category] ?? '',
        seen: hiddenIfSmall(seen),
        regression: part.expected / part.longRun,
        recentDays: record.recentDays,
        // The sum that stands in the table of weeks, hidden where it is hidden there.
        recentSeen: weeks?.counts[row]?.at(-1) ?? null,
        recentExpected: record.recentExpected[at] ?? 0,
      };
    }),
    weeks,
    record: recordAnswer(fit, shown.categories, shown.period, index),
    facilityIncidents: facilities
      .filter((position) => hexagons.cellOf(position) === cell)
      .reduce((sum, { count }) => sum + count, 0),
  };
}

function hiddenIfSmall(count: number): number | null {
  return count > 0 && count < leastShown ? null : count;
}

/** The last weeks that are known: a row for each category and one of sums, a column for each week and one of sums. */
function weeksOf(
  { fit: { counts, known, clock }, categories }: Shown,
  cell: number,
): { from: number[]; counts: (number | null)[][] } | null {
  const { periods, periodsPerDay, values } = counts;
  const days = Math.floor(known / periodsPerDay);
  const from = Array.from(
    { length: weeksShown },
    (_, week) => days - (weeksShown - week) * daysOfWeeks,
  ).filter((day) => day >= 0);
  const rows = categories.map((category) =>
    from.map((day) => {
      const begin = (cell * counts.categories.length + category) * periods + day * periodsPerDay;
      return values
        .subarray(begin, begin + daysOfWeeks * periodsPerDay)
        .reduce((sum, count) => sum + count, 0);
    }),
  );
  const table = masked(withMargins(rows), leastShown);
  return table === null
    ? null
    : { from: from.map((day) => clock.startOf(day * periodsPerDay)), counts: table };
}

/** How right the forecasts were in every district and shift; of the whole record, whatever the target time. */
export function trackAnswer(
  fit: Fit | Nothing,
  targetAt: number | null,
  wanted: Wanted,
): ResponseOf<EngineMessages, 'safety.record'> {
  const record = typeof fit === 'string' ? null : recordTable(fit, categoriesOf(fit, wanted));
  return { ...groundOf(fit, targetAt, wanted), record };
}

/** What districts are expected to have, beside who lives there and how right that was. */
export function equityAnswer(
  fit: Fit | Nothing,
  targetAt: number | null,
  wanted: Wanted,
): ResponseOf<EngineMessages, 'safety.equity'> {
  const ground = groundOf(fit, targetAt, wanted);
  const shown = shownOf(fit, ground, wanted);
  if (shown === null) return { ...ground, districts: [], heldDays: null };
  const { counts, districts, people, record } = shown.fit;
  const names = [...new Set(districts)].toSorted();
  const cells = counts.cells.length;
  const isJudged = record.heldSeen.length > 0;
  const sumIn = (district: string, of: (cell: number) => number): number =>
    districts.reduce((sum, one, cell) => (one === district ? sum + of(cell) : sum), 0);
  const held = (category: number, values: ArrayLike<number>) => (cell: number) =>
    values[category * cells + cell] ?? 0;
  const all = names.reduce((sum, name) => sum + sumIn(name, (cell) => together(shown, cell).expected), 0);
  const everybody = [...people.values()].reduce((sum, one) => sum + one, 0);
  // Masked as one table of all categories: what is asked for one by one gives away no more than what is asked for together.
  const seen = masked(
    withMargins(
      names.map((name) =>
        counts.categories.map((_, category) => sumIn(name, held(category, record.heldSeen))),
      ),
    ),
    leastShown,
  );
  const heldDays = record.categories.find(({ heldOut }) => heldOut !== null)?.heldOut?.days ?? null;
  return {
    ...ground,
    heldDays,
    districts: names.map((district, row) => {
      const expected = sumIn(district, (cell) => together(shown, cell).expected);
      const heldExpected = shown.categories.reduce(
        (sum, category) => sum + sumIn(district, held(category, record.heldExpected)),
        0,
      );
      const heldSeen = isJudged ? seenOf(seen?.[row] ?? null, shown) : null;
      const living = people.get(district) ?? null;
      const thousandYears = ((living ?? 0) / 1000) * ((heldDays ?? 0) / 365.25);
      return {
        ...{ district, expected, heldSeen },
        cells: sumIn(district, () => 1),
        share: all > 0 ? expected / all : 0,
        people: living,
        peopleShare: living === null ? null : living / everybody,
        heldExpected: isJudged ? heldExpected : null,
        observedOverExpected: heldSeen === null || heldExpected === 0 ? null : heldSeen / heldExpected,
        rate: heldSeen === null ? null : exposureRate(heldSeen, thousandYears),
      };
    }),
  };
}

/** Of a masked row the count of the categories that are shown: a sum as it stands there, never one that was worked out. */
function seenOf(row: readonly (number | null)[] | null, { fit, categories }: Shown): number | null {
  if (row === null) return null;
  if (categories.length === fit.counts.categories.length) return row.at(-1) ?? null;
  const counts = categories.map((category) => row[category] ?? null);
  return counts.includes(null) ? null : counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);
}
