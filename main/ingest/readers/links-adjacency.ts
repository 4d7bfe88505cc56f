import { stageCsv } from '../csv/stage-csv.ts';
import { refusal, type ImportContext, type Reader, type Staged } from '../import-context.ts';
import { stageLinks } from '../links/commit-links.ts';
import { numberSql, presentSql } from '../readings/cells.ts';
import { literal, numberOf, numberOrNull, query, queryOne, textOf } from '../sql.ts';

/** Links as a square matrix: row and column order taken from a source, or from the header when it names the places. */
export const linksAdjacency: Reader = {
  format: 'links-adjacency',
  missing: (mapping) => [
    ...(mapping.linkType === undefined ? (['linkType'] as const) : []),
    ...(mapping.header || mapping.orderFromSource !== undefined ? [] : (['orderFromSource'] as const)),
  ],
  stage,
};

async function stage(context: ImportContext): Promise<Staged> {
  const { connection, mapping, findings } = context;
  const csv = await stageCsv(context, (columns) => columns.map((_, index) => `c${index}`).join(', '));
  context.step('import-checking', 0.5);
  const withKeys = mapping.header && csv.columns.length === csv.records + 1;
  const columns = csv.columns.map((name, index) => ({ name, index })).slice(withKeys ? 1 : 0);
  if (columns.length !== csv.records || csv.refused > 0) {
    throw refusal(context, 'import-adjacency-not-square', {
      rows: csv.records + csv.refused,
      columns: columns.length,
    });
  }
  if (mapping.orderFromSource === undefined) await takeHeaderOrder(context, columns);
  else await takeSourceOrder(context, mapping.orderFromSource, columns.length);
  const cells = columns.map(({ index }) => `c${index}`);
  const present = presentSql(context, 'cell_text');
  await connection.run(
    `CREATE TEMP TABLE matrix AS
     SELECT record, record::INTEGER AS from_no, to_no, ${numberSql(context, present)} AS weight, ${present} AS text
     FROM (UNPIVOT (SELECT rowid AS record, ${cells.join(', ')} FROM raw) ON ${cells.join(', ')} INTO NAME cell_column VALUE cell_text)
     JOIN (SELECT unnest([${cells.map(literal).join(', ')}]) AS cell_column, unnest(range(${cells.length}))::INTEGER AS to_no)
       USING (cell_column)`,
  );
  const found = await queryOne(
    connection,
    `SELECT count(*) FILTER (weight IS NULL AND text IS NOT NULL) AS wrong, min(record) FILTER (weight IS NULL AND text IS NOT NULL) AS wrong_record,
            arg_min(text, record) FILTER (weight IS NULL AND text IS NOT NULL) AS wrong_text,
            arg_min(to_no, record) FILTER (weight IS NULL AND text IS NOT NULL) AS wrong_column FROM matrix`,
  );
  findings.add({
    severity: 'error',
    code: 'value-not-a-number',
    record: numberOrNull(found, 'wrong_record'),
    column: columns[numberOf(found, 'wrong_column')]?.name ?? null,
    count: numberOf(found, 'wrong'),
    parameters: { value: textOf(found, 'wrong_text'), unit: '' },
  });
  await connection.run(
    'CREATE TEMP TABLE edge AS SELECT from_no, to_no, weight, record FROM matrix WHERE weight <> 0',
  );
  await reportAsymmetry(context);
  return stageLinks(context, { read: csv.records, refused: 0 });
}

async function takeHeaderOrder(
  context: ImportContext,
  columns: readonly { readonly name: string }[],
): Promise<void> {
  if (!context.mapping.header) throw refusal(context, 'import-adjacency-order-missing');
  const values = columns.map(({ name }, index) => `(${index}, ${literal(name)}, 0::BIGINT)`).join(', ');
  await context.connection.run(
    `CREATE TEMP TABLE place_list AS SELECT * FROM (VALUES ${values}) t(place_no, key, first_record)`,
  );
}

async function takeSourceOrder(context: ImportContext, sourceId: number, size: number): Promise<void> {
  const { connection } = context;
  const [source] = await query(
    connection,
    `SELECT file_name, (SELECT count(*) FROM source_place p WHERE p.source_id = s.source_id) AS places
     FROM source s WHERE s.source_id = ${sourceId}`,
  );
  if (source === undefined) throw refusal(context, 'import-adjacency-order-missing');
  const places = numberOf(source, 'places');
  if (places !== size) {
    throw refusal(context, 'import-adjacency-size', { size, places, source: textOf(source, 'file_name') });
  }
  await connection.run(
    `CREATE TEMP TABLE place_list AS SELECT position AS place_no, key, 0::BIGINT AS first_record
     FROM source_place JOIN place USING (place_id) WHERE source_id = ${sourceId}`,
  );
}

async function reportAsymmetry(context: ImportContext): Promise<void> {
  const found = await queryOne(
    context.connection,
    `SELECT count(*) AS edges, min(e.record) AS record FROM edge e LEFT JOIN edge b ON b.from_no = e.to_no AND b.to_no = e.from_no
     WHERE b.weight IS NULL OR abs(b.weight - e.weight) > 1e-6 * abs(e.weight)`,
  );
  context.findings.add({
    severity: 'info',
    code: 'adjacency-asymmetric',
    record: numberOrNull(found, 'record'),
    column: null,
    count: numberOf(found, 'edges'),
  });
}
