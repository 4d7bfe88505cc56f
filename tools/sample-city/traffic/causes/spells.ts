import { streamOf } from '../../random.ts';
import { story } from '../../story.ts';
import { type Cause, type CauseKind, type Scenario, type Weather, type WeatherHour } from '../../words.ts';
import { reportTime } from './reporting.ts';

const minute = 60_000;
const hour = 60 * minute;
/** Hours with less are dry for traffic. */
const leastRain = 0.1;
const fogBelowMetres = 1000;

/** Spells of rain, the dry hours of the weather between them; size is their mean in mm/h. */
export function rainCauses(scenario: Scenario, weather: Weather): readonly Cause[] {
  const told = story.rain;
  const spells = spellsOf(
    weather,
    ({ rainMillimetres }) => rainMillimetres >= leastRain,
    (hours) => hours.reduce((sum, { rainMillimetres }) => sum + rainMillimetres, 0) / hours.length,
  );
  return spells.map((spell) => {
    const isTold = spell.startsAt <= told.startsAt && spell.endsAt > told.startsAt;
    const scripted = isTold ? { startsAt: told.startsAt, endsAt: told.endsAt } : {};
    return asCause(scenario, 'rain', { ...spell, ...scripted }, isTold);
  });
}

/** Spells of fog; size is 0, the visibility stands in the weather. */
export function fogCauses(scenario: Scenario, weather: Weather): readonly Cause[] {
  return spellsOf(
    weather,
    ({ visibilityMetres }) => visibilityMetres < fogBelowMetres,
    () => 0,
  ).map((spell) => asCause(scenario, 'fog', spell, false));
}

interface Spell {
  readonly startsAt: number;
  readonly endsAt: number;
  readonly size: number;
}

function asCause(scenario: Scenario, kind: CauseKind, spell: Spell, isTold: boolean): Cause {
  const key = `${kind}-${new Date(spell.startsAt).toISOString().slice(0, 13)}`;
  const random = streamOf(scenario.seed, key);
  const shift = (limit: number): number => Math.floor(random.next() * limit) * minute;
  const startsAt = isTold ? spell.startsAt : spell.startsAt + shift(40);
  const endsAt = isTold ? spell.endsAt : spell.endsAt - shift(20);
  const reported = reportTime(random, startsAt);
  return {
    key,
    kind,
    startsAt,
    endsAt,
    at: { kind: 'everywhere' },
    size: Math.round(spell.size * 10) / 10,
    reportedAt: isTold ? startsAt + 5 * minute : reported,
    decoy: null,
  };
}

function spellsOf(
  weather: Weather,
  isWithin: (hour: WeatherHour) => boolean,
  sizeOf: (hours: readonly WeatherHour[]) => number,
): Spell[] {
  const spells: Spell[] = [];
  let open: WeatherHour[] = [];
  const close = (): void => {
    const [first, last] = [open[0], open.at(-1)];
    if (first !== undefined && last !== undefined)
      spells.push({ startsAt: first.at, endsAt: last.at + hour, size: sizeOf(open) });
    open = [];
  };
  for (const each of weather.hours) {
    if (isWithin(each)) open.push(each);
    else close();
  }
  close();
  return spells;
}
