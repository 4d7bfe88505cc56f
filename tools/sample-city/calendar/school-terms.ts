import { type Temporal } from 'temporal-polyfill';
import { daysFromEaster } from './holidays.ts';

/** First and last days of the terms, `MM-DD`; the spring holiday around Easter is taken out of them. */
const terms: readonly (readonly [first: string, last: string])[] = [
  ['01-05', '06-26'],
  ['09-14', '12-18'],
];

/** Whether schools are open in the week of a date: not from a week before Easter to a week after, nor in the three days of carnival. */
export function isTermTime(date: Temporal.PlainDate): boolean {
  const monthAndDay = date.toString().slice(5);
  const fromEaster = daysFromEaster(date);
  const isSpringHoliday = fromEaster >= -8 && fromEaster <= 7;
  const isCarnival = fromEaster >= -48 && fromEaster <= -46;
  return (
    !isSpringHoliday &&
    !isCarnival &&
    terms.some(([first, last]) => monthAndDay >= first && monthAndDay <= last)
  );
}
