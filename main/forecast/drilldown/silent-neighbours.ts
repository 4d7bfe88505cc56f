import type { WindowRecord } from '../../common/contract/compute-contract.ts';
import type { Explanation } from '../../common/contract/messages/drilldown.ts';
import { oneLinkAway } from '../actions/one-link-away.ts';
import type { LinkRows } from '../ports.ts';

const hourSeconds = 3600;

/** Of the places one link away, how many there are, and of how many nothing was read in the last hour of a window; null where there are none. */
export function silentNeighbours(
  { history, historySteps, stepSeconds }: Pick<WindowRecord, 'history' | 'historySteps' | 'stepSeconds'>,
  links: LinkRows,
  place: number,
): Explanation['neighbours'] {
  const others = [...new Set(oneLinkAway(links, place))].filter((other) => other !== place);
  if (others.length === 0) return null;
  const looked = Math.min(historySteps, Math.max(1, Math.round(hourSeconds / stepSeconds)));
  const isSilent = (other: number): boolean =>
    history.subarray((other + 1) * historySteps - looked, (other + 1) * historySteps).every(Number.isNaN);
  return { silent: others.filter(isSilent).length, of: others.length };
}
