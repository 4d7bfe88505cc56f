import type { ResponseOf } from '../common/contract/define.ts';
import type { EngineMessages } from '../common/contract/engine-contract.ts';
import type { Wording } from '../common/wording.ts';
import { alignedTable } from './terminal.ts';

type Evaluation = ResponseOf<EngineMessages, 'safety.evaluate'>;
type Table = Evaluation['tables'][number];
type Cell = Table['rows'][number]['categories'][number];

/** An evaluation of expected incidents as people read it: one table for each way of counting and category. */
export function safetyLines({ tables }: Pick<Evaluation, 'tables'>, wording: Wording): string[] {
  return tables.flatMap((table) => {
    const categories = table.rows[0]?.categories.map(({ category }) => category) ?? [];
    return categories.flatMap((category) => tableLines(table, category, wording));
  });
}

function tableLines(table: Table, category: string, wording: Wording): string[] {
  const { grid, hours, cells, learnedDays, judgedDays, incidents, missed } = table;
  const counted = { grid, hours, category, cells, learnedDays, judgedDays, incidents, missed };
  const rows = table.rows.flatMap(({ title, isBenchmark, categories }) => {
    const cell = categories.find((one) => one.category === category);
    return cell === undefined ? [] : [{ title, isBenchmark, cell }];
  });
  const head = ['', 'log-score', 'hits', 'slope', 'tenths'].map((name) =>
    name === '' ? name : wording.say(`safety.column.${name}`),
  );
  const figures = rows.map(({ title, cell }) => [
    title,
    cell.logScore.toFixed(5),
    cell.hits.map((share) => share.toFixed(3)).join(' / '),
    cell.slope.toFixed(3),
    `${Math.min(...cell.observedOverExpected).toFixed(2)} … ${Math.max(...cell.observedOverExpected).toFixed(2)}`,
  ]);
  return [
    '',
    wording.say('safety.counted', counted),
    ...alignedTable([head, ...figures]),
    ...rows
      .filter(({ isBenchmark }) => !isBenchmark)
      .flatMap(({ title, cell }) => verdictLines(title, cell, wording)),
  ];
}

function verdictLines(
  title: string,
  { against, bars, overMean, observedOverExpected }: Cell,
  wording: Wording,
): string[] {
  const compared = against.map(({ benchmark, logScore, hitsAtFive }) => [
    wording.say('safety.against', { method: title, benchmark }),
    `${signed(logScore.difference, 5)} (${signed(logScore.low, 5)} … ${signed(logScore.high, 5)})`,
    `${signed(hitsAtFive.difference, 4)} (${signed(hitsAtFive.low, 4)} … ${signed(hitsAtFive.high, 4)})`,
  ]);
  const head = ['', wording.say('safety.column.log-score'), wording.say('safety.column.hits-at-five')];
  const tenths = observedOverExpected.map((ratio) => ratio.toFixed(2)).join(' ');
  const goals =
    bars === null
      ? []
      : Object.entries(bars).map(([goal, met]) => wording.say('safety.goal', { goal, met: String(met) }));
  const shown =
    overMean === null
      ? []
      : [
          wording.say(overMean.isModelShown ? 'safety.model-shown' : 'safety.mean-shown', {
            points: (100 * overMean.gain).toFixed(2),
          }),
        ];
  return [...alignedTable([head, ...compared]), wording.say('safety.tenths', { tenths }), ...goals, ...shown];
}

function signed(value: number, digits: number): string {
  return value > 0 ? `+${value.toFixed(digits)}` : value.toFixed(digits);
}
