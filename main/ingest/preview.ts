import { basename, extname } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { mappingSchema, type Mapping, type Preview } from '../common/contract/messages/sources.ts';
import type { Notice } from '../common/notices.ts';
import { readHead, type Head } from './file/head.ts';
import { guessColumns, guessFormat, namesRows, type FormatGuess } from './guess/format.ts';
import { readSample, type Sample } from './guess/sample.ts';
import { findTime } from './guess/time-column.ts';
import { noRows } from './no-rows.ts';
import { isICalendar } from './ical/content-lines.ts';
import { previewICalendar } from './ical/preview-ical.ts';
import { isParquet } from './parquet/parquet-file.ts';
import { previewParquet } from './parquet/preview-parquet.ts';
import { previewGeojson } from './preview-geojson.ts';
import { readers } from './readers/registry.ts';
import { numberOf, query, queryOne } from './sql.ts';

/** At most so many columns and rows are shown. */
const shownColumns = 200;
const shownRows = 20;

/**
 * Looks at a file and guesses its mapping; `known` overrides parts of the guess.
 * @throws MetropoleError when the file is missing, empty, unreadable or of another kind
 */
export async function preview(
  connection: DuckDBConnection,
  path: string,
  known: Partial<Mapping>,
): Promise<Preview> {
  if (await isParquet(path)) return previewParquet(connection, path, known);
  if (await isICalendar(path)) return await previewICalendar(path, known);
  const head = await readHead(path, known.encoding);
  const isJson = /^\s*[{[]/.test(head.lines.find((line) => line.trim() !== '') ?? '');
  if (known.format === 'places-geojson' || (isJson && known.format === undefined) || isGeojsonName(path)) {
    return previewGeojson(connection, path, head, known);
  }
  const sample = await readSample(connection, path, head, known);
  const time = await findTime(connection, sample, known);
  const guess: FormatGuess =
    known.format === undefined
      ? guessFormat(sample, time, basename(path))
      : { format: known.format, confidence: 1 };
  const columns = guessColumns(guess.format, sample, time, { fileName: basename(path), known });
  const isMatrix = guess.format === 'links-adjacency';
  const header = isMatrix && known.header === undefined ? namesItsColumns(sample) : sample.dialect.header;
  const order = isMatrix ? await guessOrder(connection, sample, header) : {};
  const mapping = mappingSchema.parse({
    ...sample.dialect,
    header,
    ...order,
    ...columns,
    ...known,
    format: guess.format,
  });
  return {
    path,
    fileName: basename(path),
    bytes: head.bytes,
    mapping,
    confidence: guess.confidence,
    columns: sample.columns.slice(0, shownColumns).map((name, index) => ({
      name,
      type: name === time?.name ? 'time' : (sample.types[index] ?? 'text'),
    })),
    rows: sample.rows.slice(0, shownRows).map((row) => row.slice(0, shownColumns)),
    missing: [...readers[guess.format].missing(mapping)],
    notices: [
      ...(sample.isWhole && sample.lines <= (header ? 1 : 0) ? [noRows] : []),
      ...encodingNotices(head),
    ],
  };
}

function isGeojsonName(path: string): boolean {
  return ['.geojson', '.json'].includes(extname(path).toLowerCase());
}

/**
 * The last source that has as many places as the matrix has rows; one with readings before others. A matrix that names its
 * places has an order of its own.
 */
async function guessOrder(
  connection: DuckDBConnection,
  sample: Sample,
  header: boolean,
): Promise<Partial<Mapping>> {
  const names = sample.columns.slice(header && namesRows(sample) ? 1 : 0);
  const size = names.length;
  if (header && !(await areRowNumbers(connection, names))) return {};
  const [found] = await query(
    connection,
    `SELECT source_id FROM source_place JOIN source USING (source_id) GROUP BY source_id, format HAVING count(*) = ${size}
     ORDER BY format LIKE 'readings%' DESC, source_id DESC LIMIT 1`,
  );
  return found === undefined ? {} : { orderFromSource: numberOf(found, 'source_id') };
}

/** Whether names only count from 0 or 1, and no place is called like that. */
async function areRowNumbers(connection: DuckDBConnection, names: readonly string[]): Promise<boolean> {
  const first = Number(names[0]);
  if (!names.every((name, index) => name === String(first + index)) || (first !== 0 && first !== 1))
    return false;
  const { places } = await queryOne(connection, 'SELECT count(*) AS places FROM place WHERE key = $key', {
    key: String(first + names.length - 1),
  });
  return places === 0;
}

/** A matrix has a header when the first line holds words, or the ids that its first column repeats. */
function namesItsColumns(sample: Sample): boolean {
  if (!sample.dialect.header) return false;
  return namesRows(sample) || sample.columns.some((name) => !/^[\d.]+$/.test(name) || name.length > 3);
}

function encodingNotices(head: Head): Notice[] {
  if (head.certain) return [];
  return [
    {
      severity: 'info',
      code: 'assumed-encoding',
      row: null,
      column: null,
      count: 1,
      parameters: { encoding: head.encoding },
    },
  ];
}
