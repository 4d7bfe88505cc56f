import type { ChangeRidgeRule } from './change-ridge.ts';
import { changeRidgeFactory } from './change-ridge-forecaster.ts';

/** How it learns. */
export const loadRidgeRule: ChangeRidgeRule = {
  features: 'rich',
  robustPasses: 3,
  penalties: { calendar: 1, changes: 3 },
  sharedRows: 10,
  knownAhead: {
    holidays: { penalty: 2, sharedRows: 30 },
    weather: { penalty: 5, sharedRows: 10 },
  },
  errors: { kind: 'fading', halfLifeDays: 20 },
};

/**
 * The ridge that loads are forecast by: what all places have in common first, each place drawn towards it; days that are far off count
 * less; the last hours against yesterday and last week; holidays and the weather as it was forecast, where they are known; quantiles of
 * errors that fade, with the shape of all hours.
 */
export const loadRidge = changeRidgeFactory({
  name: 'load-ridge',
  title: 'Robust ridge on the change from yesterday, shared by all places',
  version: '1',
  rule: loadRidgeRule,
});
