import type { ResponseOf } from '../common/contract/define.ts';
import type { EngineMessages } from '../common/contract/engine-contract.ts';
import type { SafetyGround } from '../common/contract/messages/safety-map.ts';
import { modelName } from '../common/model-names.ts';
import { chanceText, recordDistrict, recordShift, shownBecause } from '../common/safety-words.ts';
import type { Wording } from '../common/wording.ts';
import { timeText } from './action-lines.ts';
import { alignedTable } from './terminal.ts';

const cellsListed = 20;

/** The cells with the most expected incidents. */
export function mapLines(answer: ResponseOf<EngineMessages, 'safety.map'>, wording: Wording): string[] {
  const { cell, district, expected, atLeastOne, longRun, isDistinguishable } = answer.cells.columns;
  const order = [...expected.values.keys()].toSorted(
    (a, b) => (expected.values[b] ?? 0) - (expected.values[a] ?? 0),
  );
  const rows = order
    .slice(0, cellsListed)
    .map((row) => [
      cell.values[row] ?? '',
      district.values[row] ?? '',
      (expected.values[row] ?? 0).toPrecision(2),
      chanceText(atLeastOne.values[row] ?? 0, expected.values[row] ?? 0, wording),
      (longRun.values[row] ?? 0).toPrecision(2),
      wording.say(isDistinguishable.values[row] === 1 ? 'safety.yes' : 'safety.no'),
    ]);
  return [
    ...groundLines(answer, wording, {
      cells: answer.cells.rows,
      expected: expected.values.reduce((sum, one) => sum + one, 0).toFixed(1),
      different: isDistinguishable.values.reduce((sum, one) => sum + one, 0),
    }),
    ...table(['cell', 'district', 'expected', 'chance', 'long-run', 'told-apart'], rows, wording),
  ];
}

/** One cell, category by category. */
export function cellLines(answer: ResponseOf<EngineMessages, 'safety.cell'>, wording: Wording): string[] {
  const rows = answer.parts.map((part) => [
    wording.say(`incident-kind.${part.category}`),
    part.expected.toPrecision(2),
    chanceText(part.atLeastOne, part.expected, wording),
    part.longRun.toPrecision(2),
    wording.say(part.isDistinguishable ? 'safety.yes' : 'safety.no'),
    part.seen === null ? wording.say('safety.hidden') : String(part.seen),
  ]);
  const { expected, isDistinguishable } = answer;
  return [
    ...groundLines(answer, wording, {
      ...{ cells: 1, expected: expected.toPrecision(2), different: Number(isDistinguishable) },
    }),
    ...table(['category', 'expected', 'chance', 'long-run', 'told-apart', 'incidents'], rows, wording),
  ];
}

/** How right forecasts were in every district and shift. */
export function recordLines(
  { record, state }: ResponseOf<EngineMessages, 'safety.record'>,
  wording: Wording,
): string[] {
  if (record === null)
    return [wording.say(state === 'shown' ? 'safety.track-record-none' : `safety.state.${state}`)];
  const score = (value: number | null): string => value?.toFixed(4) ?? '–';
  const rows = record.rows.map((row) => [
    wording.say(`incident-kind.${row.category}`),
    recordDistrict(row.district, wording),
    recordShift(row.fromHour, wording),
    String(row.forecasts),
    row.incidents === null ? wording.say('safety.masked') : String(row.incidents),
    row.expected.toFixed(1),
    row.incidents === null ? '–' : (row.incidents / row.expected).toFixed(2),
    score(row.logScore),
    score(row.meanLogScore),
  ]);
  const dates = { from: timeText(record.from), to: timeText(record.to) };
  return [
    wording.say('safety.track-record', { days: record.days, ...dates }),
    ...table(
      [
        ...['category', 'district', 'period', 'forecasts', 'incidents', 'expected'],
        ...['ratio', 'score', 'mean-score'],
      ],
      rows,
      wording,
    ),
  ];
}

/** What districts are expected to have, beside who lives there. */
export function equityLines(answer: ResponseOf<EngineMessages, 'safety.equity'>, wording: Wording): string[] {
  const share = (value: number | null): string => (value === null ? '–' : `${(100 * value).toFixed(1)} %`);
  const rows = answer.districts.map((row) => [
    row.district === '' ? '–' : row.district,
    row.expected.toPrecision(2),
    share(row.share),
    share(row.peopleShare),
    row.observedOverExpected === null ? wording.say('safety.hidden') : row.observedOverExpected.toFixed(2),
    row.rate === null
      ? '–'
      : `${row.rate.rate.toFixed(1)} (${row.rate.low.toFixed(1)} … ${row.rate.high.toFixed(1)})`,
  ]);
  return [
    ...groundLines(answer, wording, {
      cells: answer.districts.reduce((sum, { cells }) => sum + cells, 0),
      expected: answer.districts.reduce((sum, { expected }) => sum + expected, 0).toFixed(1),
      different: 0,
    }).slice(0, -1),
    ...table(['district', 'expected', 'share', 'people', 'ratio', 'rate'], rows, wording),
  ];
}

function table(columns: readonly string[], rows: readonly (readonly string[])[], wording: Wording): string[] {
  if (rows.length === 0) return [];
  return alignedTable([columns.map((name) => wording.say(`safety.column.${name}`)), ...rows]);
}

function groundLines(
  { state, period, asOf, knownTo, zone, categories, approved, delay, isOld, unrecorded }: SafetyGround,
  wording: Wording,
  counted: { readonly cells: number; readonly expected: string; readonly different: number },
): string[] {
  if (state !== 'shown' || period === null) return [wording.say(`safety.state.${state}`)];
  return [
    wording.say('safety.map-head', {
      ...counted,
      ...{ zone, from: timeText(period.from), to: timeText(period.to), asOf: timeText(asOf ?? 0) },
    }),
    ...unrecorded.map((span) => wording.say('safety.unrecorded', span)),
    ...(isOld ? [wording.say('safety.old', { at: timeText(knownTo ?? 0) })] : []),
    ...(delay?.isIncomplete === true
      ? [
          wording.say('safety.incomplete', {
            share: `${Math.round(100 * delay.complete)} %`,
            median: Math.round(delay.medianMinutes),
          }),
        ]
      : []),
    ...categories.map((one) =>
      wording.say('safety.category-line', {
        category: wording.say(`incident-kind.${one.category}`),
        method: modelName(one.method, wording),
        why: shownBecause(one, approved, wording, (points) => `${points > 0 ? '+' : ''}${points.toFixed(2)}`),
      }),
    ),
    '',
  ];
}
