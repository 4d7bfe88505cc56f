import { leftOutText } from '../../common/action-words.ts';
import { deviationPercent } from '../../common/city-summary.ts';
import type { Drilldown } from '../../common/contract/messages/drilldown.ts';
import { contributionRows, type ContributionRow } from '../../common/explain/contribution-rows.ts';
import { explanationWords } from '../../common/explain/explanation-words.ts';
import { figureOf } from '../../common/format/figure.ts';
import {
  formatNumber,
  formatPercent,
  formatRange,
  formatSigned,
  withUnit,
} from '../../common/format/numbers.ts';
import { formatMoment, formatTime } from '../../common/format/times.ts';
import { outlookFacts } from '../../common/outlook-words.ts';
import { standInCell, standInReason } from '../../common/stand-in-words.ts';
import type { Wording } from '../../common/wording.ts';
import { contributionBars } from '../contribution-bars.ts';
import { markup, type Markup } from '../markup.ts';
import { insteadText, servedText } from '../served-text.ts';
import { chartFigure } from './chart-figure.ts';
import { facts, table } from './table.ts';
import { trackRecordTable } from './track-record.ts';

interface Setting {
  readonly zone: string;
  readonly now: number | null;
  readonly wording: Wording;
  readonly placeName: (place: number) => string;
}

/** One place: what, why, how sure and what would change it, in the order of the screen. Values in the unit shown. */
export function drilldownSection(
  drilldown: Drilldown,
  number: number,
  whatIf: Markup | null,
  setting: Setting,
): Markup {
  const { place } = drilldown;
  const { wording, zone } = setting;
  const chart = { ...drilldown, zone, now: setting.now };
  const description = wording.say('report.chart-of', { place: place.name });
  return markup`<article class="place"><h3><span class="number-mark">${number}</span> ${place.name}</h3>
<p class="remark">${supportText(drilldown, wording)}</p>
<p class="figure">${figureText(drilldown, wording)}</p>
${chartFigure(chart, wording, description, 210)}
${peakBlock(drilldown, setting)}${whySection(drilldown, setting)}${howSureSection(drilldown, setting)}${whatIf}</article>`;
}

function supportText({ place, servedBy, insteadOf }: Drilldown, wording: Wording): string {
  const located =
    place.latitude === null || place.longitude === null
      ? wording.say('drilldown.no-location')
      : `${formatNumber(place.latitude, 5)}, ${formatNumber(place.longitude, 5)}`;
  return [
    wording.say('report.place-key', { key: place.key }),
    located,
    ...(place.sourceFile === null ? [] : [place.sourceFile]),
    wording.say('report.completeness', { share: formatPercent(place.completeness, 1) }),
    ...(servedBy === null
      ? []
      : [
          insteadOf === null
            ? servedText(servedBy, wording)
            : insteadText(servedBy.model, insteadOf.model, wording),
        ]),
  ].join(' · ');
}

function figureText(drilldown: Drilldown, wording: Wording): Markup {
  const { shown, unit } = drilldown;
  if (shown === null) return markup`${wording.say('drilldown.nothing-known')}`;
  const figure = figureOf(shown, unit);
  const deviation = deviationPercent(shown.value, shown.usual ?? Number.NaN);
  const rest = [
    ...(figure.interval === null
      ? []
      : [wording.say('drilldown.interval', { range: withUnit(figure.interval, unit) })]),
    ...(figure.usual === null
      ? []
      : [wording.say('drilldown.usual', { value: withUnit(figure.usual, unit) })]),
    ...(Number.isFinite(deviation)
      ? [wording.say('report.deviation', { percent: `${formatSigned(deviation)}\u202f%` })]
      : []),
    wording.say(`state.${shown.state}`),
  ];
  return markup`<strong>${withUnit(figure.value, unit)}</strong> ${rest.join(' · ')}`;
}

function peakBlock({ outlook, asOf, unit }: Drilldown, { wording, zone }: Setting): Markup | null {
  if (outlook === null || asOf === null) return null;
  return markup`<section class="peak"><h4>${wording.say('outlook.title')}</h4>${facts(outlookFacts(outlook, unit, { zone, asOf }, wording))}</section>`;
}

function whySection(drilldown: Drilldown, { wording, placeName }: Setting): Markup {
  const { explanation, shown, unit } = drilldown;
  const title = markup`<h4>${wording.say('drilldown.why')}</h4>`;
  if (explanation === null || shown === null) {
    return markup`<section>${title}<p>${wording.say('drilldown.no-explanation')}</p></section>`;
  }
  const { decimals } = figureOf(shown, unit);
  const rows = contributionRows(explanation, decimals, wording, placeName);
  const sentence = explanationWords(rows, unit, decimals, wording, shown);
  const label = ({ label: text, details }: ContributionRow): Markup =>
    markup`${text}${details.length > 0 ? markup`<span class="details">${details.join(' · ')}</span>` : null}`;
  const bars = contributionBars(rows);
  const list = table(
    [
      { title: wording.say('report.part'), cell: label },
      { title: '', cell: (_, index) => bars[index] ?? '' },
      { title: unit, isNumber: true, cell: ({ text }) => text },
    ],
    rows,
  );
  return markup`<section class="why">${title}<p>${sentence}</p>${list}</section>`;
}

function howSureSection(drilldown: Drilldown, { wording, zone }: Setting): Markup {
  const { trackRecord, inputsMissing, servedBy, insteadOf, unit } = drilldown;
  const because = insteadOf?.because ?? null;
  const leftOut = leftOutText(drilldown.leftOut, wording);
  const remarks = [
    ...(leftOut === null ? [] : [leftOut]),
    ...(because === null
      ? []
      : [
          `${wording.say('group.benchmark-shown')}: ${standInCell(because, wording)}`,
          standInReason(because, unit, formatMoment(because.since, zone, wording.language), wording),
        ]),
    wording.say('drilldown.inputs-missing', { missing: inputsMissing.missing, of: inputsMissing.of }),
    ...(servedBy === null
      ? []
      : [
          servedBy.isAsShipped
            ? wording.say('drilldown.trained-on', { data: wording.say('model.as-shipped-trained') })
            : wording.say('drilldown.trained-to', {
                time: formatMoment(servedBy.trainedTo, zone, wording.language),
              }),
        ]),
  ];
  const record =
    trackRecord.length > 0
      ? trackRecordTable(trackRecord, drilldown.unit, wording)
      : markup`<p>${wording.say('drilldown.no-record')}</p>`;
  return markup`<section class="sure"><h4>${wording.say('drilldown.how-sure')}</h4><div class="pair">${record}${saidThenTable(drilldown, wording, zone)}</div><p class="remark">${remarks.join(' · ')}</p></section>`;
}

function saidThenTable({ saidThen, unit }: Drilldown, wording: Wording, zone: string): Markup | null {
  if (saidThen.length === 0) return null;
  return table(
    [
      {
        title: wording.say('drilldown.said-then'),
        cell: ({ minutesBefore, issuedAt }) =>
          wording.say('drilldown.said-before', { minutes: minutesBefore, time: formatTime(issuedAt, zone) }),
      },
      { title: unit, isNumber: true, cell: ({ value }) => formatNumber(value) },
      {
        title: wording.say('chart.interval'),
        isNumber: true,
        cell: ({ lower, upper }) => formatRange(lower, upper),
      },
      {
        title: wording.say('drilldown.happened'),
        isNumber: true,
        cell: ({ happened }) => formatNumber(happened),
      },
    ],
    saidThen,
  );
}
