import type { FormatId, Mapping } from '../../common/contract/messages/sources.ts';
import { guessCalendar } from './calendar.ts';
import { guessRecords } from './records.ts';
import type { Sample } from './sample.ts';
import type { TimeColumn } from './time-column.ts';
import { columnFor, guessMetric, isCalledPlace, type Measure } from './words.ts';

/** What a file seems to be. */
export interface FormatGuess {
  readonly format: FormatId;
  /** 0 to 1. */
  readonly confidence: number;
}

/** Judges a delimited file by its header words and its shape. */
export function guessFormat(sample: Sample, time: TimeColumn | undefined, fileName: string): FormatGuess {
  const { columns, types } = sample;
  const rows = sample.lines - (sample.dialect.header ? 1 : 0);
  const numbers = types.filter((type) => type === 'number' || type === 'empty').length;
  const has = (role: Parameters<typeof columnFor>[0]): boolean =>
    sample.dialect.header && columnFor(role, columns) !== undefined;
  const records =
    time === undefined || !sample.dialect.header ? undefined : guessRecords(columns, time.name, fileName);
  if (records !== undefined) return { format: records.format, confidence: 0.9 };
  if (guessCalendar(sample, time) !== undefined) return { format: 'calendar', confidence: 0.9 };
  if (has('latitude') && has('longitude') && columns.length <= 60)
    return { format: 'places-csv', confidence: 0.95 };
  if (has('from') && has('to') && columns.length <= 20) return { format: 'links-edges', confidence: 0.95 };
  if (time === undefined && isMatrix(sample, rows, numbers)) {
    return { format: 'links-adjacency', confidence: 0.9 };
  }
  if (time !== undefined) {
    const rest = columns.filter((name) => name !== time.name && name !== time.clock);
    const place = columnFor('place', rest) ?? textColumn(sample, rest);
    const others = rest.filter((name) => name !== place);
    const isCalledSo = sample.dialect.header && place !== undefined && isCalledPlace(place);
    const isLong =
      place !== undefined &&
      numberedLike(place, rest).length < 2 &&
      others.length > 0 &&
      others.length <= 20 &&
      (isCalledSo || repeats(sample, place));
    if (isLong) return { format: 'readings-long', confidence: has('place') && has('value') ? 0.95 : 0.7 };
    return { format: 'readings-wide', confidence: 0.8 };
  }
  if (numbers === columns.length && columns.length > 1) {
    return { format: 'readings-wide', confidence: sample.dialect.header ? 0.7 : 0.4 };
  }
  return { format: 'readings-long', confidence: 0.1 };
}

/** An estimated number of rows may be wrong by this share. */
const estimateError = 0.1;

/** As many rows as columns and nothing but numbers; or a first column that repeats the names of the others. */
function isMatrix(sample: Sample, rows: number, numbers: number): boolean {
  const { columns, dialect, isWhole } = sample;
  if (columns.length < 2) return false;
  const isAsMany = (count: number): boolean =>
    Math.abs(rows - count) <= (isWhole ? 0 : count * estimateError);
  if (!dialect.header) return isAsMany(columns.length) && numbers === columns.length;
  return isAsMany(columns.length - 1) && namesRows(sample);
}

/** Whether the first column holds the names of the others, in any order. */
export function namesRows({ columns, rows }: Sample): boolean {
  const others = new Set(columns.slice(1));
  return rows.length > 0 && rows.every((row) => others.has(row[0]?.trim() ?? ''));
}

/** Which columns play which part in a format. */
export function guessColumns(
  format: FormatId,
  sample: Sample,
  time: TimeColumn | undefined,
  about: { readonly fileName: string; readonly known: Measure },
): Partial<Mapping> {
  const { columns, types, dialect } = sample;
  const named = dialect.header ? columns : [];
  const timing =
    time === undefined
      ? {}
      : {
          timeColumn: time.name,
          ...(time.clock === undefined ? {} : { clockColumn: time.clock }),
          ...(time.timeFormat === undefined ? {} : { timeFormat: time.timeFormat }),
          ...(time.saysInstant ? { zone: 'UTC' } : {}),
        };
  const rest = columns.filter((name) => name !== time?.name && name !== time?.clock);
  const numeric = (name: string): boolean => types[columns.indexOf(name)] === 'number';
  const { fileName, known } = about;
  if (format === 'readings-wide') {
    const numbered = dialect.header ? numberedLike(columnFor('place', rest) ?? '', rest) : [];
    const areSome = numbered.length > 1 && numbered.length < rest.length;
    return {
      ...timing,
      ...(areSome ? { placeColumns: numbered } : {}),
      // What stands beside the places, such as diffuse flows of light beside loads, says nothing of what they measure.
      ...guessMetric([fileName, ...(areSome ? numbered : rest).slice(0, 50)], known),
    };
  }
  if (format === 'readings-long') {
    const place = columnFor('place', rest) ?? textColumn(sample, rest) ?? rest[0];
    const values = rest.filter((name) => name !== place && numeric(name));
    const others = rest.filter((name) => name !== place);
    const value = columnFor('value', values) ?? columnFor('value', others) ?? values.at(-1);
    return {
      ...timing,
      ...(place === undefined ? {} : { placeColumn: place }),
      ...(value === undefined ? {} : { valueColumn: value }),
      ...guessMetric([value ?? '', fileName], known),
    };
  }
  if (format === 'places-csv') {
    const found = {
      placeColumn: columnFor('place', named) ?? columns.find((name) => !/^(index|lat|lon)/i.test(name)),
      nameColumn: columnFor('name', named),
      latitudeColumn: columnFor('latitude', named),
      longitudeColumn: columnFor('longitude', named),
    };
    return found;
  }
  if (format === 'links-edges') {
    const weight = columnFor('weight', named);
    return {
      fromColumn: columnFor('from', named) ?? columns[0],
      toColumn: columnFor('to', named) ?? columns[1],
      weightColumn: weight,
      linkType: guessLinkType(fileName, sample, weight),
    };
  }
  if (format === 'calendar') return { ...timing, ...guessCalendar(sample, time) };
  if (format === 'links-adjacency') return { linkType: 'adjacency' };
  const records = guessRecords(named, time?.name ?? '', fileName);
  return { ...timing, ...(records?.format === format ? records.columns : {}) };
}

function guessLinkType(fileName: string, sample: Sample, weight: string | undefined): Mapping['linkType'] {
  if (/road|street|segment/i.test(fileName)) return 'road';
  if (/feeder|tree|grid/i.test(fileName)) return 'feeder-tree';
  if (/adj/i.test(fileName)) return 'adjacency';
  if (weight === undefined) return 'road';
  const index = sample.columns.indexOf(weight);
  const weights = sample.rows.map((row) => Number(row[index] ?? NaN)).filter((value) => !Number.isNaN(value));
  return weights.every((value) => value >= 0 && value <= 1) ? 'similarity' : 'road';
}

/** The columns that are called like this one but for the number at its end, itself among them; none where it has no number. */
function numberedLike(column: string, columns: readonly string[]): string[] {
  const stem = (name: string): string | undefined => /^(.*\D)\d+$/u.exec(name.trim())?.[1];
  const own = stem(column);
  return own === undefined ? [] : columns.filter((name) => stem(name) === own);
}

function textColumn({ columns, types }: Sample, among: readonly string[]): string | undefined {
  return columns.find((name, index) => among.includes(name) && types[index] === 'text');
}

/** A place column of a long file says the same thing more than once, or the file is too short to tell. */
function repeats(sample: Sample, column: string): boolean {
  const index = sample.columns.indexOf(column);
  const texts = sample.rows.map((row) => row[index]);
  return sample.types[index] === 'text' || new Set(texts).size < texts.length || texts.length < 3;
}
