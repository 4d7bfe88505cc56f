import { FLOAT, INTEGER, SMALLINT } from '@duckdb/node-api';
import {
  outlookNumbers,
  outlookStepNumbers,
  type LoadOutlookRows,
  type OutlookRun,
  type OutlookNumber,
  type OutlookStepNumber,
} from '../../common/rows/load-outlooks.ts';
import { appendColumns, type AppendedColumn } from '../append.ts';
import { instant, readColumns, readRow } from '../columns.ts';
import type { Database } from '../database.ts';

/** The tables that hold what runs say of peaks and overload; they go with their run. */
export const outlookTables = ['load_outlook', 'load_outlook_step'] as const;

export class LoadOutlooks {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Keeps what a run says, all of it or nothing. */
  async insert(runId: number, outlook: LoadOutlookRows): Promise<void> {
    const { rows, place, members, numbers, steps, perStep } = outlook;
    const number = (values: Float32Array): AppendedColumn => ({
      type: FLOAT,
      at: (row) => {
        const value = values[row] ?? NaN;
        return Number.isNaN(value) ? null : value;
      },
    });
    await this.#database.write(async (connection) => {
      await appendColumns(connection, 'load_outlook', rows, [
        { type: INTEGER, at: () => runId },
        { type: INTEGER, at: (row) => place[row] ?? null },
        { type: INTEGER, at: (row) => members[row] ?? 0 },
        ...outlookNumbers.map((name) => number(numbers[name])),
      ]);
      await appendColumns(connection, 'load_outlook_step', rows * steps, [
        { type: INTEGER, at: () => runId },
        { type: INTEGER, at: (row) => place[Math.floor(row / steps)] ?? null },
        { type: SMALLINT, at: (row) => row % steps },
        ...outlookStepNumbers.map((name) => number(perStep[name])),
      ]);
    });
  }

  /** The last live or looked-back run at or before `asOf`, epoch milliseconds, that says anything of peaks, and where it starts from. */
  async latestRun(asOf: number): Promise<OutlookRun | undefined> {
    const row = await this.#database.read((connection) =>
      readRow(
        connection,
        `SELECT run_id, epoch_ms(as_of) AS as_of, step_seconds FROM forecast_run r WHERE topic = 'energy' AND kind IN ('live', 'hindcast') AND r.as_of <= $asOf
           AND EXISTS (SELECT 1 FROM load_outlook o WHERE o.run_id = r.run_id)
         ORDER BY r.as_of DESC, kind = 'live' DESC, run_id DESC LIMIT 1`,
        { asOf: instant(asOf) },
      ),
    );
    if (row === undefined) return undefined;
    return {
      runId: Number(row['run_id']),
      asOf: Number(row['as_of']),
      stepSeconds: Number(row['step_seconds']),
    };
  }

  /** What a run says of all places, in the order of their ids, or of one. */
  async ofRun(runId: number, placeId: number | null = null): Promise<LoadOutlookRows> {
    return await this.#database.read(async (connection) => {
      const { rows, columns } = await readColumns(
        connection,
        'SELECT * EXCLUDE (run_id) FROM load_outlook WHERE run_id = $runId AND ($placeId IS NULL OR place_id = $placeId) ORDER BY place_id',
        { runId, placeId },
        { place: 'int32', members: 'int32', ...floats(outlookNumbers) },
      );
      const perStep = await readColumns(
        connection,
        `SELECT ${outlookStepNumbers.join(', ')} FROM load_outlook_step
         WHERE run_id = $runId AND ($placeId IS NULL OR place_id = $placeId) ORDER BY place_id, step`,
        { runId, placeId },
        floats(outlookStepNumbers),
      );
      const steps = rows === 0 ? 0 : perStep.rows / rows;
      return {
        rows,
        place: columns.place,
        members: columns.members,
        numbers: columns,
        steps,
        perStep: perStep.columns,
      };
    });
  }
}

function floats<const N extends OutlookNumber | OutlookStepNumber>(
  names: readonly N[],
): Readonly<Record<N, 'float32'>> {
  const shape: Partial<Record<N, 'float32'>> = {};
  for (const name of names) shape[name] = 'float32';
  if (!isWhole(shape, names)) throw new Error('a column is missing');
  return shape;
}

function isWhole<N extends string>(
  shape: Partial<Record<N, 'float32'>>,
  names: readonly N[],
): shape is Record<N, 'float32'> {
  return names.every((name) => name in shape);
}
