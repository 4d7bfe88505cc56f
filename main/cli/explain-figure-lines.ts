import type { ExplainFigure, ExplainTable } from '../common/contract/messages/explain-evaluation.ts';
import { noValue } from '../common/format/numbers.ts';
import type { Unit } from '../common/metrics.ts';
import { modelName } from '../common/model-names.ts';
import type { Wording } from '../common/wording.ts';
import { timeText } from './action-lines.ts';
import { alignedTable } from './terminal.ts';

/** How far explanations can be trusted, as a table for people. */
export function explainFigureLines(table: ExplainTable, wording: Wording): string[] {
  const { figures, unit, model, version, asOf, seeds, cases, dataHash } = table;
  const about = { version, unit, cases, dataHash, seeds: seeds.join(', '), asOf: timeText(asOf) };
  return [
    wording.say('cli.explain-measured', { ...about, model: modelName(model, wording) }),
    ...alignedTable([
      [wording.say('cli.column.figure'), wording.say('cli.column.value'), wording.say('cli.column.cases')],
      ...figures.map((figure) => [
        wording.say(`explain-figure.${figure.id}`),
        valueText(figure, unit),
        String(figure.count),
      ]),
    ]),
  ];
}

function valueText({ kind, value }: ExplainFigure, unit: Unit): string {
  if (value === null) return noValue;
  if (kind === 'count') return String(value);
  return kind === 'share' ? `${(100 * value).toFixed(2)} %` : `${value.toFixed(4)} ${unit}`;
}
