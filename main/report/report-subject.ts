import { furthestOffUsual } from '../common/city-summary.ts';
import type { Topic } from '../common/metrics.ts';
import type { ReportData } from './report-data.ts';

/** How many places a report explains one by one. */
export const explainedPlaces = 5;

/**
 * The places of a topic to explain one by one: those furthest off their usual, the selected one first if it is not among them.
 *
 * @param selection the place selected on the screen, or null
 * @returns place ids, to be asked for by `drilldown.get`
 */
export function placesToExplain(
  frame: ReportData['frame'],
  topic: Topic,
  selection: number | null,
): number[] {
  const { place, value, usual, state, members } = frame.table.columns;
  const columns = {
    values: value.values,
    usuals: usual.values,
    states: state.values,
    members: members.values,
  };
  const furthest = furthestOffUsual(columns, topic, explainedPlaces).flatMap(
    (row) => place.values[row] ?? [],
  );
  return selection === null || furthest.includes(selection) ? furthest : [selection, ...furthest];
}
