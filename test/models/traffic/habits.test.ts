import { describe, expect, it } from 'vitest';
import { fillWindow } from '../../../models/series/fill.ts';
import type { Series } from '../../../models/series/series.ts';
import { windowAt } from '../../../models/series/window.ts';
import { fitHabits, habitsOf, HabitsWithoutSelf } from '../../../models/traffic/habits.ts';
import { trafficInputs } from '../../../models/traffic/inputs.ts';
import { smallCity } from '../small-city.ts';

const perDay = 48;
const shape = { ...trafficInputs, horizonSteps: 2 };

/** Six days from Thursday on, level all day: 60 on weekdays, 80 at the weekend. */
function levelDays(): Series {
  const city = smallCity({ places: 2, days: 6, stepSeconds: 1800 });
  const dayOfWeek = city.calendar.dayOfWeek.map((_, step) => (3 + Math.floor(step / perDay)) % 7);
  const values = city.values.map((_, index) => ((dayOfWeek[index % city.steps] ?? 0) >= 5 ? 80 : 60));
  return { ...city, values, calendar: { ...city.calendar, dayOfWeek } };
}

describe('habits', () => {
  const series = levelDays();
  const profiles = fitHabits(series);

  it('know weekdays from weekends long before the usual does', () => {
    const origin = 5 * perDay + 24;
    const filled = fillWindow(windowAt(series, origin, shape), profiles.usual, series.places);
    const habits = habitsOf(filled, profiles);
    const usual = (4 * 60 + 2 * 80) / 6;
    expect(filled.usualHorizon[0]).toBeCloseTo(usual, 3);
    expect(habits.dayTypeHorizon[0]).toBeCloseTo((4 * 60 + usual) / 5, 3);
    expect(habits.dayTypeLast[1]).toBeCloseTo((4 * 60 + usual) / 5, 3);
    expect(habits.deviations[0]).toBeCloseTo(Math.sqrt(800 / 9), 2);
  });

  it('are the same usual where it tells the days apart itself', () => {
    const months = fitHabits(smallCity({ places: 2, days: 28, stepSeconds: 1800 }));
    expect(months.byDayType).toBe(months.usual);
  });

  it('leave out of a training window what it is to learn', () => {
    const odd = { ...series, values: series.values.slice() };
    const origin = 5 * perDay + 24;
    odd.values.fill(10, origin - 20, origin + 20);
    const learned = fitHabits(odd);
    const window = windowAt(odd, origin, shape);
    window.history.fill(NaN, 0, trafficInputs.historySteps);
    const known = fillWindow(window, learned.usual, odd.places);
    const { filled, habits } = new HabitsWithoutSelf(odd, learned).at(known, origin);
    const usual = (3 * 60 + 2 * 80) / 5;
    expect(filled.usualHorizon[0]).toBeCloseTo(usual, 2);
    expect(filled.history[11]).toBeCloseTo(usual, 2);
    expect(habits.dayTypeHorizon[0]).toBeCloseTo((3 * 60 + usual) / 4, 2);
    expect(habits.deviations[0]).toBeCloseTo(Math.sqrt(96), 1);
  });
});
