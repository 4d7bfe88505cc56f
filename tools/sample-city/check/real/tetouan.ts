import { join } from 'node:path';
import { correlation, meanOf, quantile } from '../measures/order.ts';
import { vCurveOf } from '../measures/v-curve.ts';
import type { CheckName } from '../thresholds.ts';
import { rowsOf } from './files.ts';

/** What the checks of load find on the year 2017 of Tetouan: three zones, ten minutes, kW. Sunday counts as the day off. */
export function measureTetouan(folder: string): Partial<Record<CheckName, number>> {
  const [, ...rows] = rowsOf(join(folder, 'power-consumption.csv'));
  const days = Array.from({ length: Math.floor(rows.length / 144) }, (_, day) => {
    const own = rows.slice(day * 144, day * 144 + 144);
    const loads = own.map(([, , , , , , one, two, three]) => Number(one) + Number(two) + Number(three));
    return {
      hours: Array.from({ length: 24 }, (__, hour) => meanOf(loads.slice(hour * 6, hour * 6 + 6))),
      load: meanOf(loads),
      temperature: meanOf(own.map(([, temperature]) => Number(temperature))),
      isWorkday: day % 7 !== 0,
    };
  });
  const hours = days.flatMap((day) => day.hours);
  const meanLoad = (isWorkday: boolean) =>
    meanOf(days.filter((day) => day.isWorkday === isWorkday).map(({ load }) => load));
  return {
    'load-day': quantile(
      days.map((day) => Math.max(...day.hours) / Math.min(...day.hours)),
      0.5,
    ),
    'load-repeats-daily': correlation(hours.slice(24), hours.slice(0, -24)),
    'load-week': meanLoad(false) / meanLoad(true),
    'load-cooling': vCurveOf(days).cooling,
  };
}
