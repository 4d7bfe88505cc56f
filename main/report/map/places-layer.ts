import { valueStates } from '../../common/contract/messages/map.ts';
import { displayUnit, convert, isMeasured } from '../../common/metrics.ts';
import { countsPercent, layerOf } from '../../common/layers.ts';
import { classOf, layerValue, rampColours } from '../../common/ramps.ts';
import { defaultLayers, type LayerView } from '../../common/view.ts';
import type { ReportData } from '../report-data.ts';

/** One place as the map draws it. */
export interface DrawnPlace {
  readonly place: number;
  readonly longitude: number;
  readonly latitude: number;
  /** Null where there is no value: drawn hollow. */
  readonly colour: string | null;
  /** Higher classes of notice are drawn later, so that nothing quiet covers them. */
  readonly order: number;
}

/** The layer that the report's map and legend show: the first visible one. */
export function reportLayer(data: ReportData): LayerView {
  const layers = [...data.view.layers, ...defaultLayers];
  const [first] = layers.filter(({ id, visible }) => visible && layerOf(id).topic === data.topic);
  if (first === undefined) throw new RangeError('the default layers show nothing');
  return first;
}

/** The located places with the colours of the layer's classes, those to notice last. */
export function drawnPlaces(data: ReportData): DrawnPlace[] {
  const layer = reportLayer(data);
  const { breaks, strong } = layerOf(layer.id);
  const colours = rampColours(layer.ramp, layer.breaks.length + 1, 'light');
  const { places } = data.places;
  const frame = data.frame.table.columns;
  const frameRow = new Map(Array.from(frame.place.values, (place, row) => [place, row]));
  return Array.from(places.columns.place.values, (place, row): DrawnPlace | null => {
    if (!isMeasured(places.columns.topics.values[row] ?? 0, data.topic)) return null;
    const at = frameRow.get(place) ?? -1;
    const isMissing = (valueStates[frame.state.values[at] ?? 0] ?? 'missing') === 'missing';
    const value = layerValue(layer.id, {
      value: frame.value.values[at] ?? Number.NaN,
      usual: frame.usual.values[at] ?? Number.NaN,
      completeness: places.columns.completeness.values[row] ?? Number.NaN,
      over: frame.over.values[at] ?? Number.NaN,
    });
    const hasValue = Number.isFinite(value) && (breaks === 'share' || !isMissing);
    const index = hasValue ? classOf(value, layer.breaks) : null;
    return {
      place,
      longitude: places.columns.longitude.values[row] ?? Number.NaN,
      latitude: places.columns.latitude.values[row] ?? Number.NaN,
      colour: index === null ? null : (colours[index] ?? null),
      order: index === null ? -1 : strong === 'low' ? colours.length - index : index,
    };
  })
    .filter((place) => place !== null)
    .filter(({ longitude, latitude }) => Number.isFinite(longitude) && Number.isFinite(latitude))
    .sort((first, second) => first.order - second.order);
}

/** A class of the legend: its colour and the ends of its range in the unit shown; null where it is open. */
export interface LegendClass {
  readonly colour: string;
  readonly from: number | null;
  readonly to: number | null;
}

/** From the class to notice most to the quietest. */
export function legendClasses(data: ReportData): LegendClass[] {
  const layer = reportLayer(data);
  const { unit } = data.frame;
  const shown = (limit: number): number => {
    if (countsPercent(layer.id)) return limit * 100;
    return layerOf(layer.id).breaks === 'value' && unit !== null
      ? convert(limit, unit, displayUnit(unit, data.view.units))
      : limit;
  };
  const breaks = [...layer.breaks].sort((first, second) => first - second).map(shown);
  const classes = rampColours(layer.ramp, breaks.length + 1, 'light').map((colour, index) => ({
    colour,
    from: breaks[index - 1] ?? null,
    to: breaks[index] ?? null,
  }));
  return layerOf(layer.id).strong === 'low' ? classes : classes.reverse();
}
