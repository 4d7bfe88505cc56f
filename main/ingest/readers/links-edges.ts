import { columnSql } from '../csv/csv-columns.ts';
import { stageCsv } from '../csv/stage-csv.ts';
import type { ImportContext, Reader, Staged } from '../import-context.ts';
import { stageLinks } from '../links/commit-links.ts';
import { numberSql, presentSql } from '../readings/cells.ts';
import { numberOf, numberOrNull, queryOne, textOf } from '../sql.ts';

/** Links as an edge list: from, to, weight (1 where there is none). */
export const linksEdges: Reader = {
  format: 'links-edges',
  missing: (mapping) =>
    (['fromColumn', 'toColumn', 'linkType'] as const).filter((key) => mapping[key] === undefined),
  stage,
};

async function stage(context: ImportContext): Promise<Staged> {
  const { connection, mapping, findings } = context;
  const csv = await stageCsv(context, (columns) => {
    const said =
      mapping.weightColumn === undefined
        ? 'NULL'
        : presentSql(context, columnSql(context, columns, 'weightColumn'));
    const weight = `coalesce(${said}, '1')`;
    return `trim(${columnSql(context, columns, 'fromColumn')}) AS from_key, trim(${columnSql(context, columns, 'toColumn')}) AS to_key,
      ${numberSql(context, weight)} AS weight, ${weight} AS weight_text, ${said} IS NULL AS is_assumed`;
  });
  context.step('import-checking', 0.5);
  const keyless = "coalesce(from_key, '') = '' OR coalesce(to_key, '') = ''";
  const found = await queryOne(
    connection,
    `SELECT count(*) FILTER (${keyless}) AS keyless, min(rowid) FILTER (${keyless}) AS keyless_record,
            count(*) FILTER (weight IS NULL) AS weightless, min(rowid) FILTER (weight IS NULL) AS weightless_record,
            arg_min(weight_text, rowid) FILTER (weight IS NULL) AS weight_text,
            count(*) FILTER (weight IS NULL OR ${keyless}) AS refused,
            count(*) FILTER (is_assumed) AS assumed, min(rowid) FILTER (is_assumed) AS assumed_record FROM raw`,
  );
  findings.add({
    severity: 'warning',
    code: 'link-weight-missing',
    record: numberOrNull(found, 'assumed_record'),
    column: mapping.weightColumn ?? null,
    count: mapping.weightColumn === undefined ? 0 : numberOf(found, 'assumed'),
  });
  findings.add({
    severity: 'error',
    code: 'place-key-missing',
    record: numberOrNull(found, 'keyless_record'),
    column: mapping.fromColumn ?? null,
    count: numberOf(found, 'keyless'),
  });
  findings.add({
    severity: 'error',
    code: 'value-not-a-number',
    record: numberOrNull(found, 'weightless_record'),
    column: mapping.weightColumn ?? null,
    count: numberOf(found, 'weightless'),
    parameters: { value: textOf(found, 'weight_text'), unit: '' },
  });
  const usable = `weight IS NOT NULL AND NOT (${keyless})`;
  await connection.run(
    `CREATE TEMP TABLE place_list AS
     SELECT (row_number() OVER (ORDER BY first_record) - 1)::INTEGER AS place_no, * FROM (
       SELECT key, min(record) AS first_record FROM (
         SELECT from_key AS key, rowid AS record FROM raw WHERE ${usable} UNION ALL SELECT to_key, rowid FROM raw WHERE ${usable}
       ) GROUP BY key)`,
  );
  await connection.run(
    `CREATE TEMP TABLE edge AS
     SELECT f.place_no AS from_no, t.place_no AS to_no, r.weight, r.rowid AS record
     FROM raw r JOIN place_list f ON f.key = r.from_key JOIN place_list t ON t.key = r.to_key WHERE r.weight IS NOT NULL`,
  );
  await reportUnknown(context);
  return stageLinks(context, {
    read: csv.records + csv.refused,
    refused: csv.refused + numberOf(found, 'refused'),
  });
}

/** Links may come before their places; what they name is then known by its key only. */
async function reportUnknown(context: ImportContext): Promise<void> {
  const unknown = await queryOne(
    context.connection,
    `SELECT count(*) AS places, min(first_record) AS record, arg_min(key, first_record) AS key
     FROM place_list WHERE key NOT IN (SELECT key FROM place)`,
  );
  context.findings.add({
    severity: 'warning',
    code: 'link-place-unknown',
    record: numberOrNull(unknown, 'record'),
    column: context.mapping.fromColumn ?? null,
    count: numberOf(unknown, 'places'),
    parameters: { place: textOf(unknown, 'key') },
  });
}
