import type { EventRow } from '../../common/rows/surroundings.ts';
import { eachStepWithin, type Grid } from './grid.ts';
import type { PlacePositions } from './whereabouts.ts';

const minute = 60_000;
/** People come about half an hour before the start and leave a quarter of an hour after the end, and some earlier or later. */
const coming = { before: 30 * minute, spread: 90 * minute };
const leaving = { before: -15 * minute, spread: 60 * minute };
/** What is known at a step is of use for what comes this much later. */
const lead = 30 * minute;
/** Half-width of the reach of an event, metres. */
const reachMetres = 1500;
const visitorsWhereUnknown = 3000;
const leastShare = 0.02;

/** How much of the visitors of an event each place sees, by how far it is. */
function nearnessOf(event: EventRow, positions: PlacePositions): Float64Array {
  return positions.metresTo(event).map((metres) => Math.exp(-((metres / reachMetres) ** 2)));
}

function thousandsOf({ visitors }: EventRow): number {
  return (visitors ?? visitorsWhereUnknown) / 1000;
}

/** The most visitors, in thousands, that any of some events brings to any place at once; 0 where none brings any. */
export function mostVisitors(events: readonly EventRow[], positions: PlacePositions): number {
  return events.reduce((most, event) => {
    const nearest = nearnessOf(event, positions).reduce((best, one) => Math.max(best, one), 0);
    return Math.max(most, thousandsOf(event) * nearest);
  }, 0);
}

/** Columns `[place, step]` of the thousands of visitors who come to and leave events nearby. */
export function eventColumns(
  grid: Grid,
  events: readonly EventRow[],
  positions: PlacePositions,
  places: number,
): ReadonlyMap<string, Float32Array> {
  const columns = new Map(
    ['event-start', 'event-end'].map((name) => [name, new Float32Array(places * grid.steps)]),
  );
  for (const event of events) {
    const thousands = thousandsOf(event);
    const near = nearnessOf(event, positions);
    for (const [name, peak, { spread }] of [
      ['event-start', event.startsAt - coming.before, coming],
      ['event-end', event.endsAt - leaving.before, leaving],
    ] as const) {
      const values = columns.get(name);
      const begin = Math.max(peak - lead - spread, event.knownSince ?? -Infinity);
      eachStepWithin(grid, begin, peak - lead + spread, (step, endsAt) => {
        const share = Math.max(0, 1 - Math.abs(endsAt + lead - peak) / spread);
        for (const [place, nearness] of near.entries()) {
          if (nearness < leastShare || values === undefined) continue;
          const cell = place * grid.steps + step;
          values[cell] = (values[cell] ?? 0) + thousands * nearness * share;
        }
      });
    }
  }
  return columns;
}
