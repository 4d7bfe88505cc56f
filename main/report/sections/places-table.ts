import { deviationPercent } from '../../common/city-summary.ts';
import { valueStates } from '../../common/contract/messages/map.ts';
import { figureOf } from '../../common/format/figure.ts';
import { formatSigned } from '../../common/format/numbers.ts';
import { isMeasured, noticedSide, type Topic, type Unit } from '../../common/metrics.ts';
import { modelName } from '../../common/model-names.ts';
import type { Wording } from '../../common/wording.ts';
import { markup, type Markup } from '../markup.ts';
import type { ReportData } from '../report-data.ts';
import { table } from './table.ts';
import { shownValue } from './track-record.ts';

/** More than this many rows are read on a screen, not in a report. */
export const mostRows = 500;

/** Every place at the target time, furthest below usual first; those without a value last. */
export function placesSection(data: ReportData, wording: Wording, unit: Unit | null): Markup {
  const rows = placeRows(data, unit, wording);
  const listed = rows.slice(0, mostRows);
  const number = (title: string, cell: (row: PlaceRow) => string) => ({ title, cell, isNumber: true });
  const list = table<PlaceRow>(
    [
      { title: wording.say('report.place'), cell: ({ name }) => name },
      number(unit ?? wording.say('report.value'), ({ figure }) => figure?.value ?? '–'),
      number(wording.say('chart.interval'), ({ figure }) => figure?.interval ?? '–'),
      number(wording.say('chart.usual'), ({ figure }) => figure?.usual ?? '–'),
      number(wording.say('report.from-usual'), ({ deviation }) =>
        Number.isFinite(deviation) ? `${formatSigned(deviation)}\u202f%` : '–',
      ),
      { title: wording.say('report.state'), cell: ({ state }) => state },
    ],
    listed,
  );
  const left = rows.length - listed.length;
  const remark =
    left > 0 ? markup`<p class="remark">${wording.say('report.places-left', { count: left })}</p>` : null;
  return markup`<section class="new-page"><h2>${wording.say('report.all-places')}</h2>${list}${remark}</section>`;
}

interface PlaceRow {
  readonly name: string;
  /** How the value came to be, in words. */
  readonly state: string;
  readonly figure: ReturnType<typeof figureOf> | null;
  readonly deviation: number;
}

function placeRows(data: ReportData, unit: Unit | null, wording: Wording): PlaceRow[] {
  const stateText = (state: (typeof valueStates)[number], instead: number): string => {
    const benchmark = data.frame.benchmarks[instead - 1];
    return benchmark === undefined
      ? wording.say(`state.${state}`)
      : wording.say('report.state-instead', { benchmark: modelName(benchmark, wording) });
  };
  const stored = data.frame.unit;
  const frame = data.frame.table.columns;
  const frameRow = new Map(Array.from(frame.place.values, (place, row) => [place, row]));
  const { place, name, key, topics: measured } = data.places.places.columns;
  return Array.from(place.values, (id, index): PlaceRow | null => {
    if (!isMeasured(measured.values[index] ?? 0, data.topic)) return null;
    const row = frameRow.get(id) ?? -1;
    const state = valueStates[frame.state.values[row] ?? 0] ?? 'missing';
    const shown = (column: Float32Array): number => shownValue(column[row] ?? Number.NaN, stored, unit);
    const value = shown(frame.value.values);
    const usual = shown(frame.usual.values);
    const isKnown = state !== 'missing' && Number.isFinite(value);
    const spread = { lower: shown(frame.lower.values), upper: shown(frame.upper.values) };
    return {
      name: name.values[index] ?? key.values[index] ?? String(id),
      state: stateText(isKnown ? state : 'missing', frame.instead.values[row] ?? 0),
      figure: isKnown ? figureOf({ value, usual, ...spread }, unit) : null,
      deviation: isKnown ? deviationPercent(value, usual) : Number.NaN,
    };
  })
    .filter((row) => row !== null)
    .sort((first, second) => orderOf(first.deviation, data.topic) - orderOf(second.deviation, data.topic));
}

/** What one has to notice first; places without a deviation last. */
function orderOf(deviation: number, topic: Topic): number {
  if (!Number.isFinite(deviation)) return Number.MAX_VALUE;
  return noticedSide[topic] === 'below' ? deviation : -deviation;
}
