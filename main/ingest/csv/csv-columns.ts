import type { ColumnKey, Mapping } from '../../common/contract/messages/sources.ts';
import { refusal, type ImportContext } from '../import-context.ts';
import { literal, pathLiteral } from '../sql.ts';
import { columnNames, splitLine } from './line.ts';

/**
 * Columns up to which DuckDB's reader splits the rows. Its buffers hold 2048 rows of every column in every thread, which for
 * thousands of columns outgrows the memory; wider rows are read whole and split afterwards.
 */
const mostSplitByReader = 500;

/** What a file's delimited text consists of, and the columns of its rows as SQL. */
export interface CsvColumns {
  readonly names: readonly string[];
  /** False where a row is read as one text `line`, which `fieldsSql` splits into the list `fields`. */
  readonly splitByReader: boolean;
  /** Whether the file's first line gives a column its name. */
  isNamed(index: number): boolean;
  /** SQL of a column's text. */
  text(index: number): string;
  /** SQL of the texts of several columns as one list. */
  texts(indices: readonly number[]): string;
}

type Dialect = Pick<Mapping, 'encoding' | 'separator' | 'header'>;

/** The columns that a file's first line shows. */
export function csvColumns(firstLine: string, { separator, header }: Dialect): CsvColumns {
  const names = columnNames(firstLine, separator, header);
  const said = splitLine(firstLine, separator);
  const splitByReader = names.length <= mostSplitByReader;
  return {
    names,
    splitByReader,
    isNamed: (index) => !header || said[index] !== '',
    text: (index) => (splitByReader ? `c${index}` : `fields[${index + 1}]`),
    texts: (indices) =>
      splitByReader ? `[${indices.map((index) => `c${index}`).join(', ')}]` : listedFields(indices),
  };
}

/** A slice where the columns stand side by side: it costs a tenth of a choice. */
function listedFields(indices: readonly number[]): string {
  const [first = 0] = indices;
  const isSlice = indices.every((index, place) => index === first + place);
  return isSlice
    ? `fields[${first + 1}:${first + indices.length}]`
    : `list_select(fields, [${indices.map((index) => index + 1).join(', ')}])`;
}

/**
 * SQL that reads a file's rows, as the columns `c0`, `c1`… or as the text `line`.
 * @param skip lines before the first
 * @param more further options of DuckDB's reader
 */
export function rowsSql(
  path: string,
  dialect: Dialect,
  { names, splitByReader }: CsvColumns,
  skip: number,
  more = '',
): string {
  const { encoding, separator, header } = dialect;
  const split = `delim = ${literal(separator)}, quote = '"', escape = '"', columns = {${names.map((_, index) => `'c${index}': 'VARCHAR'`).join(', ')}}`;
  const whole = String.raw`delim = '\x1f', quote = '', escape = '', columns = {'line': 'VARCHAR'}`;
  return `read_csv(${pathLiteral(path)}, auto_detect = false, skip = ${skip}, header = ${header}, encoding = ${literal(encoding)},
    ${splitByReader ? split : whole}${more})`;
}

/** SQL of the list of a whole line's fields. Quotation marks are left out: no separator may stand between them. */
export function fieldsSql({ separator }: Dialect): string {
  return `string_split(${unquoted}, ${literal(separator)})`;
}

const unquoted = `replace(line, '"', '')`;

/** SQL of the number of fields of a whole line; a separator at its end does not begin another. */
export function widthSql({ separator }: Dialect, { names: { length } }: CsvColumns): string {
  const counted = `len(line) - len(replace(line, ${literal(separator)}, '')) + 1`;
  return `CASE WHEN ${counted} = ${length + 1} AND ends_with(${unquoted}, ${literal(separator)}) THEN ${length} ELSE ${counted} END`;
}

/** The column that the mapping names under `key`. @throws MetropoleError `import-column-missing` */
export function columnIndex(context: ImportContext, { names }: CsvColumns, key: ColumnKey): number {
  const name = context.mapping[key] ?? '';
  const index = names.indexOf(name);
  if (index !== -1) return index;
  throw refusal(context, 'import-column-missing', { column: name, columns: names.slice(0, 20).join(', ') });
}

/** SQL of its text. @throws MetropoleError `import-column-missing` */
export function columnSql(context: ImportContext, columns: CsvColumns, key: ColumnKey): string {
  return columns.text(columnIndex(context, columns, key));
}

/** SQL of the text of a row's time, joined from day and time of day where the file parts them. @throws MetropoleError `import-column-missing` */
export function timeTextSql(context: ImportContext, columns: CsvColumns): string {
  const time = columnSql(context, columns, 'timeColumn');
  if (context.mapping.clockColumn === undefined) return `coalesce(${time}, '')`;
  return `coalesce(trim(${time}) || ' ' || trim(${columnSql(context, columns, 'clockColumn')}), '')`;
}
