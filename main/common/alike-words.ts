import { columnIn } from './display-units.ts';
import type { Alike } from './contract/messages/drilldown.ts';
import { decimalsFor, formatNumber, formatRange, withUnit } from './format/numbers.ts';
import { convert, displayUnit, type UnitSystem } from './metrics.ts';
import type { Wording } from './wording.ts';

/** Every value in the unit that the workspace shows. */
export function alikeIn(alike: Alike, system: UnitSystem): Alike {
  const from = alike.unit;
  const to = displayUnit(from, system);
  if (from === to) return alike;
  const { rows, columns } = alike.fan;
  return {
    ...alike,
    unit: to,
    situations: alike.situations.map(({ at, distance, value }) => ({
      at,
      distance: convert(distance, from, to),
      value: value === null ? null : convert(value, from, to),
    })),
    fan: {
      rows,
      columns: {
        at: columns.at,
        lowest: columnIn(columns.lowest, from, to),
        median: columnIn(columns.median, from, to),
        highest: columnIn(columns.highest, from, to),
      },
    },
  };
}

/** What followed in the situations that were most alike, in one sentence; why there is none to tell of, otherwise. */
export function alikeText({ situations, unit, isSum }: Alike, wording: Wording): string {
  if (isSum) return wording.say('drilldown.alike-sum');
  const values = situations
    .flatMap(({ value }) => (value === null ? [] : [value]))
    .sort((first, second) => first - second);
  const [lowest, highest] = [values[0], values.at(-1)];
  if (lowest === undefined || highest === undefined || values.length < situations.length / 2)
    return wording.say(situations.length === 0 ? 'drilldown.alike-none' : 'drilldown.alike-unknown');
  const middle = (values.length - 1) / 2;
  const median = ((values[Math.floor(middle)] ?? NaN) + (values[Math.ceil(middle)] ?? NaN)) / 2;
  const decimals = decimalsFor(highest - lowest, unit);
  return wording.say('drilldown.alike-followed', {
    count: values.length,
    range: withUnit(formatRange(lowest, highest, decimals), unit),
    median: formatNumber(median, decimals),
  });
}
