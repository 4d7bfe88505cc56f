import {
  groupOrder,
  quantileLevels,
  type ModelDeclaration,
  type ModelFactory,
  type ModelSetting,
} from '../model.ts';
import { trafficGroups, trafficInputs } from './inputs.ts';

/**
 * The traffic network. What needs tfjs is loaded when it is first trained or read back, so that declarations can be read where
 * there is none; the caller has set up a backend by then.
 */
export const trafficNetwork: ModelFactory = {
  name: 'network',
  topics: ['traffic'],
  create(setting) {
    const declaration = declare(setting);
    return {
      declaration,
      async fit(series, options) {
        const { fitNetwork } = await import('./fit.ts');
        return fitNetwork(declaration, setting, series, options);
      },
      async estimate(size) {
        const { estimateFit } = await import('./estimate.ts');
        return estimateFit(setting, size);
      },
      async restore(stored) {
        const { restoreNetwork } = await import('./trained-network.ts');
        return restoreNetwork(stored, declaration);
      },
    };
  },
};

function declare(setting: ModelSetting): ModelDeclaration {
  return {
    id: `${setting.topic}.network`,
    name: 'network',
    topic: setting.topic,
    version: '2',
    kind: 'network',
    title: 'Small network shared by all places',
    stepSeconds: setting.stepSeconds,
    horizonSteps: setting.horizonSteps,
    inputs: trafficInputs,
    groups: groupOrder.filter((group) => trafficGroups.includes(group)),
    levels: quantileLevels,
  };
}
