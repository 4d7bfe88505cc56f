import { quantileLevels, type ModelDeclaration, type ModelFactory, type ModelSetting } from '../../model.ts';
import { hoursOf } from '../hours.ts';
import { neededByNetwork } from './needed.ts';

/**
 * The network of loads. What needs tfjs is loaded when it is first trained or read back, so that declarations can be read where
 * there is none; the caller has set up a backend by then.
 */
export const loadNetwork: ModelFactory = {
  name: 'network',
  topics: ['energy'],
  create(setting) {
    const declaration = declare(setting);
    return {
      declaration,
      async fit(series, options) {
        const { fitLoadNetwork } = await import('./fit.ts');
        return fitLoadNetwork(declaration, series, options);
      },
      async estimate(size) {
        const { estimateFit } = await import('./estimate.ts');
        return estimateFit(setting, size);
      },
      async restore(stored) {
        const { restoreLoadNetwork } = await import('./trained-load-network.ts');
        return restoreLoadNetwork(stored, declaration);
      },
    };
  },
};

function declare(setting: ModelSetting): ModelDeclaration {
  const hours = hoursOf(setting);
  const { historyHours, daysBefore } = neededByNetwork(hours);
  return {
    id: `${setting.topic}.network`,
    name: 'network',
    topic: setting.topic,
    version: '1',
    kind: 'network',
    title: 'Network on top of the load ridge, shared by all places',
    stepSeconds: setting.stepSeconds,
    horizonSteps: setting.horizonSteps,
    inputs: {
      historySteps: historyHours * hours.stepsPerBlock,
      daysBefore,
      attributes: [],
      links: ['feeder-tree', 'adjacency', 'similarity'],
      covariates: [],
    },
    groups: ['calendar', 'neighbours', 'past-days', 'own-last-hour'],
    levels: quantileLevels,
  };
}
