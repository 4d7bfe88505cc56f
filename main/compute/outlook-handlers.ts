import { changeTemplates } from '../../models/energy/paths/change-templates.ts';
import { outlookOf } from '../../models/energy/paths/outlook.ts';
import { quantileLevels } from '../../models/model.ts';
import type { ComputeMessages } from '../common/contract/compute-contract.ts';
import type { Handlers } from '../common/contract/server.ts';

/** Joint paths that an outlook is made of, at most. */
const mostPaths = 100;

/** What a compute host answers about the loads of a run. */
export const outlookHandlers: Pick<Handlers<ComputeMessages>, 'compute.outlook'> = {
  'compute.outlook': (asked) => {
    const { places, horizonSteps, quantiles, history, stepSeconds, offsets, members, ratings } = asked;
    const names = Array.from({ length: places }, (_, place) => String(place));
    const steps = places === 0 ? 0 : history.length / places;
    const past = { places: names, steps, stepSeconds, values: history };
    const outlook = outlookOf({
      forecast: {
        places: Uint32Array.from({ length: places }, (_, place) => place),
        horizonSteps,
        levels: quantileLevels,
        quantiles,
      },
      stepSeconds,
      templates: changeTemplates(past, steps, horizonSteps, mostPaths),
      groups: Array.from({ length: offsets.length - 1 }, (_, group) => [
        ...members.subarray(offsets[group], offsets[group + 1]),
      ]),
      ratings,
    });
    return { outlook };
  },
};
