import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Mapping } from '../../../main/common/contract/messages/sources.ts';
import type { OracleError } from '../truth/oracle.ts';
import { cityZone, type Scenario } from '../words.ts';

/** How a file of the sample city is read into a workspace. */
export interface ManifestImport {
  readonly file: string;
  readonly mapping: Partial<Mapping> & Pick<Mapping, 'format'>;
}

export interface Manifest {
  readonly name: { readonly en: string; readonly zh: string };
  readonly zone: string;
  readonly scenario: Omit<Scenario, 'without'> & { readonly without: readonly string[] };
  /** sha256 over what the city exports, the same on every machine. */
  readonly content: string;
  /** What no forecast of speed can beat, km/h; null where it was not computed. */
  readonly oracle: readonly OracleError[] | null;
  /** The incident of the guided tour: key of the detector that stands before it; null where the world is without it. */
  readonly tour: { readonly detector: string; readonly incidentAt: number } | null;
  /** In the order in which they are read. */
  readonly imports: readonly ManifestImport[];
  readonly files: readonly { readonly file: string; readonly bytes: number; readonly sha256: string }[];
}

export const manifestName = 'manifest.json';

/**
 * What a workspace of the sample city is made of.
 * @param csv whether its readings are CSV
 */
export function importsOf(csv: boolean): readonly ManifestImport[] {
  return [
    {
      file: 'detectors.geojson',
      mapping: { format: 'places-geojson', placeColumn: 'key', nameColumn: 'name' },
    },
    {
      file: 'links.csv',
      mapping: {
        format: 'links-edges',
        fromColumn: 'from',
        toColumn: 'to',
        weightColumn: 'weight',
        linkType: 'road',
        linkSetName: 'roads',
      },
    },
    readings('traffic', csv, {
      placeColumn: 'detector',
      valueColumn: 'speed',
      metric: 'speed',
      unit: 'km/h',
    }),
    {
      file: 'energy.geojson',
      mapping: { format: 'places-geojson', placeColumn: 'key', nameColumn: 'name' },
    },
    {
      file: 'feeder-tree.csv',
      mapping: {
        format: 'links-edges',
        fromColumn: 'substation',
        toColumn: 'feeder',
        linkType: 'feeder-tree',
        linkSetName: 'feeder tree',
      },
    },
    readings('feeders', csv, { placeColumn: 'feeder', valueColumn: 'load_kw', metric: 'load', unit: 'kW' }),
    { file: 'weather.csv', mapping: weather },
    {
      file: `weather-forecast.${csv ? 'csv' : 'parquet'}`,
      mapping: { ...weather, issuedColumn: 'issued' },
    },
    {
      file: 'incidents.csv',
      mapping: {
        format: 'incidents',
        keyColumn: 'key',
        kindColumn: 'kind',
        timeColumn: 'happened',
        endColumn: 'cleared',
        receivedColumn: 'reported',
        latitudeColumn: 'latitude',
        longitudeColumn: 'longitude',
        reporterColumn: 'source',
        severityColumn: 'severity',
        zone: 'UTC',
      },
    },
    {
      file: 'events.csv',
      mapping: {
        format: 'events',
        keyColumn: 'key',
        nameColumn: 'name',
        kindColumn: 'kind',
        timeColumn: 'starts_at',
        endColumn: 'ends_at',
        receivedColumn: 'announced',
        latitudeColumn: 'latitude',
        longitudeColumn: 'longitude',
        visitorsColumn: 'visitors',
        zone: 'UTC',
      },
    },
    { file: 'calendar.csv', mapping: { format: 'calendar', timeColumn: 'date', holidayColumn: 'holiday' } },
  ];
}

const weather = {
  format: 'weather',
  timeColumn: 'time',
  rainColumn: 'rain_mm',
  temperatureColumn: 'temperature_c',
  windColumn: 'wind_ms',
  visibilityColumn: 'visibility_m',
  irradianceColumn: 'irradiance_wm2',
  zone: 'UTC',
} as const satisfies ManifestImport['mapping'];

/** What is measured, and where it stands. */
type Measured = Required<Pick<Mapping, 'placeColumn' | 'valueColumn' | 'metric' | 'unit'>>;

function readings(name: string, csv: boolean, measured: Measured): ManifestImport {
  return {
    file: `${name}.${csv ? 'csv' : 'parquet'}`,
    mapping: {
      format: csv ? 'readings-long' : 'readings-parquet',
      timeColumn: 'time',
      zone: cityZone,
      ...measured,
    },
  };
}

/** Every file of a folder with its size and hash, in order of its name. */
export function filesOf(folder: string): Manifest['files'] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== manifestName)
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => ({
      file: relative(folder, path).replaceAll('\\', '/'),
      bytes: statSync(path).size,
      sha256: createHash('sha256').update(readFileSync(path)).digest('hex'),
    }));
}
