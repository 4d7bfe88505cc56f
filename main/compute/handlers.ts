import { memory } from '@tensorflow/tfjs-core';
import { evaluateFaults } from '../../models/evaluation/fault-protocol.ts';
import { recordsOf } from '../../models/evaluation/evaluation-record.ts';
import { runTGcnProtocol } from '../../models/evaluation/t-gcn-protocol.ts';
import { withoutLinks } from '../../models/evaluation/without-links.ts';
import type { Checkpoint } from '../../models/model.ts';
import { forecasterById, forecastersFor } from '../../models/registry.ts';
import { fitDailyProfile, usualOptions } from '../../models/series/daily-profile.ts';
import { joinedCities } from '../../models/traffic/joined-cities.ts';
import { decodeStoredModel } from '../../models/stored-model-file.ts';
import type { ComputeMessages, UsualRecord } from '../common/contract/compute-contract.ts';
import type { Handlers } from '../common/contract/server.ts';
import { ActiveBackend } from './active-backend.ts';
import { backendHandlers } from './backend-handlers.ts';
import type { Backend } from './backends/backend.ts';
import { countHandlers } from './count-handlers.ts';
import { evaluateDayAhead } from './evaluate-day-ahead.ts';
import { explainHandlers } from './explain-handlers.ts';
import { ForecastRunner } from './forecast-runner.ts';
import type { ModelFiles } from './model-files.ts';
import { outlookHandlers } from './outlook-handlers.ts';
import type { ShardPool } from './shards/shard-pool.ts';
import { TrainedModels } from './trained-models.ts';
import { validate } from './validate.ts';
import { WorkQueue } from './work-queue.ts';

/** What a compute host is made of, wherever it runs. */
export interface ComputeParts {
  /** The backends that can run here, the preferred first. */
  readonly backends: readonly Backend[];
  readonly files: ModelFiles;
  /** Threads that help a backend which computes on one alone; left out where there can be none. */
  readonly shards?: ShardPool;
}

/** A training's checkpoint in a file; one that cannot be read is as good as none. */
function checkpointIn(files: ModelFiles, file: string): Checkpoint {
  return {
    read: () => files.read(file).catch(() => undefined),
    write: (stored) => files.write(file, stored),
  };
}

/** What a compute host answers. */
export function computeHandlers({ backends, files, shards }: ComputeParts): Handlers<ComputeMessages> {
  const active = new ActiveBackend(backends);
  const trained = new TrainedModels(files);
  const queue = new WorkQueue();
  const runner = new ForecastRunner(active, trained, shards);
  return {
    ...backendHandlers(active, runner, queue),
    ...explainHandlers(active, trained, queue),
    ...countHandlers,
    ...outlookHandlers,

    'compute.load': async ({ stateFile, bytes }) => {
      await files.write(stateFile, decodeStoredModel(bytes));
      return {};
    },

    'compute.declarations': (setting) => ({
      declarations: forecastersFor(setting).map(({ declaration }) => ({
        id: declaration.id,
        name: declaration.name,
        version: declaration.version,
        title: declaration.title,
        kind: declaration.kind,
        historySteps: declaration.inputs.historySteps,
        horizonSteps: declaration.horizonSteps,
        daysBefore: [...declaration.inputs.daysBefore],
      })),
    }),

    'compute.usual': ({ series }): UsualRecord => {
      const profile = fitDailyProfile(series, usualOptions);
      return {
        slotMinutes: profile.slotMinutes,
        slots: profile.slots,
        dayKinds: profile.dayTypes === 1 ? ['every'] : ['weekday', 'weekend'],
        means: profile.means,
        counts: profile.counts,
      };
    },

    'compute.train': async (asked, { signal, progress }) => {
      const { model, setting, series, more = [], startFrom, seed, stateFile, checkpointFile } = asked;
      await active.ready();
      const forecaster = forecasterById(model, setting);
      const fitted = await forecaster.fit(more.length === 0 ? series : joinedCities([series, ...more]), {
        seed,
        checkpoint: checkpointFile === undefined ? undefined : checkpointIn(files, checkpointFile),
        startFrom: startFrom && {
          stored: await files.read(startFrom.stateFile),
          epochs: startFrom.epochs,
        },
        signal,
        onProgress: ({ fraction, loss, validationLoss }) => {
          const parameters = { model, loss: loss ?? '', validationLoss: validationLoss ?? '' };
          progress({ fraction, stage: 'training', parameters });
        },
      });
      await files.write(stateFile, fitted.store());
      return {
        version: fitted.declaration.version,
        tensors: memory().numTensors,
      };
    },

    'compute.estimate': async ({ model, setting, places, steps, epochs }) => {
      const { id } = await active.ready();
      const forecaster = forecasterById(model, setting);
      const milliseconds =
        (await forecaster.estimate?.({ places, steps, epochs: epochs ?? undefined })) ?? null;
      return { milliseconds, backend: id };
    },

    'compute.validate': async ({ model, setting, stateFile, series, fromStep }, { signal }) => {
      await active.ready();
      const served = await trained.get(model, setting, stateFile);
      return await queue.run('background', signal, (turn) => validate(served, series, fromStep, turn));
    },

    'compute.evaluate': async ({ topic, series, split, models, breakdown }, { signal, progress }) => {
      await active.ready();
      const { stepSeconds } = series;
      const table = await runTGcnProtocol(
        series,
        (horizonSteps) =>
          forecastersFor({ topic, stepSeconds, horizonSteps })
            .filter(
              ({ declaration }) =>
                models === null || models.includes(declaration.id) || models.includes(declaration.name),
            )
            .flatMap((forecaster) =>
              forecaster.declaration.kind === 'network' && series.links.targets.length > 0
                ? [forecaster, withoutLinks(forecaster)]
                : [forecaster],
            ),
        {
          split,
          signal,
          breakdown: breakdown ?? undefined,
          clock: () => performance.now(),
          onProgress: ({ model, fraction }) => {
            progress({ fraction, stage: 'evaluating', parameters: { model } });
          },
        },
      );
      return { rows: recordsOf(table) };
    },

    'compute.evaluate-day-ahead': async (asked, care) => {
      await active.ready();
      return await evaluateDayAhead(asked, care);
    },

    'compute.faults': async ({ topic, series, split, horizonSteps, models }, { signal, progress }) => {
      await active.ready();
      const { stepSeconds } = series;
      const forecasters = forecastersFor({ topic, stepSeconds, horizonSteps }).filter(({ declaration }) =>
        models === null
          ? declaration.kind === 'network'
          : models.includes(declaration.id) || models.includes(declaration.name),
      );
      const rows = await evaluateFaults(series, forecasters, {
        split,
        signal,
        onProgress: ({ model, fraction }) => {
          progress({ fraction, stage: 'evaluating', parameters: { model } });
        },
      });
      return { rows };
    },

    'compute.run': ({ priority = 'usual', ...run }, { signal }) =>
      queue.run(priority, signal, (turn) => runner.run(run, turn)),
  };
}
