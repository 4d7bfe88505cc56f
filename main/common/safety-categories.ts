import { incidentKinds, type IncidentKindId } from './happenings.ts';

/** The categories whose forecasts are shown without a recorded purpose. */
export const defaultCategories = [
  'collision',
  'fire',
  'medical',
] as const satisfies readonly IncidentKindId[];

/** Categories whose counts follow where officers go more than what happens; off until somebody switches one on and says why. */
export const discretionaryCategories = [
  'drugs',
  'prostitution',
  'gambling',
  'disorder',
  'stop',
] as const satisfies readonly IncidentKindId[];

/** What is planned, or of the road or the grid alone, is nothing that safety expects. */
const ofTheNetworks: readonly IncidentKindId[] = ['breakdown', 'roadworks', 'closure', 'outage'];

/** All categories that could be expected. */
export const safetyCategories: readonly IncidentKindId[] = incidentKinds
  .map(({ id }) => id)
  .filter((id) => !ofTheNetworks.includes(id));

/** Switches that are off until somebody turns one on: the discretionary categories, and learning from what officers found. */
export const safetySwitches = [...discretionaryCategories, 'found-by-officers'] as const;
export type SafetySwitchId = (typeof safetySwitches)[number];

export function isDefaultCategory(category: IncidentKindId): boolean {
  return defaultCategories.some((one) => one === category);
}

export function isDiscretionary(
  category: IncidentKindId,
): category is (typeof discretionaryCategories)[number] {
  return discretionaryCategories.some((one) => one === category);
}
