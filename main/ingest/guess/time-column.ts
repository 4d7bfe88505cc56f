import type { DuckDBConnection } from '@duckdb/node-api';
import type { Mapping } from '../../common/contract/messages/sources.ts';
import type { Sample } from './sample.ts';
import { guessTime, type TimeGuess } from './times.ts';
import { columnFor } from './words.ts';

/** The time column of a sample and how it is written; `clock` is the column of the time of day where the file parts them. */
export type TimeColumn = TimeGuess & { readonly name: string; readonly clock?: string };

/** The first column that holds times: one that the header calls so, otherwise any that is no plain number. */
export async function findTime(
  connection: DuckDBConnection,
  sample: Sample,
  known: Partial<Mapping>,
): Promise<TimeColumn | undefined> {
  const named = known.timeColumn ?? (sample.dialect.header ? columnFor('time', sample.columns) : undefined);
  const texts = sample.columns.filter((name, index) => name !== named && sample.types[index] === 'text');
  for (const name of [...(named === undefined ? [] : [named]), ...texts.slice(0, 5)]) {
    const cells = cellsOf(sample, name);
    const clock = 'clockColumn' in known ? known.clockColumn : clockBeside(sample, name, cells);
    const clocks = clock === undefined ? [] : cellsOf(sample, clock);
    const whole = clock === undefined ? cells : cells.map((cell, row) => `${cell} ${clocks[row] ?? ''}`);
    const guess = await guessTime(connection, whole, known.timeFormat);
    if (guess !== undefined) return { name, ...guess, ...(clock === undefined ? {} : { clock }) };
  }
  return undefined;
}

function cellsOf({ columns, rows }: Sample, name: string): string[] {
  const index = columns.indexOf(name);
  return rows.map((row) => row[index]?.trim() ?? '');
}

const clockPattern = /^\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?( ?[ap]m)?$/i;

/** The column of clock times that belongs to a column of days, which says none itself. */
function clockBeside(sample: Sample, day: string, days: readonly string[]): string | undefined {
  if (days.some((cell) => cell.includes(':')) || !days.some((cell) => /\d\D\d/.test(cell))) return undefined;
  return sample.columns.find((name) => {
    const cells = name === day ? [] : cellsOf(sample, name).filter((cell) => cell !== '');
    return cells.length > 0 && cells.every((cell) => clockPattern.test(cell));
  });
}
