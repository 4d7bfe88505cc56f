import { formatPercent } from '../../common/format/numbers.ts';
import type { Wording } from '../../common/wording.ts';
import { markup, type Markup } from '../markup.ts';
import type { ReportData } from '../report-data.ts';

/** What the report does not say, in words: how forecasts, intervals and explanations are to be read. */
export function limitsSection(data: ReportData, wording: Wording): Markup {
  const worst = data.trackRecord.rows.map(({ coverage }) => coverage).filter(Number.isFinite);
  const coverage =
    worst.length === 0
      ? wording.say('report.limit-coverage-unknown')
      : wording.say('report.limit-coverage', { lowest: formatPercent(Math.min(...worst)) });
  const limits = [
    wording.say('report.limit-forecast'),
    coverage,
    wording.say('report.limit-explanation'),
    wording.say('report.limit-usual'),
    ...(data.workspace.isPractice ? [wording.say('report.limit-practice')] : []),
  ];
  return markup`<section><h2>${wording.say('report.limits')}</h2><ul class="limits">${limits.map((limit) => markup`<li>${limit}</li>`)}</ul></section>`;
}
