import type { DuckDBConnection } from '@duckdb/node-api';
import { countJudgementSchema } from '../../common/contract/count-records.ts';
import { topics, type Topic } from '../../common/metrics.ts';
import { begunWithSchema, figuresSchema, modelStates, type ModelRow } from '../../common/rows/models.ts';
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

  /**
   * Changes the models of a topic by what they are now, all or none; nobody else writes meanwhile. Gives them as they were and as
   * they are. What `change` throws leaves all as it was.
   */
  async update(
    topic: Topic,
    change: (models: readonly ModelRow[]) => readonly ModelRow[],
  ): Promise<{ readonly before: readonly ModelRow[]; readonly after: readonly ModelRow[] }> {
    return await this.#database.write(async (connection) => {
      const before = await listModels(connection, topic);
      const after = change(before);
      await connection.run('DELETE FROM model WHERE topic = $topic', { topic });
      await insertModels(connection, after);
      return { before, after };
    });
  }

  /** The models of a topic, the last made first. */
  async list(topic: Topic): Promise<readonly ModelRow[]> {
    return await this.#database.read((connection) => listModels(connection, topic));
  }
}

async function listModels(connection: DuckDBConnection, topic: Topic): Promise<readonly ModelRow[]> {
  const rows = await readRows(
    connection,
    `SELECT * REPLACE (epoch_ms(trained_from) AS trained_from, epoch_ms(trained_to) AS trained_to,
                       epoch_ms(created_at) AS created_at, epoch_ms(approved_at) AS approved_at,
                       epoch_ms(replaced_at) AS replaced_at, validation::VARCHAR AS validation, begun_with::VARCHAR AS begun_with,
                       counts::VARCHAR AS counts)
     FROM model WHERE topic = $topic ORDER BY created_at DESC, model_id`,
    { topic },
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
    seed: numberOrNull(row['seed']),
    begunWith:
      typeof row['begun_with'] === 'string' ? begunWithSchema.parse(JSON.parse(row['begun_with'])) : null,
    validationPinball: numberOrNull(row['validation_pinball']),
    isShown: row['is_shown'] === true,
    createdAt: Number(row['created_at']),
    state: modelStates.find((state) => state === row['state']) ?? 'retired',
    approval:
      row['approved_at'] === null
        ? null
        : {
            by: typeof row['approved_by'] === 'string' ? row['approved_by'] : null,
            at: Number(row['approved_at']),
          },
    replacedAt: numberOrNull(row['replaced_at']),
    validation:
      typeof row['validation'] === 'string' ? figuresSchema.parse(JSON.parse(row['validation'])) : null,
    counts: typeof row['counts'] === 'string' ? countJudgementSchema.parse(JSON.parse(row['counts'])) : null,
  }));
}

function numberOrNull(value: unknown): number | null {
  return value === null ? null : Number(value);
}

async function insertModels(connection: DuckDBConnection, models: readonly ModelRow[]): Promise<void> {
  for (const { approval, ...model } of models)
    await connection.run(
      `INSERT INTO model (model_id, version, topic, is_benchmark, state_file, data_hash, trained_from, trained_to, seed,
         validation_pinball, is_shown, created_at, state, approved_by, approved_at, replaced_at, validation, begun_with, counts)
       VALUES ($modelId, $version, $topic, $isBenchmark, $stateFile, $dataHash, $trainedFrom, $trainedTo, $seed,
         $validationPinball, $isShown, $createdAt, $state, $approvedBy, $approvedAt, $replacedAt, $validation::JSON, $begunWith::JSON, $counts::JSON)`,
      {
        ...model,
        trainedFrom: instant(model.trainedFrom),
        trainedTo: instant(model.trainedTo),
        createdAt: instant(model.createdAt),
        approvedBy: approval?.by ?? null,
        approvedAt: approval === null ? null : instant(approval.at),
        replacedAt: model.replacedAt === null ? null : instant(model.replacedAt),
        begunWith: model.begunWith === null ? null : JSON.stringify(model.begunWith),
        validation: model.validation === null ? null : JSON.stringify(model.validation),
        counts: model.counts === null ? null : JSON.stringify(model.counts),
      },
    );
}
