import { convert, metrics } from '../../common/metrics.ts';
import type { ImportContext } from '../import-context.ts';
import { literal } from '../sql.ts';

/**
 * Readings on their way in. A reader leaves behind, in temporary tables or views:
 * `cell` (place_no, moment_no, starts_at, later_at, problem, value, text, record): `value` is the number, `text` what stood
 * there where it is none; both null where the cell says that it is missing. Empty cells of a wide file are left out.
 * `place_list` (place_no, key, column_name, first_record).
 * `sighting` (record, place_no, starts_at, later_at, problem): the time of every record, of empty ones too; in a wide file,
 * where one record is about all places, `place_no` is 0.
 */
export interface StagedReadings {
  readonly records: number;
  /** Column of the values, or null where every place has a column of its own. */
  readonly valueColumn: string | null;
  readonly timeColumn: string | null;
}

/** SQL for the text column `text` as a number by the mapping's decimal mark; null when it is none. Infinities are none. */
export function numberSql(context: ImportContext, text: string): string {
  const { decimal } = context.mapping;
  const thousands = String.raw`^\s*[+-]?\d{1,3}(\.\d{3})+(,\d+)?\s*$`;
  const parsed =
    decimal === ','
      ? `CASE WHEN contains(${text}, '.') AND NOT regexp_matches(${text}, '${thousands}') THEN NULL
           ELSE try_cast(replace(replace(${text}, '.', ''), ',', '.') AS DOUBLE) END`
      : `try_cast(${text} AS DOUBLE)`;
  return `(CASE WHEN isfinite(${parsed}) THEN ${parsed} END)`;
}

/** Spellings that always mean "missing", beside an empty cell and what the mapping adds. */
const missingWords = ['na', 'n/a', 'nan', 'null', 'none', '-', '--'];

/**
 * SQL for a text column, trimmed, with null where it says "missing". A list instead of `IN`: DuckDB turns a long `IN` into a
 * join, and after a join the records would no longer stand in the order of the file.
 */
export function presentSql(context: ImportContext, text: string): string {
  const words = [...missingWords, ...numbersForMissing(context)];
  const trimmed = `trim(${text})`;
  return `(CASE WHEN ${trimmed} = '' OR list_contains([${words.map(literal).join(', ')}], lower(${trimmed})) THEN NULL ELSE ${trimmed} END)`;
}

/** SQL for a reading's text as a number; null where it says "missing", and where it is none. */
export function readingSql(context: ImportContext, text: string): string {
  const words = numbersForMissing(context);
  if (words.length === 0) return numberSql(context, text);
  const said = `CASE WHEN list_contains([${words.map(literal).join(', ')}], lower(trim(${text}))) THEN NULL ELSE ${text} END`;
  return numberSql(context, `(${said})`);
}

/**
 * SQL for two columns of a text column: `value`, the number, and `text`, what stands there where it is none. Both are null
 * where it says "missing". Numbers are tried first, since that is what nearly all cells are.
 */
export function valueSql(context: ImportContext, column: string): string {
  return `${readingSql(context, column)} AS value,
    CASE WHEN value IS NULL AND ${column} IS NOT NULL THEN ${presentSql(context, column)} END AS text`;
}

function numbersForMissing(context: ImportContext): readonly string[] {
  return (context.mapping.missingValues ?? []).map((word) => word.trim().toLowerCase());
}

/** SQL that is true for a cell that can be kept. */
export function usableSql(context: ImportContext): string {
  const { lowest, highest, allowsNegative } = boundsOf(context);
  const negative = allowsNegative ? 'true' : 'value >= 0';
  return `(value IS NOT NULL AND problem IS NULL AND ${negative} AND value BETWEEN ${lowest} AND ${highest})`;
}

/** What is plausible in the file's unit. */
export function boundsOf(context: ImportContext): {
  readonly lowest: number;
  readonly highest: number;
  readonly allowsNegative: boolean;
} {
  const metric = metrics[context.mapping.metric ?? 'speed'];
  const unit = context.mapping.unit ?? metric.units[0];
  const [lowest, highest] = metric.plausible;
  const perUnit = convert(1, unit, metric.units[0]);
  return {
    lowest: lowest / perUnit,
    highest: highest / perUnit,
    allowsNegative: metric.negativeMakesSense,
  };
}
