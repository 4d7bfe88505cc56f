import { stageCsv } from '../csv/stage-csv.ts';
import { refusal, type ImportContext, type Reader, type Staged } from '../import-context.ts';
import { stageLinks } from '../links/commit-links.ts';
import { wideReadingsSql } from '../readings/wide-cells.ts';
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
  const csv = await stageCsv(context, (columns) => {
    const all = columns.names.map((_, index) => index);
    return `trim(${columns.text(0)}) AS row_name, ${wideReadingsSql(context, columns, all)}`;
  });
  context.step('import-checking', 0.5);
  const withKeys = mapping.header && csv.columns.names.length === csv.records + 1;
  const names = csv.columns.names.slice(withKeys ? 1 : 0);
  if (names.length !== csv.records || csv.refused > 0) {
    throw refusal(context, 'import-adjacency-not-square', {
      rows: csv.records + csv.refused,
      columns: names.length,
    });
  }
  if (mapping.orderFromSource === undefined) await takeHeaderOrder(context, names);
  else await takeSourceOrder(context, mapping.orderFromSource, names.length);
  await takeRowOrder(context, withKeys ? names : null);
  const cells = (list: string, name: string): string =>
    `SELECT * FROM (
       SELECT r.rowid AS record, o.from_no, unnest(range(${names.length}))::INTEGER AS to_no, unnest(${list}[${withKeys ? 2 : 1}:]) AS ${name}
       FROM raw r JOIN row_order o ON o.record = r.rowid WHERE ${list} IS NOT NULL
     ) WHERE ${name} IS NOT NULL`;
  const wrong = await queryOne(
    connection,
    `SELECT count(*) AS count, min(record) AS record, arg_min(text, record) AS text, arg_min(to_no, record) AS to_no
     FROM (${cells('misread', 'text')})`,
  );
  findings.add({
    severity: 'error',
    code: 'value-not-a-number',
    record: numberOrNull(wrong, 'record'),
    column: names[numberOf(wrong, 'to_no')] ?? null,
    count: numberOf(wrong, 'count'),
    parameters: { value: textOf(wrong, 'text'), unit: '' },
  });
  await connection.run(
    `CREATE TEMP TABLE edge AS SELECT from_no, to_no, weight, record FROM (${cells('numbers', 'weight')}) WHERE weight <> 0`,
  );
  await reportAsymmetry(context);
  return stageLinks(context, { read: csv.records, refused: 0 });
}

async function takeHeaderOrder(context: ImportContext, names: readonly string[]): Promise<void> {
  if (!context.mapping.header) throw refusal(context, 'import-adjacency-order-missing');
  const doubled = names.find((name, index) => names.indexOf(name) !== index);
  if (doubled !== undefined) throw refusal(context, 'import-duplicate-place', { row: 1, place: doubled });
  const values = names.map((name, index) => `(${index}, ${literal(name)}, 0::BIGINT)`).join(', ');
  await context.connection.run(
    `CREATE TEMP TABLE place_list AS SELECT * FROM (VALUES ${values}) t(place_no, key, first_record)`,
  );
}

/**
 * The temporary table `row_order` (record, from_no): which place each row is about, by its name where rows have names.
 * @param names of the columns where the first column names the rows, otherwise null
 * @throws MetropoleError `import-adjacency-row-unknown` when a row is called like no column and no source gives the order
 */
async function takeRowOrder(context: ImportContext, names: readonly string[] | null): Promise<void> {
  const { connection, mapping } = context;
  const inOrder = 'CREATE TEMP TABLE row_order AS SELECT rowid AS record, rowid::INTEGER AS from_no FROM raw';
  if (names === null) {
    await connection.run(inOrder);
    return;
  }
  await connection.run(
    `CREATE TEMP TABLE row_order AS
     SELECT rowid AS record, list_position([${names.map(literal).join(', ')}], row_name) - 1 AS from_no, row_name,
            row_number() OVER (PARTITION BY row_name ORDER BY rowid) AS turn FROM raw`,
  );
  const found = await queryOne(
    connection,
    `SELECT min(record) AS record, arg_min(row_name, record) AS name FROM row_order WHERE from_no IS NULL OR turn > 1`,
  );
  const record = numberOrNull(found, 'record');
  if (record === null) return;
  if (mapping.orderFromSource === undefined) {
    throw refusal(context, 'import-adjacency-row-unknown', {
      row: context.findings.lineOf(record),
      place: textOf(found, 'name'),
    });
  }
  await connection.run(inOrder.replace('CREATE', 'CREATE OR REPLACE'));
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
    `CREATE TEMP TABLE place_list AS
     SELECT (row_number() OVER (ORDER BY position) - 1)::INTEGER AS place_no, key, 0::BIGINT AS first_record
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
