import { degreesOf } from '../projection.ts';
import type { Cause, City, Effect, World } from '../words.ts';
import { flags, instants, measurements, numbers, text, wholeNumbers } from './columns.ts';
import { detectorLinks } from './detector-links.ts';
import { gridTable } from './grids.ts';
import type { FileTable } from './table.ts';

/** What the systems of the city export: all that a console may read. */
export function exportedTables(world: World): readonly FileTable[] {
  const { city, traffic, energy } = world;
  const substations = city.sites.filter(({ kind }) => kind === 'substation').map(({ key }) => key);
  return [
    gridTable(
      'traffic',
      'detector',
      city.detectors.map(({ key }) => key),
      { ...traffic },
    ),
    linksTable(city),
    feederTreeTable(city),
    gridTable(
      'feeders',
      'feeder',
      city.feeders.map(({ key }) => key),
      { load_kw: energy.feeders },
    ),
    gridTable('substations', 'substation', substations, { load_kw: energy.substations }),
    ...weatherTables(world),
    ...calendarTables(world),
    incidentsTable(world),
  ];
}

/** What really happened: for tests, never for models. */
export function truthTables(world: World, effects: readonly Effect[]): readonly FileTable[] {
  const { causes, faults, city, incidents } = world;
  const cause = (row: number): Cause => at(causes, row);
  return [
    {
      name: 'causes',
      rows: causes.length,
      columns: [
        text('key', (row) => cause(row).key),
        text('kind', (row) => cause(row).kind),
        instants('starts_at', (row) => cause(row).startsAt),
        instants('ends_at', (row) => cause(row).endsAt),
        text('at', (row) => placeOf(city, cause(row))),
        numbers('size', (row) => cause(row).size),
        instants('reported_at', (row) => cause(row).reportedAt),
        text('decoy', (row) => cause(row).decoy),
      ],
    },
    {
      name: 'effects',
      rows: effects.length,
      columns: [
        text('cause', (row) => at(effects, row).cause),
        text('place', (row) => at(effects, row).place),
        instants('time', (row) => at(effects, row).at),
        text('metric', (row) => at(effects, row).metric),
        measurements('effect', (row) => at(effects, row).effect),
      ],
    },
    {
      name: 'faults',
      rows: faults.length,
      columns: [
        text('detector', (row) => at(city.detectors, at(faults, row).detector).key),
        text('kind', (row) => at(faults, row).kind),
        instants('starts_at', (row) => at(faults, row).startsAt),
        instants('ends_at', (row) => at(faults, row).endsAt),
      ],
    },
    {
      name: 'unreported',
      rows: incidents.filter(({ reportedAt }) => reportedAt === null).length,
      columns: incidentColumns(
        city,
        incidents.filter(({ reportedAt }) => reportedAt === null),
      ),
    },
  ];
}

function linksTable(city: City): FileTable {
  const links = detectorLinks(city);
  return {
    name: 'links',
    rows: links.length,
    columns: [
      text('from', (row) => at(city.detectors, at(links, row).from).key),
      text('to', (row) => at(city.detectors, at(links, row).to).key),
      numbers('weight', (row) => at(links, row).weight),
    ],
  };
}

/** Which substation feeds which feeder. */
function feederTreeTable({ feeders, energyZones, sites }: City): FileTable {
  return {
    name: 'feeder-tree',
    rows: feeders.length,
    columns: [
      text('substation', (row) => at(sites, at(energyZones, at(feeders, row).zone).substation).key),
      text('feeder', (row) => at(feeders, row).key),
    ],
  };
}

function weatherTables({ weather, scenario }: World): readonly FileTable[] {
  const measured = weather.hours.filter(({ at: time }) => time < scenario.until);
  const ahead = weather.forecasts.flatMap(({ issuedAt, hours }) => hours.map((hour) => ({ issuedAt, hour })));
  return [
    {
      name: 'weather',
      rows: measured.length,
      columns: weatherColumns((row) => at(measured, row)),
    },
    {
      name: 'weather-forecast',
      rows: ahead.length,
      columns: [
        instants('issued', (row) => at(ahead, row).issuedAt),
        ...weatherColumns((row) => at(ahead, row).hour),
      ],
    },
  ];
}

function weatherColumns(hour: (row: number) => World['weather']['hours'][number]): FileTable['columns'] {
  return [
    instants('time', (row) => hour(row).at),
    measurements('temperature_c', (row) => hour(row).temperatureCelsius),
    measurements('rain_mm', (row) => hour(row).rainMillimetres),
    measurements('wind_ms', (row) => hour(row).windMetresPerSecond),
    measurements('visibility_m', (row) => hour(row).visibilityMetres),
    measurements('irradiance_wm2', (row) => hour(row).irradianceWattsPerSquareMetre),
  ];
}

function calendarTables({ calendar: { days, events }, causes, city, scenario }: World): readonly FileTable[] {
  const announced = new Map(causes.map(({ key, reportedAt }) => [key, reportedAt]));
  const known = events.filter(({ key }) => (announced.get(key) ?? Infinity) < scenario.until);
  const site = (row: number): City['sites'][number] => at(city.sites, at(known, row).site);
  return [
    {
      name: 'calendar',
      rows: days.length,
      columns: [
        text('date', (row) => at(days, row).date),
        text('holiday', (row) => at(days, row).holiday?.en ?? null),
        flags('school', (row) => at(days, row).isSchoolDay),
      ],
    },
    {
      name: 'events',
      rows: known.length,
      columns: [
        text('key', (row) => at(known, row).key),
        text('name', (row) => at(known, row).name.en),
        text('name_zh', (row) => at(known, row).name.zh),
        text('kind', (row) => at(known, row).kind),
        text('site', (row) => site(row).key),
        numbers('longitude', (row) => degreesOf(site(row).point)[0]),
        numbers('latitude', (row) => degreesOf(site(row).point)[1]),
        instants('starts_at', (row) => at(known, row).startsAt),
        instants('ends_at', (row) => at(known, row).endsAt),
        wholeNumbers('visitors', (row) => at(known, row).visitors),
        instants('announced', (row) => announced.get(at(known, row).key) ?? null),
      ],
    },
  ];
}

/** The log of incidents as the control room has it: what nobody reported is not in it. */
function incidentsTable({ city, incidents, causes, scenario }: World): FileTable {
  const cleared = new Map(
    causes.flatMap(({ key, kind, endsAt }) =>
      kind === 'collision' && endsAt < scenario.until ? [[key, endsAt] as const] : [],
    ),
  );
  const known = incidents
    .filter(({ reportedAt }) => reportedAt !== null && reportedAt < scenario.until)
    .sort((one, other) => (one.reportedAt ?? 0) - (other.reportedAt ?? 0));
  // Who has not arrived by the end of the data has not arrived.
  const asLogged = known.map((incident) => ({
    ...incident,
    arrivedAt: incident.arrivedAt !== null && incident.arrivedAt < scenario.until ? incident.arrivedAt : null,
  }));
  return {
    name: 'incidents',
    rows: asLogged.length,
    columns: [
      ...incidentColumns(city, asLogged),
      // The log has the clearance of what stood in the way of traffic, from the minute on.
      instants('cleared', (row) => cleared.get(at(asLogged, row).key) ?? null),
    ],
  };
}

function incidentColumns(city: City, incidents: World['incidents']): FileTable['columns'] {
  const incident = (row: number): World['incidents'][number] => at(incidents, row);
  return [
    text('key', (row) => incident(row).key),
    text('kind', (row) => incident(row).kind),
    instants('happened', (row) => incident(row).happenedAt),
    instants('reported', (row) => incident(row).reportedAt),
    instants('arrived', (row) => incident(row).arrivedAt),
    numbers('longitude', (row) => degreesOf(incident(row).point)[0]),
    numbers('latitude', (row) => degreesOf(incident(row).point)[1]),
    text('district', (row) => at(city.districts, incident(row).district).name.en),
    text('road', (row) => {
      const { road } = incident(row);
      return road === null ? null : at(city.roads, road.index).key;
    }),
    text('source', (row) => incident(row).source),
    wholeNumbers('severity', (row) => incident(row).severity),
  ];
}

function placeOf(city: City, { at: where }: Cause): string | null {
  if (where.kind === 'road') return `${at(city.roads, where.road).key}@${String(Math.round(where.atMetres))}`;
  if (where.kind === 'site') return at(city.sites, where.site).key;
  return where.kind === 'feeder' ? at(city.feeders, where.feeder).key : null;
}

function at<T>(list: readonly T[], index: number): T {
  const found = list[index];
  if (found === undefined) throw new Error(`there is no entry ${String(index)} of ${String(list.length)}`);
  return found;
}
