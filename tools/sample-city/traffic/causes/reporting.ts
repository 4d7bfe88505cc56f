import { exponential } from '../../draws.ts';
import { type SeededRandom } from '../../../../main/common/seeded-random.ts';

const minute = 60_000;
/** Of what happens without notice: the share that nobody reports, and the share that is reported late. */
const unreportedShare = 0.15;
const lateShare = 0.15;
const promptMinutes = 4;
const lateMinutes = { least: 20, mean: 25 };

/** When the control room hears of something: soon, late or never (three in ten are late or never heard of). */
export function reportTime(random: SeededRandom, startsAt: number): number | null {
  const draw = random.next();
  const wait = exponential(random, 1);
  if (draw < unreportedShare) return null;
  const late = lateMinutes.least + lateMinutes.mean * wait;
  const minutes = draw < unreportedShare + lateShare ? late : promptMinutes * wait;
  return startsAt + Math.round(minutes) * minute;
}

/** What is announced before it begins is late or missing in the log as often. @param notice milliseconds before the start */
export function announceTime(random: SeededRandom, startsAt: number, notice: number): number | null {
  const reported = reportTime(random, startsAt);
  if (reported === null) return null;
  return reported - startsAt > lateMinutes.least * minute ? reported : startsAt - notice;
}
