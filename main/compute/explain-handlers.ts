import type { ComputeMessages } from '../common/contract/compute-contract.ts';
import type { Handlers } from '../common/contract/server.ts';
import { movedBy, wayTo } from '../../models/explain/reach.ts';
import { underScenarios } from '../../models/explain/scenario.ts';
import type { ActiveBackend } from './active-backend.ts';
import { recovering } from './own-thread.ts';
import type { TrainedModels } from './trained-models.ts';
import type { WorkQueue } from './work-queue.ts';

/** What a compute host answers of why a model says what it says. */
export function explainHandlers(
  active: ActiveBackend,
  trained: TrainedModels,
  queue: WorkQueue,
): Pick<Handlers<ComputeMessages>, 'compute.explain' | 'compute.reach' | 'compute.scenarios'> {
  return {
    'compute.explain': ({ priority = 'usual', ...asked }, { signal }) =>
      queue.run(priority, signal, async () => {
        const backend = await active.ready();
        const served = await trained.get(asked.model, asked.setting, asked.stateFile);
        const explained = served.explain(asked.window, asked.place, asked.step, asked.situations);
        const explanation = await recovering(backend, explained);
        return {
          ...explanation,
          contributions: explanation.contributions.map(({ group, value, details }) => ({
            group,
            value,
            details: [...details],
          })),
        };
      }),

    'compute.reach': ({ priority = 'usual', ...asked }, { signal }) =>
      queue.run(priority, signal, async () => {
        const backend = await active.ready();
        const { window, place, step, situations } = asked;
        const served = await trained.get(asked.model, asked.setting, asked.stateFile);
        const { contributions } = await recovering(backend, served.explain(window, place, step, situations));
        const moved = await recovering(backend, movedBy(served, window, place));
        const way = (other: number): ReturnType<typeof wayTo> => wayTo(window.links, place, other);
        return {
          pushing: contributions
            .flatMap(({ details }) => details.filter((detail) => detail.kind === 'neighbour'))
            .map(({ place: other, value, stepsBefore = null }) => ({
              ...{ place: other, value, stepsBefore },
              way: way(other),
            }))
            .sort((one, other) => Math.abs(other.value) - Math.abs(one.value)),
          moved: moved.map((one) => ({ ...one, way: way(one.place) })),
        };
      }),

    'compute.scenarios': ({ priority = 'usual', scenarios, ...asked }, { signal }) =>
      queue.run(priority, signal, async () => {
        const backend = await active.ready();
        const { window, place, step } = asked;
        const served = await trained.get(asked.model, asked.setting, asked.stateFile);
        const found = await recovering(backend, underScenarios(served, window, place, step, scenarios));
        return { outcomes: found.map((one) => (one === null ? null : { ...one, around: [...one.around] })) };
      }),
  };
}
