import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { benchmark } from '../../../models/benchmarks/benchmark.ts';
import type { PointFitContext, PointModel } from '../../../models/benchmarks/point-method.ts';
import { ridgeShared } from '../../../models/benchmarks/ridge-shared.ts';
import type { Forecaster, ModelFactory, StartFrom, TrainedModel } from '../../../models/model.ts';
import { forecasterById } from '../../../models/registry.ts';
import { fitDailyProfile, usualOptions } from '../../../models/series/daily-profile.ts';
import type { Series } from '../../../models/series/series.ts';
import { decodeStoredModel, encodeStoredModel } from '../../../models/stored-model-file.ts';

/** A forecaster under another name. */
export function named(forecaster: Forecaster, name: string, title: string): Forecaster {
  const { declaration } = forecaster;
  return {
    declaration: { ...declaration, id: `traffic.${name}`, name, title },
    fit: (series, options) => forecaster.fit(series, options),
    restore: (stored) => forecaster.restore(stored),
  };
}

/**
 * The shared ridge whose weights come of other cities: of the city itself it has the time-of-day means and the intervals.
 * @param elsewhere all of those cities as one, in the unit of the city
 */
export function ridgeFrom(elsewhere: Series): ModelFactory {
  const usual = fitDailyProfile(elsewhere, usualOptions);
  const learned = new Map<string, Promise<PointModel>>();
  const learnedElsewhere = (context: PointFitContext): Promise<PointModel> => {
    const key = `${context.setting.horizonSteps} ${context.rowLimit}`;
    const model = learned.get(key) ?? ridgeShared.fit(elsewhere, { ...context, usual });
    learned.set(key, model);
    return model;
  };
  return benchmark({
    ...ridgeShared,
    name: 'ridge-elsewhere',
    title: 'Shared ridge, trained on the sample cities',
    async fit(series, context) {
      const here = await ridgeShared.fit(series, context);
      const { weights } = (await learnedElsewhere(context)).columns;
      const columns: Readonly<Record<string, Float32Array | Float64Array | undefined>> = here.columns;
      return ridgeShared.restore({
        setting: context.setting,
        numberNamed: (name) => here.numbers[name] ?? NaN,
        columnNamed: (name) => (name === 'weights' ? weights : columns[name]) ?? new Float64Array(0),
      });
    },
  });
}

/** The network as it begins with weights trained elsewhere with the same seed. */
export function networkFrom(
  setting: { readonly stepSeconds: number; readonly horizonSteps: number },
  startOf: (seed: number) => Promise<StartFrom>,
): Forecaster {
  const network = forecasterById('traffic.network', setting);
  return {
    declaration: network.declaration,
    restore: (stored) => network.restore(stored),
    fit: async (series, options) =>
      network.fit(series, { ...options, startFrom: await startOf(options.seed) }),
  };
}

/** Keeps what a forecaster learned, by what it learned from: while the bench runs, and in a folder where one is given. */
export function kept(forecaster: Forecaster, folder: string | undefined): Forecaster {
  const inFolder = folder === undefined ? forecaster : keptIn(folder, forecaster);
  const known = new Map<string, Promise<TrainedModel>>();
  return {
    declaration: forecaster.declaration,
    restore: (stored) => forecaster.restore(stored),
    fit(series, options) {
      const key = `${options.seed} ${hashOf(series)}`;
      const fitted = known.get(key) ?? inFolder.fit(series, options);
      known.set(key, fitted);
      return fitted;
    },
  };
}

function hashOf({ values }: Series): string {
  return createHash('sha256')
    .update(new Uint8Array(values.buffer, values.byteOffset, values.byteLength))
    .digest('hex')
    .slice(0, 12);
}

function keptIn(folder: string, forecaster: Forecaster): Forecaster {
  return {
    declaration: forecaster.declaration,
    restore: (stored) => forecaster.restore(stored),
    async fit(series, options) {
      const { id, version } = forecaster.declaration;
      const file = join(folder, `${id}-${version}-${options.seed}-${hashOf(series)}.model`);
      if (existsSync(file)) {
        const stored = decodeStoredModel(new Uint8Array(readFileSync(file)));
        return forecaster.restore(stored);
      }
      const fitted = await forecaster.fit(series, options);
      mkdirSync(folder, { recursive: true });
      writeFileSync(file, encodeStoredModel(fitted.store()));
      return fitted;
    },
  };
}
