import { hourMilliseconds, hourlyStart } from '../calendar/span.ts';
import {
  type Calendar,
  type Cause,
  type City,
  type EnergyReadings,
  type Grid,
  type Scenario,
  type Weather,
} from '../words.ts';
import { heatSpellsOf } from '../weather/heat-spells.ts';
import { cityLoad, type CityLoad, stepMilliseconds } from './city-load.ts';
import { fedEvents, feederSpan, type FeederSpan } from './feeder-span.ts';
import { dropGaps } from './meter-gaps.ts';

const stepsAnHour = hourMilliseconds / stepMilliseconds;

/** What feeders and substations read, and the causes that lie behind: warm spells and outages. */
export function makeEnergy(
  scenario: Scenario,
  city: City,
  calendar: Calendar,
  weather: Weather,
): { readonly readings: EnergyReadings; readonly causes: readonly Cause[] } {
  const shared = cityLoad(scenario, calendar, weather);
  const substations = city.sites.flatMap(({ kind }, site) => (kind === 'substation' ? [site] : []));
  const readings: EnergyReadings = {
    feeders: emptyGrid(shared, hourMilliseconds, city.feeders.length),
    substations: emptyGrid(shared, stepMilliseconds, substations.length),
  };
  const events = fedEvents(city, calendar);
  const outages: Cause[] = [];
  for (const [index, feeder] of city.feeders.entries()) {
    const span = feederSpan(scenario, city, index, shared, events);
    readHours(readings.feeders, index, span);
    silence(readings.feeders, index, span);
    dropGaps(scenario.seed, readings.feeders, index, feeder.key);
    addTo(readings.substations, substations.indexOf(city.energyZones[feeder.zone]?.substation ?? -1), span);
    outages.push(...span.outages.map(({ cause }) => cause));
  }
  for (const [place, site] of substations.entries())
    dropGaps(scenario.seed, readings.substations, place, city.sites[site]?.key ?? '');
  for (const grid of [readings.feeders, readings.substations]) round(grid.values);
  return { readings, causes: [...heatCauses(scenario), ...outages.sort(byStart)] };
}

function heatCauses(scenario: Scenario): readonly Cause[] {
  return heatSpellsOf(scenario, hourlyStart(scenario), scenario.until).map((spell) => ({
    key: spell.key,
    kind: 'heat',
    startsAt: spell.startsAt,
    endsAt: spell.endsAt,
    at: { kind: 'everywhere' },
    size: Math.round(spell.celsius * 10) / 10,
    reportedAt: spell.startsAt,
    decoy: null,
  }));
}

function byStart(left: Cause, right: Cause): number {
  return left.startsAt - right.startsAt || (left.key < right.key ? -1 : 1);
}

function emptyGrid(shared: CityLoad, step: number, places: number): Grid {
  const steps = (shared.steps * stepMilliseconds) / step;
  return {
    start: shared.start,
    stepSeconds: step / 1000,
    steps,
    values: new Float32Array(places * steps),
  };
}

/** Means of hours from those of their quarters. */
function readHours(grid: Grid, place: number, { load }: FeederSpan): void {
  for (let hour = 0; hour < grid.steps; hour++) {
    let sum = 0;
    for (let quarter = 0; quarter < stepsAnHour; quarter++) sum += load[hour * stepsAnHour + quarter] ?? 0;
    grid.values[place * grid.steps + hour] = sum / stepsAnHour;
  }
}

/** Meters that go down with their feeder say nothing in the hours that lie mostly within the outage. */
function silence(grid: Grid, place: number, { outages }: FeederSpan): void {
  for (const { cause, meter } of outages) {
    if (meter === 'on') continue;
    const first = Math.max(0, Math.round((cause.startsAt - grid.start) / hourMilliseconds));
    const end = Math.min(grid.steps, Math.round((cause.endsAt - grid.start) / hourMilliseconds));
    for (let hour = first; hour < end; hour++) grid.values[place * grid.steps + hour] = Number.NaN;
  }
}

function addTo(grid: Grid, place: number, { load }: FeederSpan): void {
  if (place < 0) return;
  for (let step = 0; step < grid.steps; step++)
    grid.values[place * grid.steps + step] =
      (grid.values[place * grid.steps + step] ?? 0) + (load[step] ?? 0);
}

/** Meters tell tenths of a kW. */
function round(values: Float32Array): void {
  for (let index = 0; index < values.length; index++)
    values[index] = Math.round((values[index] ?? Number.NaN) * 10) / 10;
}
