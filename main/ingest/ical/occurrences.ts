import { Temporal } from 'temporal-polyfill';
import { textOf, type Component, type Property } from './content-lines.ts';
import { isoText, saidTime, type NoTime, type SaidTime } from './said-time.ts';

/** One time at which an event takes place: a text for each column, null where the file says nothing. */
export interface Occurrence {
  readonly line: number;
  readonly isDay: boolean;
  readonly cells: Readonly<Record<ICalColumn, string | null>>;
}

/** What is taken of an event; nobody's name is among it. */
export const icalColumns = [
  ...(['DTSTART', 'DTEND', 'SUMMARY', 'UID', 'CATEGORIES', 'CREATED'] as const),
  ...(['GEO latitude', 'GEO longitude'] as const),
] as const;
export type ICalColumn = (typeof icalColumns)[number];

/** Why an event does not take place, or is not taken. */
export type LeftOut = NoTime | 'time-missing' | 'ical-repeats' | 'ical-cancelled';

export interface EventLeftOut {
  readonly line: number;
  readonly because: LeftOut;
  /** What the file says there. */
  readonly value: string;
}

/** An event with what its occurrences have in common. */
interface Said {
  readonly event: Component;
  readonly start: SaidTime;
  /** From the start to the end; null where the file does not say it. */
  readonly lasts: Temporal.Duration | null;
  readonly rule: Rule | null;
}

/** A yearly rule. */
interface Rule {
  readonly interval: number;
  readonly count: number;
  readonly until: SaidTime | null;
}

/**
 * The times at which the events of a calendar take place. Cancelled ones are left out, and so are those that repeat otherwise than every
 * so many years. One that repeats does so until the last year of which another speaks, and where there is no other until next year; whole
 * days no earlier than the others: what a list of holidays says of a year it says of all its days.
 *
 * @param thisYear the present one
 */
export function occurrencesOf(
  events: readonly Component[],
  thisYear: number,
): { readonly occurrences: readonly Occurrence[]; readonly leftOut: readonly EventLeftOut[] } {
  const leftOut: EventLeftOut[] = [];
  const said = events.flatMap((event) => {
    const one = saidOf(event);
    if ('because' in one) leftOut.push(one);
    return 'because' in one ? [] : [one];
  });
  const single = said.filter(({ rule }) => rule === null).map(({ start }) => start.local.year);
  const years = said.map(({ start }) => start.local.year);
  const first = single.length === 0 ? Math.min(...years) : Math.min(...single);
  const last = single.length === 0 ? thisYear + 1 : Math.max(...years);
  const moved = movedTimes(events);
  return {
    leftOut,
    occurrences: said.flatMap((one) =>
      startsOf(one, first, last)
        .filter((start) => !isException(one.event, start, moved))
        .map((start) => occurrence(one, start)),
    ),
  };
}

function saidOf(event: Component): Said | EventLeftOut {
  const { line } = event;
  const value = (name: string): Property | undefined => event.properties.find((one) => one.name === name);
  const none = (because: LeftOut, said = ''): EventLeftOut => ({ line, because, value: said });
  const status = value('STATUS')?.value.trim().toUpperCase();
  if (status === 'CANCELLED') return none('ical-cancelled', textOf(value('SUMMARY')?.value ?? ''));
  const begins = value('DTSTART');
  if (begins === undefined) return none('time-missing');
  const start = saidTime(begins.value, begins.parameters);
  if (typeof start === 'string') return none(start, begins.parameters.get('TZID') ?? begins.value);
  const ends = value('DTEND');
  const end = ends === undefined ? null : saidTime(ends.value, ends.parameters);
  if (typeof end === 'string') return none(end, ends?.parameters.get('TZID') ?? ends?.value ?? '');
  const rules = event.properties.filter(({ name }) => name === 'RRULE' || name === 'RDATE');
  const [repeats] = rules;
  const rule = repeats === undefined ? null : ruleOf(repeats, start);
  if (rule === 'other' || rules.length > 1) return none('ical-repeats', repeats?.value ?? '');
  const duration = durationOf(value('DURATION')?.value);
  return {
    event,
    start,
    rule,
    lasts: end === null ? (duration ?? usualDuration(start)) : between(start, end),
  };
}

/** A day lasts a day; of a time nothing is said. */
function usualDuration({ isDay }: SaidTime): Temporal.Duration | null {
  return isDay ? Temporal.Duration.from({ days: 1 }) : null;
}

function durationOf(value: string | undefined): Temporal.Duration | null {
  if (value === undefined) return null;
  try {
    return Temporal.Duration.from(value.trim());
  } catch {
    return null;
  }
}

function between(start: SaidTime, end: SaidTime): Temporal.Duration {
  if (start.isDay || start.zone === null || end.zone === null) return start.local.until(end.local);
  return start.local.toZonedDateTime(start.zone).until(end.local.toZonedDateTime(end.zone));
}

/** Of months and days a rule may name those of the start alone: then it says nothing else. */
function ruleOf({ name, value }: Property, { local }: SaidTime): Rule | 'other' {
  const parts = new Map(
    value.split(';').map((part) => {
      const [key = '', said = ''] = part.split('=');
      return [key.trim().toUpperCase(), said.trim()] as const;
    }),
  );
  const known = ['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'BYMONTH', 'BYMONTHDAY', 'WKST'];
  const isSimple =
    name === 'RRULE' &&
    parts.get('FREQ')?.toUpperCase() === 'YEARLY' &&
    [...parts.keys()].every((key) => known.includes(key)) &&
    Number(parts.get('BYMONTH') ?? local.month) === local.month &&
    Number(parts.get('BYMONTHDAY') ?? local.day) === local.day;
  const until = parts.has('UNTIL') ? saidTime(parts.get('UNTIL') ?? '') : null;
  const [interval, count] = [Number(parts.get('INTERVAL') ?? 1), Number(parts.get('COUNT') ?? Infinity)];
  if (!isSimple || typeof until === 'string' || !(interval >= 1) || !(count >= 1)) return 'other';
  return { interval, count, until };
}

/** A year without the day, as of 29 February, is left out, and does not count. */
function startsOf({ start, rule }: Said, first: number, last: number): SaidTime[] {
  if (rule === null) return [start];
  const found: SaidTime[] = [];
  let counted = 0;
  for (let year = start.local.year; year <= last && counted < rule.count; year += rule.interval) {
    const local = start.local.with({ year });
    if (local.day !== start.local.day) continue;
    if (rule.until !== null && isoText({ ...start, local }) > isoText({ ...rule.until, isDay: start.isDay }))
      break;
    counted++;
    if (year >= first || !start.isDay) found.push({ ...start, local });
  }
  return found;
}

/** By event the times from which single occurrences were moved: they are events of their own. */
function movedTimes(events: readonly Component[]): ReadonlyMap<string, ReadonlySet<string>> {
  const moved = new Map<string, Set<string>>();
  for (const { properties } of events) {
    const from = properties.find(({ name }) => name === 'RECURRENCE-ID');
    if (from === undefined) continue;
    const uid = properties.find(({ name }) => name === 'UID')?.value ?? '';
    moved.set(uid, (moved.get(uid) ?? new Set()).add(timeKey(from.value, from.parameters)));
  }
  return moved;
}

function isException(
  { properties }: Component,
  start: SaidTime,
  moved: ReadonlyMap<string, ReadonlySet<string>>,
): boolean {
  const key = isoText(start);
  const isMoved = properties.some(({ name }) => name === 'RECURRENCE-ID');
  const uid = properties.find(({ name }) => name === 'UID')?.value ?? '';
  if (!isMoved && moved.get(uid)?.has(key) === true) return true;
  return properties
    .filter(({ name }) => name === 'EXDATE')
    .some(({ value, parameters }) => value.split(',').some((one) => timeKey(one, parameters) === key));
}

function timeKey(value: string, parameters: Property['parameters']): string {
  const time = saidTime(value, parameters);
  return typeof time === 'string' ? '' : isoText(time);
}

function occurrence({ event, start: first, lasts, rule }: Said, start: SaidTime): Occurrence {
  const said = (name: string): string | null => {
    const values = event.properties.filter((one) => one.name === name).map(({ value }) => textOf(value));
    return values.length === 0 ? null : values.join(', ');
  };
  const created = saidTime(said('CREATED') ?? '');
  const [latitude = null, longitude = null] = said('GEO')?.split(';') ?? [];
  const isMoved = said('RECURRENCE-ID') !== null;
  const uid = said('UID');
  const from = isoText(start);
  return {
    line: event.line,
    isDay: first.isDay,
    cells: {
      DTSTART: from,
      DTEND: lasts === null ? null : isoText(endOf(start, lasts)),
      SUMMARY: said('SUMMARY'),
      UID: uid !== null && (rule !== null || isMoved) ? `${uid} ${from}` : uid,
      CATEGORIES: said('CATEGORIES'),
      CREATED: typeof created === 'string' ? null : isoText(created),
      'GEO latitude': latitude,
      'GEO longitude': longitude,
    },
  };
}

function endOf(start: SaidTime, lasts: Temporal.Duration): SaidTime {
  if (start.isDay || start.zone === null) return { ...start, local: start.local.add(lasts) };
  const end = start.local.toZonedDateTime(start.zone).add(lasts);
  return { ...start, local: end.toPlainDateTime() };
}
