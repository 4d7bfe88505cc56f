import { describe, expect, it } from 'vitest';
import { CityClock } from '../../../../tools/sample-city/calendar/city-clock.ts';
import { civilDays } from '../../../../tools/sample-city/calendar/civil-days.ts';
import { makeCalendar } from '../../../../tools/sample-city/calendar/make-calendar.ts';
import { story } from '../../../../tools/sample-city/story.ts';
import { type CityEvent } from '../../../../tools/sample-city/words.ts';
import { handMadeCity, scenarioOf } from '../hand-made-city.ts';

const hour = 3_600_000;
const city = handMadeCity();
const calendar = makeCalendar(scenarioOf({ hourlyDays: 180 }), city);
const dayOf = (date: string) => calendar.days.find((day) => day.date === date);

describe('the calendar', () => {
  it('has every civil day once, from midnight to midnight of the city', () => {
    for (const [index, day] of calendar.days.entries()) {
      const next = calendar.days[index + 1];
      if (next) expect(day.endsAt).toBe(next.startsAt);
      expect(day.weekday).toBe((new Date(`${day.date}T12:00Z`).getUTCDay() + 6) % 7);
    }
    expect(dayOf('2026-01-15')?.startsAt).toBe(Date.UTC(2026, 0, 15));
    expect(dayOf('2026-06-18')?.startsAt).toBe(Date.UTC(2026, 5, 17, 23));
  });

  it('has a day of 23 hours on 29 March 2026 and of 24 on all others', () => {
    const short = calendar.days.filter((day) => day.endsAt - day.startsAt !== 24 * hour);
    expect(short.map(({ date, startsAt, endsAt }) => [date, (endsAt - startsAt) / hour])).toEqual([
      ['2026-03-29', 23],
    ]);
  });

  it('closes schools at weekends, on holidays and around Easter', () => {
    expect(dayOf('2026-04-03')?.holiday?.en).toBe('Good Friday');
    expect(dayOf('2026-04-06')?.holiday?.en).toBe('Easter Monday');
    for (const day of calendar.days)
      if (day.weekday >= 5 || day.holiday !== null) expect(day.isSchoolDay).toBe(false);
    expect(dayOf('2026-03-31')?.isSchoolDay).toBe(false);
    expect(dayOf('2026-06-18')?.isSchoolDay).toBe(true);
    const open = calendar.days.filter(({ isSchoolDay }) => isSchoolDay).length;
    expect(open / calendar.days.length).toBeGreaterThan(0.45);
  });

  it('has the match of the story at 20:00, and nothing else at the arena around it, whatever is drawn', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const { events } = makeCalendar(scenarioOf({ seed, hourlyDays: 7 }), city);
      const near = events.filter(
        ({ site, startsAt }) =>
          city.sites[site]?.kind === 'arena' &&
          Math.abs(startsAt - Date.UTC(2026, 5, 18, 19)) < 3 * 24 * hour,
      );
      expect(near.map(({ key }) => key)).toEqual([story.match.key]);
    }
    const match = calendar.events.find(({ key }) => key === story.match.key);
    expect(match?.startsAt).toBe(Date.UTC(2026, 5, 18, 19));
    expect(new CityClock(calendar).minuteAt(match?.startsAt ?? 0)).toBe(20 * 60);
  });

  it('never has two events at one site at once, and visitors at every one', () => {
    const bySite = new Map<number, CityEvent[]>();
    for (const event of calendar.events) bySite.set(event.site, [...(bySite.get(event.site) ?? []), event]);
    expect(bySite.size).toBe(3);
    for (const events of bySite.values())
      for (const [index, event] of events.entries()) {
        expect(event.visitors).toBeGreaterThan(1_000);
        expect(event.startsAt).toBeGreaterThanOrEqual(events[index - 1]?.endsAt ?? 0);
      }
  });

  it('draws a week for itself: a shorter calendar has the same events', () => {
    const short = makeCalendar(scenarioOf({ hourlyDays: 28 }), city);
    const from = short.days[0]?.startsAt ?? 0;
    expect(short.events).toEqual(calendar.events.filter(({ endsAt }) => endsAt > from));
    expect(makeCalendar(scenarioOf({ hourlyDays: 180, seed: 7 }), city).events).not.toEqual(calendar.events);
  });

  it('has the same days without events', () => {
    const without = makeCalendar(scenarioOf({ hourlyDays: 180, without: new Set(['event']) }), city);
    expect(without).toEqual({ days: calendar.days, events: [] });
  });
});

describe("the city's clock", () => {
  it('skips an hour on 29 March', () => {
    const clock = new CityClock(calendar);
    const minutes = [0, 30, 60, 90, 22 * 60].map((minute) =>
      clock.minuteAt(Date.UTC(2026, 2, 29) + minute * 60_000),
    );
    expect(minutes).toEqual([0, 30, 120, 150, 23 * 60]);
  });

  it('shows an hour twice on 25 October', () => {
    const days = civilDays(Date.UTC(2026, 9, 24, 23), Date.UTC(2026, 9, 26));
    const clock = new CityClock({ days, events: [] });
    expect(days[0]?.date).toBe('2026-10-25');
    const shown = [0, 1, 2, 3, 24].map((hours) => clock.minuteAt((days[0]?.startsAt ?? 0) + hours * hour));
    expect(shown).toEqual([0, 60, 60, 120, 23 * 60]);
  });
});
