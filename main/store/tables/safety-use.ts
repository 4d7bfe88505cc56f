import type { DuckDBConnection } from '@duckdb/node-api';
import { z } from 'zod';
import { MetropoleError } from '../../common/errors.ts';
import type { NamedRow } from '../../common/rows/named-rows.ts';
import type { NewSafetyPurpose, SafetyPurposeRow, SafetySwitchRow } from '../../common/rows/safety-use.ts';
import { safetyCategories } from '../../common/safety-categories.ts';
import { instant, readRow, readRows } from '../columns.ts';
import type { Database } from '../database.ts';

const textsSchema = z.array(z.string());

/** Who answers for forecasts of safety, and what is switched on and off. A row is never deleted. */
export class SafetyUse {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** All purposes, the last recorded first. */
  async purposes(): Promise<readonly SafetyPurposeRow[]> {
    return await this.#database.read(readPurposes);
  }

  async addPurpose(purpose: NewSafetyPurpose): Promise<SafetyPurposeRow> {
    return await this.#database.write(async (connection) => {
      const kept = await readPurposes(connection);
      const purposeId = Math.max(0, ...kept.map((one) => one.purposeId)) + 1;
      await connection.run(
        `INSERT INTO safety_purpose VALUES ($id, $name, $purpose, $legalBasis, $categories::JSON, $expiresAt, $recordedAt, $recordedBy,
           NULL, NULL, NULL)`,
        {
          id: purposeId,
          name: purpose.name,
          purpose: purpose.purpose,
          legalBasis: purpose.legalBasis,
          categories: JSON.stringify(purpose.categories),
          expiresAt: instant(purpose.expiresAt),
          recordedAt: instant(purpose.recordedAt),
          recordedBy: purpose.recordedBy,
        },
      );
      return { ...purpose, purposeId };
    });
  }

  /** @throws MetropoleError `safety-purpose-unknown`, `safety-purpose-withdrawn` */
  async withdraw(
    purposeId: number,
    { at, by, reason }: { readonly at: number; readonly by: string; readonly reason: string },
  ): Promise<void> {
    await this.#database.write(async (connection) => {
      const found = (await readPurposes(connection)).find((one) => one.purposeId === purposeId);
      if (found === undefined) throw new MetropoleError('safety-purpose-unknown', { purpose: purposeId });
      if (found.withdrawn !== null)
        throw new MetropoleError('safety-purpose-withdrawn', { purpose: purposeId, by: found.withdrawn.by });
      await connection.run(
        `UPDATE safety_purpose SET withdrawn_at = $at, withdrawn_by = $by, withdrawn_reason = $reason WHERE purpose_id = $id`,
        { id: purposeId, at: instant(at), by, reason },
      );
    });
  }

  /** What each switch that was ever turned is set to. */
  async switches(): Promise<readonly SafetySwitchRow[]> {
    const rows = await this.#database.read((connection) =>
      readRows(
        connection,
        `SELECT subject, is_on, reason, epoch_ms(turned_at) AS at_ms, turned_by FROM safety_switch
         QUALIFY row_number() OVER (PARTITION BY subject ORDER BY turn DESC) = 1 ORDER BY subject`,
      ),
    );
    return rows.map((row) => ({
      subject: String(row['subject']),
      isOn: row['is_on'] === true,
      reason: String(row['reason']),
      at: Number(row['at_ms']),
      by: String(row['turned_by']),
    }));
  }

  async turn({ subject, isOn, reason, at, by }: SafetySwitchRow): Promise<void> {
    await this.#database.write(async (connection) => {
      const last = await readRow(connection, 'SELECT coalesce(max(turn), 0) AS turn FROM safety_switch');
      await connection.run('INSERT INTO safety_switch VALUES ($turn, $subject, $isOn, $reason, $at, $by)', {
        ...{ turn: Number(last?.['turn']) + 1, subject, isOn, reason, by },
        at: instant(at),
      });
    });
  }
}

async function readPurposes(connection: DuckDBConnection): Promise<SafetyPurposeRow[]> {
  const rows = await readRows(
    connection,
    `SELECT * REPLACE (epoch_ms(expires_at) AS expires_at, epoch_ms(recorded_at) AS recorded_at, epoch_ms(withdrawn_at) AS withdrawn_at,
       categories::VARCHAR AS categories)
     FROM safety_purpose ORDER BY purpose_id DESC`,
  );
  return rows.map(toPurpose);
}

function toPurpose(row: NamedRow): SafetyPurposeRow {
  const named = textsSchema.parse(JSON.parse(String(row['categories'])));
  const withdrawnAt = row['withdrawn_at'];
  return {
    purposeId: Number(row['purpose_id']),
    name: String(row['name']),
    purpose: String(row['purpose']),
    legalBasis: String(row['legal_basis']),
    categories: safetyCategories.filter((category) => named.includes(category)),
    expiresAt: Number(row['expires_at']),
    recordedAt: Number(row['recorded_at']),
    recordedBy: String(row['recorded_by']),
    withdrawn:
      withdrawnAt === null
        ? null
        : {
            at: Number(withdrawnAt),
            by: String(row['withdrawn_by']),
            reason: String(row['withdrawn_reason']),
          },
  };
}
