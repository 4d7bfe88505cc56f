import type { ResponseOf } from '../common/contract/define.ts';
import type { EngineMessages } from '../common/contract/engine-contract.ts';
import type { Wording } from '../common/wording.ts';
import { alignedTable } from './terminal.ts';

type Evaluation = ResponseOf<EngineMessages, 'forecast.evaluate'>;
type Row = Evaluation['rows'][number];
type Scores = Row['horizons'][number];
type Bar = Evaluation['bars'][number];

/** One table: what its heading says, which rows it has, how a cell is written, and the bar below it where there is one. */
interface Figures {
  readonly heading: string;
  readonly rows?: (row: Row) => boolean;
  readonly cell: (at: Scores) => string;
  readonly bar?: (bar: Bar) => string;
}

const tables: readonly Figures[] = [
  {
    heading: 'cli.table.errors',
    cell: (at) => joined(at.rootMeanSquaredError, at.meanAbsoluteErrorOfMedian, at.pinballOfFive, at.pinball),
    bar: (bar) => joined(bar.rootMeanSquaredError, bar.meanAbsoluteErrorOfMedian, bar.pinballOfFive),
  },
  { heading: 'cli.table.mean', cell: (at) => joined(at.meanAbsoluteError) },
  {
    heading: 'cli.table.coverage',
    cell: (at) => joined(at.coverage, at.coverageCongested, at.coveragePeaks, at.coverageWorstPlaces),
  },
  {
    heading: 'cli.table.width',
    cell: (at) => joined(at.width, at.widthCongested, at.widthPeaks, at.widthWorstPlaces),
  },
  {
    heading: 'cli.table.breakdowns',
    rows: (row) => row.horizons.some(({ breakdowns }) => breakdowns !== null),
    cell: ({ breakdowns }) =>
      breakdowns === null
        ? '–'
        : joined(
            breakdowns.recall,
            breakdowns.precision,
            breakdowns.falseAlarmsPerDay,
            breakdowns.leadMinutes,
          ),
    bar: ({ recall }) => joined(recall),
  },
  {
    heading: 'cli.table.against',
    rows: (row) => row.horizons.some(({ againstBenchmark }) => againstBenchmark !== null),
    cell: ({ againstBenchmark }) =>
      againstBenchmark === null
        ? '–'
        : `${signed(againstBenchmark.difference)} (${signed(againstBenchmark.low)} … ${signed(againstBenchmark.high)})`,
  },
];

/** An evaluation as people read it: one table for each kind of figure, models down, horizons across. */
export function evaluationLines({ rows, bars, faults }: Evaluation, wording: Wording): string[] {
  if (faults.length > 0) return faultLines(faults, wording);
  const horizons = rows[0]?.horizons.map(({ minutes }) => minutes) ?? [];
  const head = ['', ...horizons.map((minutes) => `${minutes} min`)];
  return tables.flatMap(({ heading, rows: wanted = () => true, cell, bar }) => {
    const shown = rows.filter(wanted);
    if (shown.length === 0) return [];
    const goal =
      bar === undefined || bars.length === 0
        ? []
        : [[wording.say('cli.table.bar'), ...horizons.map((minutes) => barAt(bars, minutes, bar))]];
    const body = shown.map((row) => [row.title, ...row.horizons.map(cell)]);
    return ['', wording.say(heading), ...alignedTable([head, ...body, ...goal])];
  });
}

/** One line for each fault: what it does to places that have it, and to those that have not. */
function faultLines(faults: Evaluation['faults'], wording: Wording): string[] {
  const horizons = faults[0]?.horizons.map(({ minutes }) => `${minutes} min`) ?? [];
  const lines = faults.map(({ title, fault, share, horizons: judged }) => [
    `${title}, ${wording.say('cli.fault', { fault, percent: Math.round(100 * share) })}`,
    ...judged.map(({ sound, faulty }) =>
      [sound, faulty]
        .map(({ meanAbsoluteErrorOfMedian, coverage, width }) =>
          joined(meanAbsoluteErrorOfMedian, coverage, width),
        )
        .join(' | '),
    ),
  ]);
  return ['', wording.say('cli.table.faults'), ...alignedTable([['', ...horizons], ...lines])];
}

function barAt(bars: readonly Bar[], minutes: number, write: (bar: Bar) => string): string {
  const bar = bars.find((each) => each.minutes === minutes);
  return bar === undefined ? '–' : write(bar);
}

function joined(...values: readonly (number | null)[]): string {
  return values.map((value) => (value === null ? '–' : value.toFixed(3))).join(' / ');
}

function signed(value: number): string {
  return value > 0 ? `+${value.toFixed(3)}` : value.toFixed(3);
}
