import type { Scenarios } from '../../common/contract/messages/scenarios.ts';
import { figureOf } from '../../common/format/figure.ts';
import { formatSigned, withUnit } from '../../common/format/numbers.ts';
import { changeOf, changesSeen, oneOfEach, scenarioName } from '../../common/scenario-words.ts';
import type { Wording } from '../../common/wording.ts';
import { differenceMap, type DrawnChange, type Position } from '../map/difference-map.ts';
import { extentFor, projectionOf } from '../map/projection.ts';
import { markup, type Markup } from '../markup.ts';
import type { ReportData } from '../report-data.ts';

/** Pixels of the picture: two stand side by side on a page. */
const size = { width: 480, height: 270 };
const margin = 0.16;

/**
 * A map of each scenario that changes the forecasts of other places too: by how much here and there. Of one that may begin at several times
 * the earliest; none where the place has no position. Values in the unit shown.
 */
export function scenarioMaps(
  scenarios: Scenarios,
  place: number,
  { places, land }: Pick<ReportData, 'places' | 'land'>,
  wording: Wording,
): readonly Markup[] {
  const { before, unit, asOf } = scenarios;
  if (before === null) return [];
  const { decimals } = figureOf({ ...before, usual: null }, unit);
  const positions = positionsOf(places);
  return oneOfEach(scenarios, new Map()).flatMap((one) => {
    const changes = [
      { place, value: changeOf(before, one.after, decimals) },
      ...changesSeen(one.around, decimals),
    ].flatMap(({ place: where, value }): DrawnChange[] => {
      const position = positions.get(where);
      const text = withUnit(formatSigned(value, decimals), unit);
      return position === undefined ? [] : [{ ...position, text, isRise: value >= 0 }];
    });
    if (changes.length < 2 || !positions.has(place)) return [];
    const name = scenarioName(one, asOf, wording);
    const title = wording.say('report.scenario-map', { name });
    const picture = {
      projection: projectionOf(extentFor(extentOf(changes), size, margin), size),
      places: [...positions.values()],
      ...{ land, changes },
    };
    return [
      markup`<figure>${differenceMap(picture, title)}<figcaption class="remark">${title}</figcaption></figure>`,
    ];
  });
}

/** The places that have a position. */
function positionsOf({ places }: ReportData['places']): ReadonlyMap<number, Position> {
  const { place, longitude, latitude } = places.columns;
  return new Map(
    Array.from(place.values, (id, row): [number, Position] => [
      id,
      { longitude: longitude.values[row] ?? NaN, latitude: latitude.values[row] ?? NaN },
    ]).filter(([, at]) => Number.isFinite(at.longitude) && Number.isFinite(at.latitude)),
  );
}

function extentOf(points: readonly Position[]): Parameters<typeof extentFor>[0] {
  const longitudes = points.map(({ longitude }) => longitude);
  const latitudes = points.map(({ latitude }) => latitude);
  return {
    ...{ west: Math.min(...longitudes), east: Math.max(...longitudes) },
    ...{ south: Math.min(...latitudes), north: Math.max(...latitudes) },
  };
}
