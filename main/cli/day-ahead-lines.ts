import type { ResponseOf } from '../common/contract/define.ts';
import type { EngineMessages } from '../common/contract/engine-contract.ts';
import type { Wording } from '../common/wording.ts';
import { alignedTable } from './terminal.ts';

type Evaluation = ResponseOf<EngineMessages, 'energy.evaluate'>;
type Target = Evaluation['rows'][number]['targets'][number];

interface Figures {
  readonly heading: string;
  readonly cell: (at: Target) => string;
  readonly bar?: (bar: Evaluation['bars'][number]) => string;
}

const tables: readonly Figures[] = [
  {
    heading: 'cli.table.day-ahead',
    cell: (at) =>
      [at.meanAbsoluteError, at.meanAbsoluteErrorOfMean, at.rootMeanSquaredError, at.pinball]
        .map(whole)
        .join(' / '),
    bar: ({ meanAbsoluteError, pinball }) => `${meanAbsoluteError} / – / – / ${pinball}`,
  },
  {
    heading: 'cli.table.day-ahead-coverage',
    cell: (at) => `${share(at.coverage)} / ${share(at.coverageAtPeak)} / ${whole(at.width)}`,
  },
  {
    heading: 'cli.table.day-ahead-against',
    cell: ({ againstBenchmark }) =>
      againstBenchmark === null
        ? '–'
        : `${apart(againstBenchmark.meanAbsoluteError)}; ${apart(againstBenchmark.pinball)}`,
  },
];

/** An evaluation a day ahead as people read it: models down, places and their sum across. */
export function dayAheadLines(table: Evaluation, wording: Wording): string[] {
  const { rows, places, bars } = table;
  const head = ['', ...places, wording.say('cli.table.sum')];
  const lines = tables.flatMap(({ heading, cell, bar }) => {
    const goal =
      bar === undefined || bars.length === 0 ? [] : [[wording.say('cli.table.bar'), ...bars.map(bar), '–']];
    const body = rows.map(({ title, refitDays, seed, without, targets }) => [
      labelOf({ title, refitDays, seed, without }, wording),
      ...targets.map(cell),
    ]);
    return ['', wording.say(heading), ...alignedTable([head, ...body, ...goal])];
  });
  const pooled = rows.map(({ title, seed, without, coverage, coverageAtPeak, overload }) => [
    labelOf({ title, refitDays: null, seed, without }, wording),
    `${share(coverage)} / ${share(coverageAtPeak)}`,
    `${decimals(overload.brier)} (${decimals(overload.brierOfUsual)})`,
    overload.reliability
      .map(({ forecast, observed, count }) => `${share(forecast)}→${share(observed)} (${count})`)
      .join('  '),
  ]);
  return [...lines, '', wording.say('cli.table.overload'), ...alignedTable(pooled)];
}

/** What a row is called: its title, what was kept from it, how often it is fitted, and what a network began with. */
function labelOf(
  {
    title,
    refitDays,
    seed,
    without,
  }: Pick<Evaluation['rows'][number], 'title' | 'refitDays' | 'seed' | 'without'>,
  wording: Wording,
): string {
  const seeded = seed === null ? title : wording.say('cli.seeded', { title, seed });
  const kept = without === null ? '' : wording.say(`group.${without}`);
  const named = without === null ? seeded : wording.say('cli.without', { title: seeded, group: kept });
  return refitDays === null ? named : wording.say('cli.refitted', { title: named, days: refitDays });
}

function whole(value: number | null): string {
  return value === null ? '–' : value.toFixed(0);
}

function decimals(value: number | null): string {
  return value === null ? '–' : value.toFixed(4);
}

function share(value: number | null): string {
  return value === null ? '–' : `${(100 * value).toFixed(0)} %`;
}

function apart({ difference, low, high }: { difference: number; low: number; high: number }): string {
  return `${signed(difference)} (${signed(low)} … ${signed(high)})`;
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(0)}`;
}
