import type { ContributionRecordDetail, ExplanationRecord } from '../../common/contract/compute-contract.ts';
import type { ContributionPart, Explanation } from '../../common/contract/messages/drilldown.ts';
import type { Scene } from '../scene.ts';

/** Of whose places and steps it is told. */
type Told = Pick<Scene, 'placeIds' | 'span'>;

/** How many of a group's parts are worth showing. */
const partsShown = 4;

/**
 * An explanation as the screen tells it: groups by name, parts as minutes ago, places and days, the strongest first and what could not
 * be told apart last. The numbers are the model's own; start value and contributions still add up to the forecast.
 */
export function explanationOf(
  scene: Told,
  model: string,
  record: ExplanationRecord,
  neighbours: Explanation['neighbours'],
): Explanation {
  const { situations, standardError } = record.background;
  const { compared } = record;
  return {
    model,
    method: record.method,
    start: record.startValue,
    startKind: situations === 0 ? 'mean' : 'usual',
    startCount: situations,
    startError: finite(standardError),
    compared:
      compared === undefined
        ? null
        : {
            count: compared.situations,
            error: compared.isUsed ? finite(compared.standardError) : null,
            isUsed: compared.isUsed,
          },
    contributions: record.contributions.map(({ group, value, details }) => ({
      group,
      value,
      parts: [
        ...details
          .flatMap((detail) => partOf(scene, detail) ?? [])
          .sort((one, other) => Math.abs(other.value) - Math.abs(one.value))
          .slice(0, partsShown),
        ...details.flatMap((detail) => (detail.kind === 'rest' ? [{ ...nothing, value: detail.value }] : [])),
      ],
    })),
    neighbours,
    shown: record.forecast,
  };
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

const nothing = { minutesAgo: null, place: null, daysAgo: null };

function partOf(scene: Told, detail: ContributionRecordDetail): ContributionPart | null {
  const { value } = detail;
  const minutes = (steps: number): number => (steps * scene.span.stepSeconds) / 60;
  switch (detail.kind) {
    case 'lag':
      return { ...nothing, minutesAgo: minutes(detail.stepsBefore), value };
    case 'neighbour': {
      const { stepsBefore } = detail;
      const place = scene.placeIds[detail.place];
      if (place === undefined) return null;
      return {
        ...nothing,
        place,
        minutesAgo: stepsBefore === undefined ? null : minutes(stepsBefore),
        value,
      };
    }
    case 'day':
      return { ...nothing, daysAgo: detail.daysBefore, value };
    default:
      return null;
  }
}
