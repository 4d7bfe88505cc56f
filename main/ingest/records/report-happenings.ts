import type { NoticeCode, Severity } from '../../common/notices.ts';
import type { ImportContext } from '../import-context.ts';
import { problemsOf } from './stage-rows.ts';

/** A check of one column: rows that show it, and what stands there. */
interface Check {
  readonly code: NoticeCode;
  readonly severity: Severity;
  readonly column: string | undefined;
  readonly where: string;
  /** SQL of the text that the notice names. */
  readonly value: string;
}

/** Says what was found in `happening`, and takes away positions and numbers that cannot be right. */
export async function reportHappenings(context: ImportContext, unusablePosition: string): Promise<void> {
  const { connection, mapping } = context;
  const misread =
    '(latitude_text IS NOT NULL AND latitude IS NULL) OR (longitude_text IS NOT NULL AND longitude IS NULL)';
  const checks: readonly Check[] = [
    refused('time-missing', mapping.timeColumn, "''"),
    refused('end-before-start', mapping.endColumn, 'ended'),
    refused('end-missing', mapping.endColumn, "''"),
    { ...refused('record-duplicate', mapping.keyColumn, 'key'), severity: 'warning' },
    kept('kind-unknown', mapping.kindColumn, 'is_unknown_kind AND said_kind IS NOT NULL', 'said_kind'),
    { ...kept('received-assumed', mapping.receivedColumn, 'received_at IS NULL', "''"), severity: 'info' },
    kept('location-unreadable', mapping.latitudeColumn, misread, 'coalesce(latitude_text, longitude_text)'),
    kept('position-unusable', mapping.latitudeColumn, unusablePosition, "latitude || ' ' || longitude"),
    kept(
      'position-missing',
      mapping.latitudeColumn,
      'latitude_text IS NULL AND longitude_text IS NULL AND place_key IS NULL',
      "''",
    ),
    ...(['severity', 'visitors'] as const).flatMap((name) => [
      kept(
        'value-not-a-number',
        mapping[`${name}Column`],
        `${name} IS NULL AND ${name}_text IS NOT NULL`,
        `${name}_text`,
      ),
      kept('value-negative', mapping[`${name}Column`], `${name} < 0`, `${name}_text`),
    ]),
  ];
  for (const { code, severity, column, where, value } of checks) {
    const [found] = await problemsOf(
      context,
      `SELECT '${code}' AS problem, record, ${value} AS value FROM happening WHERE ${where}`,
    );
    context.findings.add({
      severity,
      code,
      record: found?.record ?? null,
      column: column ?? null,
      count: found?.count ?? 0,
      parameters: { value: found?.value ?? '', unit: '' },
    });
  }
  await connection.run(
    `UPDATE happening SET latitude = NULL, longitude = NULL WHERE ${unusablePosition} OR latitude IS NULL OR longitude IS NULL`,
  );
  for (const name of ['severity', 'visitors'])
    await connection.run(`UPDATE happening SET ${name} = NULL WHERE ${name} < 0`);
}

function refused(code: NoticeCode, column: string | undefined, value: string): Check {
  return { code, severity: 'error', column, where: `problem = '${code}'`, value };
}

function kept(code: NoticeCode, column: string | undefined, where: string, value: string): Check {
  return { code, severity: 'warning', column, where: `problem IS NULL AND (${where})`, value };
}
