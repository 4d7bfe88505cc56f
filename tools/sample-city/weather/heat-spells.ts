import { dayMilliseconds, hourMilliseconds } from '../calendar/span.ts';
import { streamOf } from '../random.ts';
import { story } from '../story.ts';
import { type Scenario } from '../words.ts';

/** Days that are warmer than the norm. */
export interface HeatSpell {
  readonly key: string;
  readonly startsAt: number;
  readonly hottestAt: number;
  readonly endsAt: number;
  /** °C above the norm when it is hottest. */
  readonly celsius: number;
}

const longestDays = 8;
const weekMilliseconds = 7 * dayMilliseconds;

/** Warm spells that touch `[from, until)`: the story's, and now and then one in the weeks from May to September. */
export function heatSpellsOf(scenario: Scenario, from: number, until: number): readonly HeatSpell[] {
  if (scenario.without.has('heat')) return [];
  const spells: HeatSpell[] = [{ key: 'heat-story', ...story.heat }];
  const firstWeek = Math.floor((from - longestDays * dayMilliseconds) / weekMilliseconds);
  for (let week = firstWeek; week * weekMilliseconds < until; week++) {
    const spell = drawn(scenario.seed, week);
    if (spell && isApart(spell)) spells.push(spell);
  }
  return spells.filter((spell) => spell.endsAt > from && spell.startsAt < until);
}

function drawn(seed: number, week: number): HeatSpell | null {
  const random = streamOf(seed, 'weather', 'heat', week);
  const day = Math.floor((week * weekMilliseconds) / dayMilliseconds) + random.below(7);
  const startsAt = day * dayMilliseconds + 4 * hourMilliseconds;
  const month = new Date(startsAt).getUTCMonth() + 1;
  const days = 2 + random.below(3);
  const celsius = 4 + 3 * random.next();
  if (random.next() > 0.16 || month < 5 || month > 9) return null;
  return {
    key: `heat-${new Date(startsAt).toISOString().slice(0, 10)}`,
    startsAt,
    hottestAt: startsAt + (days - 1) * dayMilliseconds + 11 * hourMilliseconds,
    endsAt: startsAt + days * dayMilliseconds,
    celsius,
  };
}

/** The story's week stays as it is written: nothing else is warm within ten days of it. */
function isApart(spell: HeatSpell): boolean {
  const margin = 10 * dayMilliseconds;
  return spell.endsAt < story.heat.startsAt - margin || spell.startsAt > story.heat.endsAt + margin;
}

/** °C that a spell adds: rising smoothly to its hottest hour and falling after it, two thirds as much at night. */
export function warmthOf(spell: HeatSpell, at: number): number {
  if (at <= spell.startsAt || at >= spell.endsAt) return 0;
  const progress =
    at < spell.hottestAt
      ? (at - spell.startsAt) / (spell.hottestAt - spell.startsAt)
      : (spell.endsAt - at) / (spell.endsAt - spell.hottestAt);
  const hourOfDay = (at % dayMilliseconds) / hourMilliseconds;
  const daytime = (1 + Math.cos((2 * Math.PI * (hourOfDay - 15)) / 24)) / 2;
  return spell.celsius * Math.sin((Math.PI / 2) * progress) ** 0.8 * (0.65 + 0.35 * daytime);
}
