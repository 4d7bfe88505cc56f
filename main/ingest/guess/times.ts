import type { DuckDBConnection } from '@duckdb/node-api';
import { isTimeFormat } from '../readings/time-format.ts';
import { parsedTimes } from '../readings/time-sql.ts';
import { numberOf, queryOne } from '../sql.ts';

/** Ways of writing a time that are no ISO 8601, the likeliest first. */
const days = ['%d/%m/%Y', '%m/%d/%Y', '%d.%m.%Y', '%d-%m-%Y', '%d/%m/%y', '%m/%d/%y', '%d.%m.%y', '%Y%m%d'];
const clocks = [' %H:%M', ' %H:%M:%S', ' %I:%M %p', ' %I:%M:%S %p', ''];
const formats: readonly string[] = [
  ...days.flatMap((day) => clocks.map((clock) => day + clock)),
  '%Y%m%d%H%M',
  '%Y%m%d%H%M%S',
  '%d-%b-%Y %H:%M',
  '%d-%b-%Y %H:%M:%S',
  '%d %b %Y %H:%M',
  '%a, %d %b %Y %H:%M:%S %z',
];

/** How a column's times are written. */
export interface TimeGuess {
  /** Absent for ISO 8601 and epoch numbers, which are read as they are. */
  readonly timeFormat?: string;
  /** True when the text itself says the instant, so that no zone is needed. */
  readonly saysInstant: boolean;
}

/**
 * How the texts of a column are written as times, or undefined when they are none.
 * @param said the format that somebody has named, which counts if it fits
 */
export async function guessTime(
  connection: DuckDBConnection,
  cells: readonly (string | null)[],
  said?: string,
): Promise<TimeGuess | undefined> {
  const texts = [
    ...new Set(cells.map((cell) => cell?.trim() ?? '').filter((cell) => cell !== '' && /\d/.test(cell))),
  ];
  if (texts.length === 0) return undefined;
  if (said !== undefined && (await isTimeFormat(connection, said))) {
    const { parsed } = await parseAll(connection, texts, said);
    if (parsed * 2 > texts.length) return { timeFormat: said, saysInstant: /%[zZ]/.test(said) };
  }
  const plain = await parseAll(connection, texts, undefined);
  if (plain.parsed * 2 > texts.length) return { saysInstant: plain.instants === plain.parsed };
  let best: { readonly format: string; readonly parsed: number; readonly span: number } | undefined;
  for (const format of formats) {
    const { parsed, span } = await parseAll(connection, texts, format);
    if (parsed * 2 <= texts.length) continue;
    // Between day/month and month/day, the reading that keeps the file together is right.
    const isBetter =
      best === undefined || parsed > best.parsed || (parsed === best.parsed && span < best.span);
    if (isBetter) best = { format, parsed, span };
  }
  if (best === undefined) return undefined;
  return { timeFormat: best.format, saysInstant: best.format.includes('%z') };
}

async function parseAll(
  connection: DuckDBConnection,
  texts: readonly string[],
  format: string | undefined,
): Promise<{ readonly parsed: number; readonly instants: number; readonly span: number }> {
  const sql = parsedTimes(format);
  const row = await queryOne(
    connection,
    `SELECT count(*) AS parsed, count(instant) AS instants, max(epoch(placed)) - min(epoch(placed)) AS span FROM (
       SELECT ${sql.instant} AS instant, coalesce(timezone('UTC', ${sql.instant}), ${sql.local}) AS placed
       FROM (SELECT unnest(CAST($texts AS VARCHAR[])) AS said)
     ) WHERE placed >= TIMESTAMP '1950-01-01' AND placed < TIMESTAMP '2200-01-01'`,
    { texts: JSON.stringify(texts) },
  );
  return {
    parsed: numberOf(row, 'parsed'),
    instants: numberOf(row, 'instants'),
    span: numberOf(row, 'span'),
  };
}
