import { MetropoleError } from '../main/common/errors.ts';
import { benchmark } from './benchmarks/benchmark.ts';
import { ridgeOwn } from './benchmarks/ridge-own.ts';
import { ridgeShared } from './benchmarks/ridge-shared.ts';
import { lastWeek, persistence, recentMean, usual, yesterday } from './benchmarks/simple.ts';
import { lagRidge } from './energy/lag-ridge.ts';
import { dailyRidge } from './energy/daily-ridge.ts';
import { loadNetwork } from './energy/network/load-network.ts';
import { loadRidge } from './energy/load-ridge.ts';
import { trafficNetwork } from './traffic/traffic-network.ts';
import type { Forecaster, ModelFactory, ModelSetting, Topic } from './model.ts';

/** All models. A new one is one file and one line here. */
const factories: readonly ModelFactory[] = [
  benchmark(persistence),
  benchmark(recentMean),
  benchmark(yesterday),
  benchmark(lastWeek),
  benchmark(usual),
  benchmark(ridgeOwn),
  benchmark(ridgeShared),
  benchmark(lagRidge),
  dailyRidge,
  loadRidge,
  loadNetwork,
  trafficNetwork,
];

/** The forecasters of a topic on a grid, benchmarks first. */
export function forecastersFor(setting: ModelSetting): Forecaster[] {
  return factories
    .filter((factory) => factory.topics.includes(setting.topic))
    .map((factory) => factory.create(setting));
}

/**
 * The forecaster with an id such as `traffic.ridge-shared`, for a grid.
 * @throws MetropoleError `forecast-no-model` when there is none.
 */
export function forecasterById(id: string, setting: Omit<ModelSetting, 'topic'>): Forecaster {
  for (const topic of ['traffic', 'energy', 'safety'] satisfies Topic[]) {
    const factory = factories.find(
      (entry) => `${topic}.${entry.name}` === id && entry.topics.includes(topic),
    );
    if (factory !== undefined) return factory.create({ ...setting, topic });
  }
  throw new MetropoleError('forecast-no-model', { model: id });
}
