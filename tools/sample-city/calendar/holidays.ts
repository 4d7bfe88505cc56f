import { type Temporal } from 'temporal-polyfill';
import { type Name } from '../words.ts';

const byDate: Readonly<Record<string, Name>> = {
  '01-01': { en: "New Year's Day", zh: '元旦' },
  '03-11': { en: 'Charter Day', zh: '建城日' },
  '05-01': { en: 'Labour Day', zh: '劳动节' },
  '08-15': { en: "Mariners' Day", zh: '海员节' },
  '10-05': { en: 'Lantern Day', zh: '灯火节' },
  '11-01': { en: 'Remembrance Day', zh: '追思日' },
  '12-25': { en: 'Christmas Day', zh: '圣诞节' },
  '12-26': { en: 'Gift Day', zh: '礼物日' },
};
const goodFriday: Name = { en: 'Good Friday', zh: '耶稣受难日' };
const easterMonday: Name = { en: 'Easter Monday', zh: '复活节星期一' };
const harbourDay: Name = { en: 'Harbour Day', zh: '港口节' };

/** The public holiday of a civil date: fixed ones, those around Easter, and the last Monday of May. */
export function holidayOn(date: Temporal.PlainDate): Name | null {
  const fixed = byDate[date.toString().slice(5)];
  if (fixed) return fixed;
  const fromEaster = daysFromEaster(date);
  if (fromEaster === -2) return goodFriday;
  if (fromEaster === 1) return easterMonday;
  return date.month === 5 && date.dayOfWeek === 1 && date.day > 24 ? harbourDay : null;
}

/** Days since Easter Sunday of that year, negative before it. */
export function daysFromEaster(date: Temporal.PlainDate): number {
  const [month, day] = easterOf(date.year);
  return date.with({ month, day }).until(date, { largestUnit: 'days' }).days;
}

/** Easter Sunday of the Gregorian calendar (Anonymous 1876; Meeus, Jones and Butcher). */
function easterOf(year: number): [month: number, day: number] {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const yearOfCentury = year % 100;
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - correction + 15) % 30;
  const weekday =
    (32 + 2 * (century % 4) + 2 * Math.floor(yearOfCentury / 4) - epact - (yearOfCentury % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * weekday) / 451);
  const sum = epact + weekday - 7 * late + 114;
  return [Math.floor(sum / 31), (sum % 31) + 1];
}
