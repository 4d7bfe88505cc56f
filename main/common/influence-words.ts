import type { Influence, InfluenceRow } from './contract/messages/influence.ts';
import { formatNumber } from './format/numbers.ts';
import { convert, type Unit } from './metrics.ts';
import type { Wording } from './wording.ts';

/** Three figures of a size are enough to compare groups by. */
const figures = 3;

/** One row of the table, in words. */
export interface InfluenceLine {
  readonly name: string;
  readonly values: readonly string[];
  /** Position of the group that moves these forecasts most. */
  readonly strongest: number;
  readonly count: string;
}

/** The table of groups, in words. @param to the unit that is shown */
export function influenceLines({ rows, unit }: Influence, to: Unit, wording: Wording): InfluenceLine[] {
  const largest = convert(Math.max(...rows.flatMap(({ values }) => values)), unit, to);
  const decimals = Math.max(0, figures - 1 - Math.max(0, Math.floor(Math.log10(Math.max(1, largest)))));
  return rows.map((row) => ({
    name: sliceText(row, wording),
    values: row.values.map((value) => formatNumber(convert(value, unit, to), decimals)),
    strongest: row.values.indexOf(Math.max(...row.values)),
    count: formatNumber(row.count),
  }));
}

function sliceText({ slice }: InfluenceRow, wording: Wording): string {
  switch (slice.kind) {
    case 'all':
      return wording.say('influence.all');
    case 'hours':
      return wording.say('influence.hours', { from: slice.from, to: slice.to });
    case 'district':
      return slice.district;
  }
}
