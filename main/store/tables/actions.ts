import type { DuckDBConnection } from '@duckdb/node-api';
import { MetropoleError } from '../../common/errors.ts';
import { actionKinds, type ActionRow, type NewAction } from '../../common/rows/actions.ts';
import type { NamedRow } from '../../common/rows/named-rows.ts';
import { instant, readRows, type Parameters } from '../columns.ts';
import type { Database } from '../database.ts';

/** The log of actions. A row is never deleted; what becomes of it later is written into it. */
export class Actions {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** All actions, those that began last first. */
  async list(): Promise<readonly ActionRow[]> {
    return await this.#database.read(readActions);
  }

  /** Adds the action that `make` makes beside those that are kept; nobody else adds meanwhile. */
  async add(make: (kept: readonly ActionRow[]) => NewAction): Promise<ActionRow> {
    return await this.#database.write(async (connection) => {
      const kept = await readActions(connection);
      const actionId = Math.max(0, ...kept.map((one) => one.actionId)) + 1;
      await connection.run(
        `INSERT INTO action VALUES ($id, $placeKey, $kind, $note, $from, $until, $loggedAt, $loggedBy, $endedBy, $backAt, $backBy,
           $backReason)`,
        parametersOf({ ...make(kept), actionId }),
      );
      return await readAction(connection, actionId);
    });
  }

  /**
   * Replaces an action by what `change` makes of it.
   * @throws MetropoleError `action-unknown`, or as `change` does
   */
  async change(actionId: number, change: (action: ActionRow) => NewAction): Promise<ActionRow> {
    return await this.#database.write(async (connection) => {
      const changed = change(await readAction(connection, actionId));
      await connection.run(
        `UPDATE action SET place_key = $placeKey, kind = $kind, note = $note, from_at = $from, until_at = $until,
           logged_at = $loggedAt, logged_by = $loggedBy, ended_by = $endedBy, taken_back_at = $backAt, taken_back_by = $backBy,
           taken_back_reason = $backReason
         WHERE action_id = $id`,
        parametersOf({ ...changed, actionId }),
      );
      return await readAction(connection, actionId);
    });
  }
}

function parametersOf(action: NewAction & { readonly actionId: number }): Parameters {
  const { actionId, placeKey, kind, note, from, until, loggedAt, loggedBy, endedBy, takenBack } = action;
  return {
    ...{ id: actionId, placeKey, kind, note, loggedBy, endedBy },
    from: instant(from),
    until: until === null ? null : instant(until),
    loggedAt: instant(loggedAt),
    backAt: takenBack === null ? null : instant(takenBack.at),
    backBy: takenBack?.by ?? null,
    backReason: takenBack?.reason ?? null,
  };
}

async function readAction(connection: DuckDBConnection, actionId: number): Promise<ActionRow> {
  const found = (await readActions(connection)).find((one) => one.actionId === actionId);
  if (found === undefined) throw new MetropoleError('action-unknown', { action: actionId });
  return found;
}

async function readActions(connection: DuckDBConnection): Promise<ActionRow[]> {
  const rows = await readRows(
    connection,
    `SELECT a.* REPLACE (epoch_ms(from_at) AS from_at, epoch_ms(until_at) AS until_at, epoch_ms(logged_at) AS logged_at,
            epoch_ms(taken_back_at) AS taken_back_at), p.place_id, p.name
     FROM action a LEFT JOIN current_place p ON p.key = a.place_key ORDER BY a.from_at DESC, action_id DESC`,
  );
  return rows.map(toAction);
}

function toAction(row: NamedRow): ActionRow {
  const backAt = numberOf(row['taken_back_at']);
  return {
    actionId: Number(row['action_id']),
    placeKey: String(row['place_key']),
    placeId: numberOf(row['place_id']),
    placeName: textOf(row['name']) ?? String(row['place_key']),
    kind: actionKinds.find((kind) => kind === row['kind']) ?? 'other',
    note: String(row['note']),
    from: Number(row['from_at']),
    until: numberOf(row['until_at']),
    loggedAt: Number(row['logged_at']),
    loggedBy: String(row['logged_by']),
    endedBy: textOf(row['ended_by']),
    takenBack:
      backAt === null
        ? null
        : {
            at: backAt,
            by: textOf(row['taken_back_by']) ?? '',
            reason: textOf(row['taken_back_reason']) ?? '',
          },
  };
}

function numberOf(value: unknown): number | null {
  return value === null || value === undefined ? null : Number(value);
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
