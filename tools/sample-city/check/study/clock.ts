import type { Calendar, Grid } from '../../words.ts';
import type { Clock } from '../measures/profile.ts';

/** The city's own clock at the steps of a grid. Steps outside the calendar count as days off. */
export function clockOf({ days }: Calendar, grid: Grid): Clock {
  const clock = {
    minuteOfDay: new Uint16Array(grid.steps),
    isWorkday: new Uint8Array(grid.steps),
    day: new Uint16Array(grid.steps),
  };
  let index = 0;
  for (let step = 0; step < grid.steps; step++) {
    const at = grid.start + step * grid.stepSeconds * 1000;
    while (index + 1 < days.length && (days[index]?.endsAt ?? Infinity) <= at) index++;
    const day = days[index];
    if (day === undefined || at < day.startsAt || at >= day.endsAt) continue;
    clock.minuteOfDay[step] = Math.floor((at - day.startsAt) / 60_000);
    clock.isWorkday[step] = day.weekday < 5 && day.holiday === null ? 1 : 0;
    clock.day[step] = index;
  }
  return clock;
}
