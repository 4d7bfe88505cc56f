import type { DuckDBConnection } from '@duckdb/node-api';
import { regimes } from '../../common/regimes.ts';
import type { Pair, StandIn } from '../../common/rows/stand-ins.ts';
import { instant, readRows } from '../columns.ts';
import type { Database } from '../database.ts';

/** Where and since when a benchmark is shown instead of a model. Rows are only ever added. */
export class StandIns {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** The last decision of each cell at or before `asOf`, epoch milliseconds. */
  async at(pair: Pair, asOf: number): Promise<readonly StandIn[]> {
    return await this.#database.read((connection) => lastDecisions(connection, pair, asOf));
  }

  /**
   * Adds the decisions that `decide` takes on what holds at `asOf`, all or none; nobody else decides meanwhile. Gives those added.
   */
  async add(
    pair: Pair,
    asOf: number,
    decide: (holding: readonly StandIn[]) => readonly StandIn[],
  ): Promise<readonly StandIn[]> {
    return await this.#database.write(async (connection) => {
      const added = decide(await lastDecisions(connection, pair, asOf));
      for (const one of added)
        await connection.run(
          `INSERT INTO stand_in VALUES ($modelId, $modelVersion, $benchmarkId, $placeGroup, $band, $regime, $asOf, $decidedAt,
             $isBenchmarkShown, $count, $blocks, $difference, $low, $high)`,
          { ...pairOf(pair), ...one, asOf: instant(one.asOf), decidedAt: instant(one.decidedAt) },
        );
      return added;
    });
  }
}

function pairOf({ modelId, modelVersion, benchmarkId }: Pair): Pair & Record<string, string> {
  return { modelId, modelVersion, benchmarkId };
}

async function lastDecisions(
  connection: DuckDBConnection,
  pair: Pair,
  asOf: number,
): Promise<readonly StandIn[]> {
  const rows = await readRows(
    connection,
    `SELECT * REPLACE (epoch_ms(as_of) AS as_of, epoch_ms(decided_at) AS decided_at) FROM stand_in
     WHERE model_id = $modelId AND model_version = $modelVersion AND benchmark_id = $benchmarkId AND as_of <= $asOf
     QUALIFY row_number() OVER (PARTITION BY place_group, band, regime ORDER BY stand_in.as_of DESC, stand_in.decided_at DESC) = 1
     ORDER BY place_group, band, regime DESC`,
    { ...pairOf(pair), asOf: instant(asOf) },
  );
  return rows.map((row) => ({
    placeGroup: String(row['place_group']),
    band: Number(row['band']),
    regime: regimes.find((regime) => regime === row['regime']) ?? 'normal',
    asOf: Number(row['as_of']),
    decidedAt: Number(row['decided_at']),
    isBenchmarkShown: row['is_benchmark_shown'] === true,
    count: Number(row['count']),
    blocks: Number(row['blocks']),
    difference: Number(row['difference']),
    low: Number(row['low']),
    high: Number(row['high']),
  }));
}
