import { citySummary } from '../../common/city-summary.ts';
import { formatNumber, formatPercent, formatSigned, withUnit } from '../../common/format/numbers.ts';
import { formatMoment, formatZone } from '../../common/format/times.ts';
import { horizonText } from '../../common/horizon-text.ts';
import { convert, displayUnit, noticedSide } from '../../common/metrics.ts';
import type { Wording } from '../../common/wording.ts';
import { markup, unbroken, type Markup } from '../markup.ts';
import type { ReportData } from '../report-data.ts';
import { servedText } from '../served-text.ts';
import { facts } from './table.ts';

/** Who, when, from what and by what: the head of the first page. */
export function coverSection(data: ReportData, wording: Wording): Markup {
  const { zone, language } = data.view;
  const moment = (at: number | null): string => (at === null ? '–' : formatMoment(at, zone, language));
  const { run } = data;
  const none = wording.say('report.no-forecast');
  return markup`<header><p class="product">Metropole</p><h1>${data.workspace.name}</h1>
<p class="lead">${unbroken(targetSentence(data, wording))}</p></header>
<section class="summary">${facts([
    [wording.say('report.as-of'), run === null ? none : moment(run.asOf)],
    [wording.say('report.target'), moment(data.targetAt)],
    [
      wording.say('report.model'),
      run === null ? none : servedText({ ...run, version: run.modelVersion }, wording),
    ],
    [
      wording.say('report.trained-to'),
      run?.isAsShipped === true ? wording.say('model.as-shipped-trained') : moment(run?.trainedTo ?? null),
    ],
    [
      wording.say('report.data-range'),
      unbroken(`${moment(data.clock.dataFrom)} – ${moment(data.clock.dataTo)}`),
    ],
    [wording.say('report.zone'), formatZone(data.targetAt, zone)],
    [wording.say('report.unit'), unitText(data)],
    [wording.say('report.created'), moment(data.createdAt)],
  ])}${summary(data, wording)}</section>`;
}

function unitText(data: ReportData): string {
  return data.frame.unit === null ? '–' : displayUnit(data.frame.unit, data.view.units);
}

function targetSentence(data: ReportData, wording: Wording): string {
  const { zone, language } = data.view;
  const target = formatMoment(data.targetAt, zone, language);
  const asOf = data.run?.asOf ?? null;
  if (asOf === null || asOf >= data.targetAt) return wording.say('report.lead-measured', { target });
  const beyond = data.clock.horizonTo !== null && data.targetAt > data.clock.horizonTo;
  const minutes = Math.round((data.targetAt - asOf) / 60_000);
  const key = beyond ? 'report.lead-usual' : 'report.lead-forecast';
  return wording.say(key, {
    target,
    ahead: horizonText(minutes, wording),
    asOf: formatMoment(asOf, zone, language),
  });
}

function summary(data: ReportData, wording: Wording): Markup {
  const { value, usual, state, members } = data.frame.table.columns;
  const city = citySummary(
    { values: value.values, usuals: usual.values, states: state.values, members: members.values },
    data.topic,
  );
  const stored = data.frame.unit;
  const unit = stored === null ? null : displayUnit(stored, data.view.units);
  const shown = (number: number): string => {
    const converted = stored === null || unit === null ? number : convert(number, stored, unit);
    return withUnit(formatNumber(converted, 1), Number.isFinite(converted) ? unit : null);
  };
  const deviation = city.meanUsual > 0 ? (city.meanValue / city.meanUsual - 1) * 100 : Number.NaN;
  const known = formatPercent(city.places > 0 ? city.known / city.places : null);
  return facts([
    [wording.say('report.places'), formatNumber(city.places)],
    [wording.say('report.places-known'), `${formatNumber(city.known)} (${known})`],
    [wording.say('report.places-assumed'), formatNumber(city.assumed)],
    [wording.say('report.mean-value'), shown(city.meanValue)],
    [wording.say('report.mean-usual'), shown(city.meanUsual)],
    [
      wording.say('report.mean-deviation'),
      Number.isFinite(deviation) ? `${formatSigned(deviation, 1)}\u202f%` : '–',
    ],
    [wording.say(`report.far-${noticedSide[data.topic]}`), formatNumber(city.farOff)],
  ]);
}
