import type { GroupId } from '../../model.ts';
import type { FilledWindow } from '../../series/fill.ts';
import type { Window } from '../../series/window.ts';
import type { ContributionDetail } from '../explanation.ts';
import { bothOrders } from './both-orders.ts';
import { integratedGradients, type Differentiable, type Step } from './integrated-gradients.ts';
import { partsOf } from './part.ts';

/** More parts than this are not told apart without gradients: each takes two forecasts. */
const partsWithoutGradients = 24;

/** What has to be known to look into a group. */
export interface Looked extends Step {
  readonly filled: FilledWindow;
  readonly group: GroupId;
  /** The change of the forecast that the parts should add up to. */
  readonly value: number;
  readonly meanOf: (window: Window) => Promise<number>;
}

/**
 * Which parts of a group the change of the forecast is credited to: by gradients where the model has them, else by replacing one part
 * after another. What the parts leave of the change stands last, as `rest`, so that the details add up to it.
 */
export async function insideGroup(
  looked: Looked,
  model: Differentiable | undefined,
): Promise<readonly ContributionDetail[]> {
  const parts = partsOf(looked.group, looked.filled, looked.place);
  if (parts.length === 0 || (model === undefined && parts.length > partsWithoutGradients)) return [];
  const details =
    model === undefined
      ? await bothOrders(parts, looked.before, looked.meanOf)
      : await integratedGradients(model, parts, looked);
  if (details.length === 0) return [];
  const rest = details.reduce((left, { value }) => left - value, looked.value);
  return [...details, { kind: 'rest', value: rest }];
}
