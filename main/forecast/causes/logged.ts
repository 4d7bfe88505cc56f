import type { LoggedCause, LoggedOnRoad, LoggedOutage } from '../../../models/explain/causes/question.ts';
import type { Point, RoadMap } from '../../../models/explain/causes/road-map.ts';
import { spellOf } from '../../../models/explain/causes/spell.ts';
import type { EventRow, IncidentRow, WeatherValue, Whereabouts } from '../../common/rows/surroundings.ts';
import { weatherColumns } from '../covariates/weather.ts';
import type { ForecastStore } from '../ports.ts';
import type { CityRoads } from './city-roads.ts';

const minute = 60_000;
const hour = 60 * minute;

/** What may still matter, and how far from a place. Milliseconds and metres. */
const reach = {
  /** Something on the road, or an outage, of which nobody says that it is over, and something that is. */
  open: 3 * hour,
  over: hour,
  roadMetres: 5000,
  outageMetres: 3000,
  beforeEvent: 2.5 * hour,
  afterEvent: 2 * hour,
  eventMetres: 3000,
  spell: 8 * hour,
} as const;

/** A logged cause and what the log says of it besides. */
export interface KnownCause {
  readonly cause: LoggedCause;
  readonly name: string | null;
  /** Degrees; null for what is everywhere. */
  readonly position: { readonly latitude: number; readonly longitude: number } | null;
}

/** What the log had by a cut-off and may still matter at a place. @param asOf the end of a step */
export async function loggedAround(
  store: Pick<ForecastStore, 'surroundings'>,
  city: CityRoads,
  place: number,
  asOf: number,
  stepMilliseconds: number,
): Promise<readonly KnownCause[]> {
  const { roads } = city;
  const request = { from: asOf - reach.spell, to: asOf + reach.beforeEvent, asOf };
  const incidents = await store.surroundings.incidents({ ...request, to: asOf + 1 });
  const events = await store.surroundings.events(request);
  const weather = await store.surroundings.weather(['rain', 'visibility'], request);
  const whereIs = ({ latitude, longitude }: Whereabouts) =>
    latitude === null || longitude === null
      ? null
      : { position: { latitude, longitude }, point: city.pointAt(latitude, longitude) };
  return [
    ...incidents.flatMap((row): KnownCause[] => {
      const where = whereIs(row);
      const cause = where === null ? null : ofIncident(row, where.point, asOf);
      if (where === null || cause === null) return [];
      const furthest = cause.kind === 'outage' ? reach.outageMetres : reach.roadMetres;
      if (roads.metresTo(place, where.point) > furthest) return [];
      return [{ cause, name: null, position: where.position }];
    }),
    ...events.flatMap((row): KnownCause[] => {
      const where = whereIs(row);
      if (where === null || !isAbout(row, roads, place, where.point, asOf)) return [];
      const { key, startsAt, endsAt, visitors, name } = row;
      const cause = { kind: 'event' as const, key, point: where.point, startsAt, endsAt, visitors };
      return [{ cause, name, position: where.position }];
    }),
    ...spells(weather, asOf, stepMilliseconds),
  ];
}

const kindsOfIncidents: readonly (LoggedOnRoad | LoggedOutage)['kind'][] = [
  'collision',
  'breakdown',
  'roadworks',
  'closure',
  'outage',
];

function ofIncident(row: IncidentRow, point: Point, asOf: number): LoggedOnRoad | LoggedOutage | null {
  const kind = kindsOfIncidents.find((one) => one === row.kind);
  const { key, startsAt, endsAt } = row;
  const isOpen = endsAt === null;
  if (kind === undefined || startsAt > asOf) return null;
  if (isOpen ? asOf - startsAt >= reach.open : endsAt <= asOf - reach.over) return null;
  return { kind, key, point, startsAt, endsAt };
}

function isAbout(
  { startsAt, endsAt }: EventRow,
  roads: RoadMap,
  place: number,
  point: Point,
  asOf: number,
): boolean {
  const isNow = startsAt - reach.beforeEvent < asOf && endsAt + reach.afterEvent > asOf;
  return isNow && roads.metresTo(place, point) < reach.eventMetres;
}

function spells(
  values: readonly WeatherValue[],
  asOf: number,
  stepMilliseconds: number,
): readonly KnownCause[] {
  const steps = Math.round(reach.spell / stepMilliseconds);
  const columns = weatherColumns({ from: asOf - steps * stepMilliseconds, steps, stepMilliseconds }, values);
  return (['rain', 'fog'] as const).flatMap((kind): KnownCause[] => {
    const cause = spellOf(kind, columns.get(`${kind}-now`) ?? new Float32Array(0), asOf, stepMilliseconds);
    return cause === null ? [] : [{ cause, name: null, position: null }];
  });
}
