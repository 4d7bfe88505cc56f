import type { ImportContext, Staged } from '../import-context.ts';
import { refusal } from '../import-context.ts';
import { resolvePlaces } from '../places/resolve-places.ts';
import { numberOf, numberOrNull, queryOne } from '../sql.ts';

/**
 * Checks links that a reader left in the temporary table `edge` (from_no, to_no, weight, record; numbers of `place_list`)
 * and gives what is to be kept: directed, no link of a place to itself, the last of several between the same two.
 */
export async function stageLinks(
  context: ImportContext,
  rows: { readonly read: number; readonly refused: number },
): Promise<Staged> {
  const { connection, findings, mapping } = context;
  const found = await queryOne(
    connection,
    `SELECT count(*) AS edges, count(*) FILTER (from_no = to_no) AS self, min(record) FILTER (from_no = to_no) AS self_record,
            count(DISTINCT (from_no, to_no)) FILTER (from_no <> to_no) AS different FROM edge`,
  );
  const self = numberOf(found, 'self');
  const different = numberOf(found, 'different');
  findings.add({
    severity: 'info',
    code: 'link-self',
    record: numberOrNull(found, 'self_record'),
    column: mapping.fromColumn ?? null,
    count: self,
  });
  if (different === 0) throw refusal(context, 'import-no-usable-row', { unit: '' });
  const doubled = numberOf(found, 'edges') - self - different;
  findings.add({ severity: 'warning', code: 'link-duplicate', record: null, column: null, count: doubled });
  return {
    rowsRead: rows.read,
    rowsRefused: rows.refused,
    commit: async (sourceId) => {
      await resolvePlaces(connection, sourceId);
      const set = await queryOne(
        connection,
        'INSERT INTO link_set (source_id, name, type) VALUES ($source, $name, $type) RETURNING link_set_id',
        {
          source: sourceId,
          name: mapping.linkSetName ?? context.fileName.replace(/\.[^.]+$/, ''),
          type: mapping.linkType ?? 'adjacency',
        },
      );
      await connection.run(
        `INSERT INTO link SELECT ${numberOf(set, 'link_set_id')}, f.place_id, t.place_id, arg_max(e.weight, e.record)
         FROM edge e JOIN known_place f ON f.place_no = e.from_no JOIN known_place t ON t.place_no = e.to_no
         WHERE from_no <> to_no GROUP BY f.place_id, t.place_id ORDER BY f.place_id, t.place_id`,
      );
    },
  };
}
