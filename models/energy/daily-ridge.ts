import { changeRidgeFactory } from './change-ridge-forecaster.ts';

/**
 * The published benchmark: for each place and hour a ridge on the change from yesterday, on how two days, a week and two weeks ago and
 * the last hour stood against yesterday, and on the day of the week; quantiles of the errors of the last 28 days.
 */
export const dailyRidge = changeRidgeFactory({
  name: 'daily-ridge',
  title: 'Ridge on the change from yesterday',
  version: '1',
  rule: {
    features: 'plain',
    robustPasses: 0,
    penalties: { calendar: 1, changes: 1 },
    sharedRows: null,
    knownAhead: null,
    errors: { kind: 'trailing', days: 28 },
  },
});
