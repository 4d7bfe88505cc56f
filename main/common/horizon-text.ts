import type { Wording } from './wording.ts';

/** Below it minutes are the unit in which people of a control room speak. */
const hoursFrom = 120;

/** How far ahead: `15 min`, `60 min`, and from two hours on `6 h` or `19 h 55 min`. */
export function horizonText(minutes: number, wording: Wording): string {
  if (minutes < hoursFrom) return wording.say('shell.minutes', { minutes });
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (rest === 0) return wording.say('shell.hours', { hours });
  return wording.say('shell.hours-minutes', { hours, minutes: String(rest).padStart(2, '0') });
}
