import type { Scenario, ScenarioId, Scenarios } from './contract/messages/scenarios.ts';
import { figureOf } from './format/figure.ts';
import { formatSigned, withUnit } from './format/numbers.ts';
import { convert, displayUnit, type UnitSystem } from './metrics.ts';
import type { Wording } from './wording.ts';

type Value = Scenario['after'];

/** Every value in the unit that the workspace shows. */
export function scenariosIn(scenarios: Scenarios, system: UnitSystem): Scenarios {
  const from = scenarios.unit;
  const unit = displayUnit(from, system);
  const end = (one: number | null): number | null => (one === null ? null : convert(one, from, unit));
  const inUnit = ({ value, lower, upper }: Value): Value => ({
    value: convert(value, from, unit),
    lower: end(lower),
    upper: end(upper),
  });
  return {
    ...scenarios,
    unit,
    before: scenarios.before === null ? null : inUnit(scenarios.before),
    scenarios: scenarios.scenarios.map((one) => ({
      ...one,
      after: inUnit(one.after),
      around: one.around.map(({ place, value }) => ({ place, value: convert(value, from, unit) })),
    })),
  };
}

/** A line of the table of scenarios: the forecast as it is, or under one of them. */
export interface ScenarioRow {
  /** Null: the forecast as it is. */
  readonly id: ScenarioId | null;
  /** From when on the inputs are otherwise; null: all along. */
  readonly at: number | null;
  readonly name: string;
  readonly value: string;
  /** Ends of the 90 % interval; empty where there is none. */
  readonly interval: string;
  /** Signed; empty for the forecast as it is. */
  readonly change: string;
  /** Null where the inputs were seen together before. */
  readonly extrapolation: string | null;
  /** How other forecasts change, as "Harbour bridge (−3.1 km/h)"; at most three. */
  readonly around: readonly string[];
}

const placesNamed = 3;

/** The table of scenarios, the forecast as it is first; empty where there is nothing to tell. Values in the unit shown. */
export function scenarioRows(
  { before, scenarios, unit, asOf }: Scenarios,
  wording: Wording,
  placeName: (place: number) => string,
): readonly ScenarioRow[] {
  if (before === null || scenarios.length === 0) return [];
  const { decimals } = figureOf({ ...before, usual: null }, unit);
  const row = (value: Value): Pick<ScenarioRow, 'value' | 'interval'> => {
    const figure = figureOf({ ...value, usual: null }, unit);
    return { value: figure.value, interval: figure.interval ?? '' };
  };
  return [
    {
      ...{ id: null, at: null, name: wording.say('scenario.as-it-is'), ...row(before) },
      ...{ change: '', extrapolation: null, around: [] },
    },
    ...scenarios.map(({ id, at, after, isExtrapolation, around }) => ({
      ...{ id, at, name: scenarioName({ id, at }, asOf, wording), ...row(after) },
      change: formatSigned(changeOf(before, after, decimals), decimals),
      extrapolation: isExtrapolation
        ? wording.say(id === 'events-ended' ? 'scenario.extrapolation-events' : 'scenario.extrapolation')
        : null,
      around: changesSeen(around, decimals)
        .slice(0, placesNamed)
        .map(({ place, value }) => `${placeName(place)} (${withUnit(formatSigned(value, decimals), unit)})`),
    })),
  ];
}

/** What is otherwise in a scenario, and from when on. */
export function scenarioName(
  { id, at }: Pick<Scenario, 'id' | 'at'>,
  asOf: number | null,
  wording: Wording,
): string {
  return wording.say(`scenario.${id}`, { minutes: minutesAfter(at, asOf) });
}

/** How long after the data cut-off something happens, minutes. */
export function minutesAfter(at: number | null, asOf: number | null): number {
  return at === null || asOf === null ? 0 : Math.round((at - asOf) / 60_000);
}

/** One scenario of each id: the one from so many minutes after the data cut-off on, else the earliest. */
export function oneOfEach(
  { scenarios, asOf }: Pick<Scenarios, 'scenarios' | 'asOf'>,
  minutes: ReadonlyMap<ScenarioId, number>,
): readonly Scenario[] {
  return [...new Set(scenarios.map(({ id }) => id))].flatMap((id) => {
    const ofId = scenarios.filter((one) => one.id === id);
    return ofId.find(({ at }) => minutesAfter(at, asOf) === minutes.get(id)) ?? ofId[0] ?? [];
  });
}

/** What has to be known to read the table. */
export function scenarioRemarks({ scenarios }: Scenarios, wording: Wording): readonly string[] {
  if (scenarios.length === 0) return [];
  const hasCleared = scenarios.some(({ id }) => id === 'incidents-cleared');
  return [wording.say('scenario.about'), ...(hasCleared ? [wording.say('scenario.about-cleared')] : [])];
}

/** Those of some changes that are more than nothing as they are shown. */
export function changesSeen(around: Scenario['around'], decimals: number): Scenario['around'] {
  return around.filter(({ value }) => Number(value.toFixed(decimals)) !== 0);
}

/** What the numbers as they are shown differ by. */
export function changeOf(before: Value, after: Value, decimals: number): number {
  return Number(after.value.toFixed(decimals)) - Number(before.value.toFixed(decimals));
}

/** Why there is nothing to tell; null where there is. */
export function noScenariosText({ state, scenarios }: Scenarios, wording: Wording): string | null {
  if (state !== 'told') return wording.say(`scenario.none-${state}`);
  return scenarios.length === 0 ? wording.say('scenario.none') : null;
}
