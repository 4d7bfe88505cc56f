import { alikeText } from '../common/alike-words.ts';
import type { Alike, Drilldown } from '../common/contract/messages/drilldown.ts';
import { contributionRows } from '../common/explain/contribution-rows.ts';
import { explanationWords } from '../common/explain/explanation-words.ts';
import { figureOf } from '../common/format/figure.ts';
import { formatNumber, formatPercent, withUnit } from '../common/format/numbers.ts';
import { horizonText } from '../common/horizon-text.ts';
import { modelName } from '../common/model-names.ts';
import type { Wording } from '../common/wording.ts';
import { timeText } from './action-lines.ts';
import { alignedTable } from './terminal.ts';

/** A drill-down as lines: what, why, the lines of what it is associated with, how sure, and what happened when it was like this before. Values in the unit shown. */
export function explainLines(
  drilldown: Drilldown,
  causes: readonly string[],
  alike: Alike,
  wording: Wording,
  placeName: (place: number) => string,
): string[] {
  const { place, metric, targetAt, asOf } = drilldown;
  const head = wording.say('cli.explain-of', {
    place: place.name,
    key: place.key,
    metric: wording.say(`metric.${metric}`),
    at: timeText(targetAt),
    asOf: timeText(asOf ?? alike.asOf),
  });
  return [
    head,
    ...whatAndWhy(drilldown, wording, placeName),
    ...causes,
    ...howSure(drilldown, wording),
    alikeText(alike, wording),
  ];
}

function whatAndWhy(
  { shown, unit, explanation, servedBy }: Drilldown,
  wording: Wording,
  placeName: (place: number) => string,
): string[] {
  if (shown === null) return [wording.say('drilldown.nothing-known')];
  const { value, interval, usual, decimals } = figureOf(shown, unit);
  const what = [
    withUnit(value, unit),
    ...(interval === null ? [] : [wording.say('drilldown.interval', { range: withUnit(interval, unit) })]),
    ...(usual === null ? [] : [wording.say('drilldown.usual', { value: withUnit(usual, unit) })]),
    wording.say(`state.${shown.state}`),
    ...(servedBy === null ? [] : [`${modelName(servedBy.model, wording)} ${servedBy.version}`]),
  ].join(' · ');
  if (explanation === null) return [what, wording.say('drilldown.no-explanation')];
  const rows = contributionRows(explanation, decimals, wording, placeName);
  const head = [wording.say('cli.column.part'), wording.say('cli.column.adds')];
  return [
    what,
    explanationWords(rows, unit, decimals, wording, shown),
    ...alignedTable([head, ...rows.map(({ label, text, details }) => [label, text, details.join(' · ')])]),
  ];
}

/** How the served one did at the horizon that lies nearest. */
function howSure(
  { trackRecord, horizonMinutes, unit, inputsMissing }: Drilldown,
  wording: Wording,
): string[] {
  const [record] = trackRecord.toSorted(
    (one, other) =>
      Math.abs(one.horizonMinutes - horizonMinutes) - Math.abs(other.horizonMinutes - horizonMinutes),
  );
  return [
    record === undefined
      ? wording.say('drilldown.no-record')
      : wording.say('cli.explain-lately', {
          ahead: horizonText(record.horizonMinutes, wording),
          unit,
          error: formatNumber(record.meanAbsoluteError, 1),
          benchmark: modelName(record.benchmark, wording),
          benchmarkError: formatNumber(record.benchmarkMeanAbsoluteError, 1),
          coverage: formatPercent(record.coverage),
          count: record.count,
        }),
    wording.say('cli.explain-inputs', { missing: inputsMissing.missing, of: inputsMissing.of }),
  ];
}
