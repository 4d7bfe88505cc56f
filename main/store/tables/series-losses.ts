import { DOUBLE, INTEGER, VARCHAR } from '@duckdb/node-api';
import type { Fit } from '../../common/rows/models.ts';
import type { SeriesLosses } from '../../common/rows/series-losses.ts';
import { appendColumns } from '../append.ts';
import { readColumns, readRows } from '../columns.ts';
import type { Database } from '../database.ts';

/** How fits did at each series: by this a series has its own benchmark. */
export class SeriesLossesTable {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Keeps how a fit did in place of what was kept of it. Losses that are no numbers have no row. */
  async replace(losses: SeriesLosses): Promise<void> {
    const { modelId, version, series, origins, pinball } = losses;
    const known = [...series.keys()].filter((row) => Number.isFinite(pinball[row]));
    await this.#database.write(async (connection) => {
      await connection.run('DELETE FROM series_loss WHERE model_id = $modelId AND version = $version', {
        modelId,
        version,
      });
      await appendColumns(connection, 'series_loss', known.length, [
        { type: VARCHAR, at: () => modelId },
        { type: VARCHAR, at: () => version },
        { type: INTEGER, at: (row) => series[known[row] ?? -1] ?? null },
        { type: INTEGER, at: (row) => origins[known[row] ?? -1] ?? null },
        { type: DOUBLE, at: (row) => pinball[known[row] ?? -1] ?? null },
      ]);
    });
  }

  /** What is known of these fits, each with its own; one of which nothing is known is left out. */
  async of(fits: readonly Fit[]): Promise<readonly SeriesLosses[]> {
    const found: SeriesLosses[] = [];
    for (const { modelId, version } of fits) {
      const { rows, columns } = await this.#database.read((connection) =>
        readColumns(
          connection,
          `SELECT series_id, origins, pinball FROM series_loss WHERE model_id = $modelId AND version = $version
           ORDER BY series_id`,
          { modelId, version },
          { series: 'int32', origins: 'int32', pinball: 'float64' },
        ),
      );
      if (rows > 0) found.push({ modelId, version, ...columns });
    }
    return found;
  }

  /** Forgets fits that no kept model is; gives how many. */
  async deleteUnkept(): Promise<number> {
    return await this.#database.write(async (connection) => {
      const unkept = `FROM series_loss WHERE (model_id, version) NOT IN (SELECT (model_id, version) FROM model)`;
      const rows = await readRows(connection, `SELECT DISTINCT model_id, version ${unkept}`);
      if (rows.length > 0) await connection.run(`DELETE ${unkept}`);
      return rows.length;
    });
  }
}
