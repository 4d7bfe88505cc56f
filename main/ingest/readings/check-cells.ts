import type { ImportContext } from '../import-context.ts';
import { refusal } from '../import-context.ts';
import { numberOf, numberOrNull, queryOne, type SqlRow, textOf } from '../sql.ts';
import { boundsOf, type StagedReadings, usableSql } from './cells.ts';

/** How many records of the file cannot be kept at all, and whether two usable cells share place and time. */
export interface CellCheck {
  readonly usable: number;
  readonly unusable: number;
  readonly settle: boolean;
  readonly zeros: number;
}

/** A file most of whose numbers no such thing can have is in another unit, or measures something else. */
const mostAbsurd = 1 / 2;

/** Places times moments up to which duplicates are found by a bit for each (one bit in eight of a byte: 128 MiB). */
const mostBits = 1_000_000_000;

/**
 * Looks at every cell once and reports what is wrong with the values.
 * @throws MetropoleError `import-no-usable-row`, `import-values-absurd`
 */
export async function checkCells(context: ImportContext, staged: StagedReadings): Promise<CellCheck> {
  const { connection, mapping } = context;
  const { lowest, highest, allowsNegative } = boundsOf(context);
  const size = await queryOne(
    connection,
    `SELECT (SELECT count(*) FROM place_list) AS places, (SELECT coalesce(max(moment_no), 0) + 1 FROM moment) AS moments,
            (SELECT count(*) FROM moment WHERE later_at IS NOT NULL) AS ambiguous`,
  );
  const bits = numberOf(size, 'places') * numberOf(size, 'moments');
  const distinct =
    bits <= mostBits
      ? `bit_count(bitstring_agg(place_no::BIGINT * ${numberOf(size, 'moments')} + moment_no, 0::BIGINT, ${bits}::BIGINT)
           FILTER (${usableSql(context)}))`
      : '-1';
  const negative = allowsNegative ? 'false' : 'value < 0';
  const absurd = `value > ${highest} OR (${allowsNegative} AND value < ${lowest})`;
  const row = await queryOne(
    connection,
    `SELECT count(*) AS cells, count(*) FILTER (${usableSql(context)}) AS usable, ${distinct} AS different,
            count(*) FILTER (value = 0 AND problem IS NULL) AS zeros, count(*) FILTER (value IS NULL AND text IS NULL) AS missing,
            count(*) FILTER (problem IS NOT NULL OR (value IS NULL AND text IS NOT NULL) OR ${negative} OR ${absurd}) AS unusable,
            ${firstOf('text', 'value IS NULL AND text IS NOT NULL')}, ${firstOf('negative', negative)}, ${firstOf('absurd', absurd)},
            arg_min(text, record) FILTER (value IS NULL AND text IS NOT NULL) AS text_said,
            arg_min(value, record) FILTER (${absurd}) AS absurd_said, min(value) FILTER (${negative}) AS negative_said
     FROM cell`,
  );
  const usable = numberOf(row, 'usable');
  const empty =
    staged.valueColumn === null ? staged.records * numberOf(size, 'places') - numberOf(row, 'cells') : 0;
  await report(context, staged, row, empty);
  const unit = mapping.unit ?? '';
  if (usable === 0) throw refusal(context, 'import-no-usable-row', { unit });
  const refused = numberOf(row, 'absurd_count');
  const share = refused / (refused + usable);
  if (share > mostAbsurd) {
    const value = numberOf(row, 'absurd_said');
    throw refusal(context, 'import-values-absurd', { unit, value, percent: Math.round(100 * share) });
  }
  return {
    usable,
    unusable: numberOf(row, 'unusable'),
    settle: numberOf(size, 'ambiguous') > 0 || numberOf(row, 'different') !== usable,
    zeros: numberOf(row, 'zeros'),
  };
}

function firstOf(name: string, condition: string): string {
  return `count(*) FILTER (${condition}) AS ${name}_count, min(record) FILTER (${condition}) AS ${name}_record,
    arg_min(place_no, record) FILTER (${condition}) AS ${name}_place`;
}

/** @param empty cells of a wide file that are not among those looked at */
async function report(
  context: ImportContext,
  staged: StagedReadings,
  row: SqlRow,
  empty: number,
): Promise<void> {
  const columnOf = async (name: string): Promise<string | null> => {
    const place = numberOrNull(row, `${name}_place`);
    if (staged.valueColumn !== null || place === null) return staged.valueColumn;
    const found = await queryOne(
      context.connection,
      `SELECT column_name FROM place_list WHERE place_no = ${place}`,
    );
    return textOf(found, 'column_name');
  };
  const add = async (
    severity: 'error' | 'info',
    code: 'value-not-a-number' | 'value-negative' | 'value-absurd',
    name: string,
    value: string | number,
  ): Promise<void> => {
    context.findings.add({
      severity,
      code,
      record: numberOf(row, `${name}_record`),
      column: await columnOf(name),
      count: numberOf(row, `${name}_count`),
      parameters: { value, unit: context.mapping.unit ?? '' },
    });
  };
  await add('error', 'value-not-a-number', 'text', textOf(row, 'text_said'));
  await add('error', 'value-negative', 'negative', numberOf(row, 'negative_said'));
  await add('error', 'value-absurd', 'absurd', numberOf(row, 'absurd_said'));
  context.findings.add({
    severity: 'info',
    code: 'value-missing',
    record: null,
    column: staged.valueColumn,
    count: numberOf(row, 'missing') + empty,
  });
}
