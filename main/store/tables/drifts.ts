import type { DuckDBConnection } from '@duckdb/node-api';
import { driftKinds, type Drift } from '../../common/rows/drift.ts';
import type { Fit } from '../../common/rows/models.ts';
import { instant, readRows } from '../columns.ts';
import type { Database } from '../database.ts';

/** What has drifted since when. Rows are only ever added. */
export class Drifts {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** The last finding of each kind, of the whole city and of districts, at or before `asOf`, epoch milliseconds. */
  async at(fit: Fit, asOf: number): Promise<readonly Drift[]> {
    return await this.#database.read((connection) => lastFindings(connection, fit, asOf));
  }

  /** Adds what `find` finds beside what holds at `asOf`, all or none; nobody else adds meanwhile. Gives what was added. */
  async add(
    { modelId, version }: Fit,
    asOf: number,
    find: (holding: readonly Drift[]) => readonly Drift[],
  ): Promise<readonly Drift[]> {
    return await this.#database.write(async (connection) => {
      const added = find(await lastFindings(connection, { modelId, version }, asOf));
      for (const one of added)
        await connection.run(
          'INSERT INTO drift VALUES ($modelId, $version, $kind, $asOf, $foundAt, $isOn, $value, $limit, $count, $district)',
          { modelId, version, ...one, asOf: instant(one.asOf), foundAt: instant(one.foundAt) },
        );
      return added;
    });
  }
}

async function lastFindings(
  connection: DuckDBConnection,
  { modelId, version }: Fit,
  asOf: number,
): Promise<readonly Drift[]> {
  const rows = await readRows(
    connection,
    `SELECT * REPLACE (epoch_ms(as_of) AS as_of, epoch_ms(found_at) AS found_at) FROM drift
     WHERE model_id = $modelId AND model_version = $version AND as_of <= $asOf
     QUALIFY row_number() OVER (PARTITION BY kind, place_group ORDER BY drift.as_of DESC, drift.found_at DESC) = 1
     ORDER BY place_group NULLS FIRST, kind`,
    { modelId, version, asOf: instant(asOf) },
  );
  return rows.flatMap((row) => {
    const kind = driftKinds.find((one) => one === row['kind']);
    if (kind === undefined) return [];
    return {
      kind,
      district: typeof row['place_group'] === 'string' ? row['place_group'] : null,
      asOf: Number(row['as_of']),
      foundAt: Number(row['found_at']),
      isOn: row['is_on'] === true,
      value: Number(row['value']),
      limit: Number(row['limit_passed']),
      count: Number(row['count']),
    };
  });
}
