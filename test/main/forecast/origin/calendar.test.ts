import { expect, test } from 'vitest';
import {
  offsetMilliseconds,
  sameLocalTime,
  stepCalendar,
} from '../../../../main/forecast/origin/calendar.ts';

const losAngeles = 'America/Los_Angeles';
const hour = 3_600_000;

test('local minutes and weekdays across the hour that is skipped in March', () => {
  const start = Date.UTC(2012, 2, 11, 9, 50);
  const { minuteOfDay, dayOfWeek } = stepCalendar(start, 300, 4, losAngeles);
  expect([...minuteOfDay]).toEqual([110, 115, 180, 185]);
  expect([...dayOfWeek]).toEqual([6, 6, 6, 6]);
});

test('a fixed offset and UTC', () => {
  const start = Date.UTC(2017, 0, 1, 23, 30);
  expect([...stepCalendar(start, 3600, 2, '+01:00').minuteOfDay]).toEqual([30, 90]);
  expect([...stepCalendar(start, 3600, 1, '+01:00').dayOfWeek]).toEqual([0]);
  expect([...stepCalendar(start, 3600, 1, 'UTC').dayOfWeek]).toEqual([6]);
  expect(offsetMilliseconds(start, '+01:00')).toBe(hour);
});

test('the same local time yesterday is 23 hours ago after the clock went forward', () => {
  const at = Date.UTC(2012, 2, 11, 20);
  expect(at - sameLocalTime(at, 1, losAngeles)).toBe(23 * hour);
  expect(at - sameLocalTime(at, 1, 'UTC')).toBe(24 * hour);
});
