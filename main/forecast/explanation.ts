import type { ExplanationRecord } from '../common/contract/compute-contract.ts';
import type { Contribution, Explanation } from '../common/contract/messages/drilldown.ts';
import type { Scene } from './scene.ts';

/** How many of a group's parts are worth showing. */
const partsShown = 4;

/**
 * An explanation as the screen tells it: groups by name, parts as minutes ago and places, the strongest first. The numbers are
 * the model's own; start value and contributions still add up to the forecast.
 */
export function explanationOf(scene: Scene, model: string, record: ExplanationRecord): Explanation {
  return {
    model,
    method: record.method,
    start: record.startValue,
    startKind: 'usual',
    startCount: record.background.situations,
    contributions: record.contributions.map(({ group, value, details }) => ({
      group,
      value,
      parts: details
        .map((detail): Contribution['parts'][number] | null => {
          if (detail.kind === 'lag') {
            const minutesAgo = (detail.stepsBefore * scene.span.stepSeconds) / 60;
            return { minutesAgo, place: null, value: detail.value };
          }
          if (detail.kind === 'neighbour') {
            return { minutesAgo: null, place: scene.placeIds[detail.place] ?? null, value: detail.value };
          }
          return null;
        })
        .filter((part) => part !== null)
        .sort((one, other) => Math.abs(other.value) - Math.abs(one.value))
        .slice(0, partsShown),
    })),
    shown: record.forecast,
  };
}
