import type { ActionRow } from '../../../../main/common/rows/actions.ts';
import type { ActionScene } from '../../../../main/forecast/actions/touched.ts';

export const minute = 60_000;
/** The first step of the sample scene starts here. */
export const start = Date.UTC(2024, 0, 1);

/** Series 10 to 14 of the places 1 to 5, five-minute data, an hour ahead; links from 1 to 2, 2 to 3 and 5 to 2, none at 4. */
export function sampleScene(actions: readonly ActionRow[]): ActionScene {
  return {
    actions,
    series: [1, 2, 3, 4, 5].map((placeId) => ({ seriesId: placeId + 9, placeId, unit: 'km/h' })),
    placeIds: Int32Array.of(1, 2, 3, 4, 5),
    links: {
      type: 'road',
      offsets: Uint32Array.of(0, 1, 2, 2, 2, 3),
      targets: Uint32Array.of(1, 2, 1),
      weights: Float32Array.of(1, 1, 1),
    },
    span: { from: start, to: start + 1440 * minute, stepSeconds: 300 },
    setting: { topic: 'traffic', stepSeconds: 300, horizonSteps: 12 },
  };
}

/** An action at a place between two minutes from the start; null: still open. */
export function sampleAction(
  placeId: number,
  from: number,
  until: number | null,
  changes: Partial<ActionRow> = {},
): ActionRow {
  return {
    ...{ actionId: 1, placeKey: `p${placeId}`, placeId, placeName: '', kind: 'diversion', note: '' },
    ...{ from: start + from * minute, until: until === null ? null : start + until * minute },
    ...{ loggedAt: 0, loggedBy: 'operator', endedBy: null, takenBack: null },
    ...changes,
  };
}
