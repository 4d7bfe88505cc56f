import type { DuckDBConnection } from '@duckdb/node-api';
import { topics, type Topic } from '../../common/metrics.ts';
import type { ModelRow } from '../../common/rows/models.ts';
import { instant, readRows } from '../columns.ts';
import type { Database } from '../database.ts';

export class Models {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Adds fitted models; one of the same id and version is replaced. */
  async insert(models: readonly ModelRow[]): Promise<void> {
    await this.#database.write(async (connection) => {
      for (const { modelId, version } of models)
        await connection.run('DELETE FROM model WHERE model_id = $modelId AND version = $version', {
          modelId,
          version,
        });
      await insertModels(connection, models);
    });
  }

  /** Puts other models in the place of those of a topic, all or none. The files are the caller's. */
  async replace(topic: Topic, models: readonly ModelRow[]): Promise<void> {
    await this.#database.write(async (connection) => {
      await connection.run('DELETE FROM model WHERE topic = $topic', { topic });
      await insertModels(connection, models);
    });
  }

  /** The models of a topic, the last made first. */
  async list(topic: Topic): Promise<readonly ModelRow[]> {
    const rows = await this.#database.read((connection) =>
      readRows(
        connection,
        `SELECT * REPLACE (epoch_ms(trained_from) AS trained_from, epoch_ms(trained_to) AS trained_to,
                           epoch_ms(created_at) AS created_at)
         FROM model WHERE topic = $topic ORDER BY created_at DESC, model_id`,
        { topic },
      ),
    );
    return rows.map((row) => ({
      modelId: String(row['model_id']),
      version: String(row['version']),
      topic: topics.find((one) => one === row['topic']) ?? topic,
      isBenchmark: row['is_benchmark'] === true,
      stateFile: String(row['state_file']),
      dataHash: String(row['data_hash']),
      trainedFrom: Number(row['trained_from']),
      trainedTo: Number(row['trained_to']),
      seed: row['seed'] === null ? null : Number(row['seed']),
      validationPinball: row['validation_pinball'] === null ? null : Number(row['validation_pinball']),
      isShown: row['is_shown'] === true,
      createdAt: Number(row['created_at']),
    }));
  }

  /** Makes one model of a topic the shown one. */
  async setShown(topic: Topic, modelId: string, version: string): Promise<void> {
    await this.#database.write((connection) =>
      connection.run(
        'UPDATE model SET is_shown = (model_id = $modelId AND version = $version) WHERE topic = $topic',
        { topic, modelId, version },
      ),
    );
  }
}

async function insertModels(connection: DuckDBConnection, models: readonly ModelRow[]): Promise<void> {
  for (const model of models)
    await connection.run(
      `INSERT INTO model VALUES ($modelId, $version, $topic, $isBenchmark, $stateFile, $dataHash, $trainedFrom, $trainedTo,
         $seed, $validationPinball, $isShown, $createdAt)`,
      {
        ...model,
        trainedFrom: instant(model.trainedFrom),
        trainedTo: instant(model.trainedTo),
        createdAt: instant(model.createdAt),
      },
    );
}
