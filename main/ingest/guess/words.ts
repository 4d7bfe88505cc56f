import { metricIds, metrics, type MetricId, type Unit } from '../../common/metrics.ts';

/** What a column is for, by the words people use in headers. The first pattern that fits any column wins. */
export const roleWords = {
  time: [
    /^(date_?time|time_?stamp|times?|date|ts|datum|zeit|zeitpunkt|fecha|时间|日期|时刻)$/i,
    /time|date|时间|日期/i,
    /^(starts?|started|happened|occurred|begins?)([ _-]?(at|on))?$/i,
  ],
  place: [
    /^(sensor|station|detector|segment|site|place|node|device|meter|feeder|zone|link|loop|key)([ _-]?(id|no|nr|number|key|name|code))?$/i,
    /^(id|编号|传感器|站点|检测器|路段|测点)/i,
    /(sensor|station|detector|segment|site|location|loc|place|node|device|meter|feeder|zone|传感器|站点)/i,
  ],
  value: [
    /^(value|reading|measurement|val|数值|值|读数)$/i,
    /speed|velocity|flow|volume|occupancy|load|power|consumption|速度|车速|流量|占有率|负荷|功率/i,
  ],
  name: [/^(name|label|title|description|名称)$/i, /name|名称/i],
  latitude: [/^(lat|latitude|y|纬度)$/i, /latitude|纬度/i],
  longitude: [/^(lon|lng|long|longitude|x|经度)$/i, /longitude|经度/i],
  from: [/^(from|source|src|start|origin|parent|upstream|i|起点)([ _-]?(id|node|sensor|place))?$/i],
  to: [/^(to|target|dst|dest|destination|end|child|downstream|j|终点)([ _-]?(id|node|sensor|place))?$/i],
  weight: [/^(weight|w|cost|distance|dist|similarity|length|value|权重|距离)$/i],
} as const satisfies Readonly<Record<string, readonly RegExp[]>>;

export type Role = keyof typeof roleWords;

/** The column whose header fits a role best, or undefined. */
export function columnFor(role: Role, columns: readonly string[]): string | undefined {
  for (const pattern of roleWords[role]) {
    const found = columns.find((name) => pattern.test(name.trim()));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Whether a header says outright that a column names places, unlike `sensor 1`, which is one. */
export function isCalledPlace(column: string): boolean {
  return roleWords.place[0].test(column.trim()) || /^id$/i.test(column.trim());
}

const metricWords: readonly (readonly [MetricId, RegExp])[] = [
  ['occupancy', /occupancy|occ\b|占有率/i],
  ['flow', /flow|volume|count|vehicles|流量/i],
  ['load', /load|power|consumption|demand|energy|kw|mw|zone ?\d|负荷|功率/i],
  ['speed', /speed|velocity|mph|km\/?h|速度|车速/i],
];

const unitWords: readonly (readonly [Unit, RegExp])[] = [
  ['mph', /mph|mi\/h/i],
  ['km/h', /km\/?h|kph|公里/i],
  ['m/s', /m\/s|mps/i],
  ['veh/h', /veh\/h|vph/i],
  ['MW', /\bmw\b|兆瓦/i],
  ['kW', /\bkw\b|千瓦/i],
  ['%', /%|percent/i],
];

/** A metric and a unit as far as they are known; the unit is one of the metric's. */
export interface Measure {
  readonly metric?: MetricId | undefined;
  readonly unit?: Unit | undefined;
}

/**
 * What is measured, and in which unit, as far as words in headers and the file's name tell.
 * @param known what somebody has said, which a guess must fit
 */
export function guessMetric(texts: readonly string[], known: Measure): Measure {
  const text = texts.join(' ').replaceAll('_', ' ');
  const named = metricWords.find(([, pattern]) => pattern.test(text))?.[0];
  const metric = known.metric ?? (known.unit === undefined ? named : metricIn(known.unit, named));
  const units = metric === undefined ? [] : unitsOf(metric);
  const [only, ...others] = units;
  const unit = unitWords.find(
    ([one, pattern]) => pattern.test(text) && (metric === undefined || units.includes(one)),
  )?.[0];
  return { metric, unit: known.unit ?? unit ?? (others.length === 0 ? only : undefined) };
}

/** The metric that is measured in a unit: the one named if it is, otherwise the only one that is. */
function metricIn(unit: Unit, named: MetricId | undefined): MetricId | undefined {
  if (named !== undefined && isUnitOf(named, unit)) return named;
  const possible = metricIds.filter((metric) => isUnitOf(metric, unit));
  return possible.length === 1 ? possible[0] : undefined;
}

/** Whether a metric can be measured in a unit. */
export function isUnitOf(metric: MetricId, unit: Unit): boolean {
  return unitsOf(metric).includes(unit);
}

function unitsOf(metric: MetricId): readonly Unit[] {
  return metrics[metric].units;
}
