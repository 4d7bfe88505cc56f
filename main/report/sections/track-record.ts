import { leftOutText } from '../../common/action-words.ts';
import type { TrackRecord } from '../../common/contract/messages/drilldown.ts';
import { formatNumber, formatPercent } from '../../common/format/numbers.ts';
import { horizonText } from '../../common/horizon-text.ts';
import { convert, type Unit } from '../../common/metrics.ts';
import { trackRecordIn } from '../../common/display-units.ts';
import { modelName } from '../../common/model-names.ts';
import type { Wording } from '../../common/wording.ts';
import { markup, type Markup } from '../markup.ts';
import type { ReportData } from '../report-data.ts';
import { table } from './table.ts';

/** Errors per horizon beside the best simple benchmark, by name, and how often the interval held. In `unit`. */
export function trackRecordTable(rows: readonly TrackRecord[], unit: Unit, wording: Wording): Markup {
  return table(
    [
      {
        title: wording.say('report.horizon'),
        cell: ({ horizonMinutes }) => horizonText(horizonMinutes, wording),
      },
      {
        title: wording.say('report.error-in', { unit }),
        isNumber: true,
        cell: ({ meanAbsoluteError }) => formatNumber(meanAbsoluteError, 1),
      },
      {
        title: wording.say('report.benchmark-error'),
        isNumber: true,
        cell: (row) =>
          `${formatNumber(row.benchmarkMeanAbsoluteError, 1)} (${modelName(row.benchmark, wording)})`,
      },
      { title: wording.say('report.held'), isNumber: true, cell: ({ coverage }) => formatPercent(coverage) },
      { title: wording.say('report.count'), isNumber: true, cell: ({ count }) => formatNumber(count) },
    ],
    rows,
  );
}

/** The same by the state of the place when it was forecast; nothing while no state is known. */
export function regimeTable(rows: readonly TrackRecord[], unit: Unit, wording: Wording): Markup | null {
  const cases = rows.flatMap(({ horizonMinutes, regimes }) =>
    regimes.map((regime) => ({ horizonMinutes, ...regime })),
  );
  if (!cases.some(({ count }) => count > 0)) return null;
  const few = wording.say('report.too-few');
  const list = table(
    [
      {
        title: wording.say('report.horizon'),
        cell: ({ horizonMinutes }) => horizonText(horizonMinutes, wording),
      },
      { title: wording.say('report.regime'), cell: ({ regime }) => wording.say(`regime.${regime}`) },
      {
        title: wording.say('report.error-in', { unit }),
        isNumber: true,
        cell: ({ figures }) => (figures === null ? few : formatNumber(figures.meanAbsoluteError, 1)),
      },
      {
        title: wording.say('report.benchmark-error'),
        isNumber: true,
        cell: ({ figures }) => (figures === null ? few : formatNumber(figures.benchmarkMeanAbsoluteError, 1)),
      },
      {
        title: wording.say('report.held'),
        isNumber: true,
        cell: ({ figures }) => (figures === null ? few : formatPercent(figures.coverage)),
      },
      { title: wording.say('report.count'), isNumber: true, cell: ({ count }) => formatNumber(count) },
    ],
    cases,
  );
  return markup`${list}<p class="remark">${wording.say('report.regimes-about')}</p>`;
}

/** How well the forecasts did lately, all places together. */
export function cityTrackRecordSection(data: ReportData, wording: Wording, unit: Unit | null): Markup | null {
  const { rows, unit: stored, leftOut } = data.trackRecord;
  if (rows.length === 0 || stored === null || unit === null) return null;
  const shown = rows.map((row) => trackRecordIn(row, stored, unit));
  const leftOutRemark = leftOutText(leftOut, wording);
  const remark = leftOutRemark === null ? null : markup`<p class="remark">${leftOutRemark}</p>`;
  return markup`<section><h2>${wording.say('report.track-record')}</h2><p>${wording.say('report.track-record-about')}</p>${trackRecordTable(shown, unit, wording)}${remark}${regimeTable(shown, unit, wording)}</section>`;
}

/** Accuracy by the published protocol, in the data's own unit so that it can be compared. */
export function accuracySection({ accuracy }: ReportData, wording: Wording): Markup | null {
  if (accuracy === null || accuracy.rows.length === 0) return null;
  const horizons = accuracy.rows[0]?.horizons.map(({ minutes }) => minutes) ?? [];
  const about = wording.say('report.accuracy-about', {
    split: wording.say(`report.split-${accuracy.split}`),
    places: accuracy.places,
    steps: accuracy.timeSteps,
    unit: accuracy.unit,
  });
  const columns = horizons.map((minutes, index) => ({
    title: wording.say('report.accuracy-horizon', { minutes }),
    isNumber: true,
    cell: ({ horizons: cells }: (typeof accuracy.rows)[number]): string => {
      const cell = cells[index];
      if (cell === undefined) return '–';
      return `${formatNumber(cell.rootMeanSquaredError, 3)} / ${formatNumber(cell.meanAbsoluteError, 3)}`;
    },
  }));
  const name = {
    title: wording.say('report.model'),
    cell: (row: (typeof accuracy.rows)[number]) => modelName(row.model, wording),
  };
  return markup`<section><h2>${wording.say('report.accuracy')}</h2><p>${about}</p>${table([name, ...columns], accuracy.rows)}<p class="remark">${wording.say('report.data-hash', { hash: accuracy.dataHash })}</p></section>`;
}

/** Converts a value for which there may be no unit. */
export function shownValue(value: number, stored: Unit | null, unit: Unit | null): number {
  return stored === null || unit === null ? value : convert(value, stored, unit);
}
