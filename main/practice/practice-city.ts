import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Mapping } from '../common/contract/messages/sources.ts';
import { SeededRandom } from '../common/seeded-random.ts';
import { streetPlan } from './street-plan.ts';
import { simulateTraffic } from './traffic.ts';

/** A file of the practice city and how to read it. */
export interface PracticeFile {
  readonly path: string;
  readonly mapping: Mapping;
}

const days = 10;
const stepMilliseconds = 300_000;
const seed = 20_120_301;
const csv = { encoding: 'utf-8', separator: ',', decimal: '.', header: true } as const;

/**
 * Writes the practice city's export: places, links and ten days of speeds, as CSV files in the formats
 * that everybody imports. The same seed and day give the same files.
 *
 * @param before epoch milliseconds; the export ends at the last weekday afternoon peak before it, when there is something to see
 */
export async function writePracticeCity(folder: string, before: number): Promise<PracticeFile[]> {
  await mkdir(folder, { recursive: true });
  const plan = streetPlan();
  const steps = (days * 86_400_000) / stepMilliseconds;
  const end = lastPeak(before);
  const start = end - steps * stepMilliseconds;
  const random = new SeededRandom(seed);
  const speeds = simulateTraffic(plan, steps, minuteOfWeek(start), () => random.next());
  const places = [
    'key,name,latitude,longitude',
    ...plan.map((place) => [place.key, place.name, place.latitude, place.longitude].join(',')),
  ];
  const links = [
    'from,to,weight',
    ...plan.flatMap(({ key, downstream }) => {
      const next = downstream === null ? undefined : plan[downstream];
      return next ? [`${key},${next.key},1`] : [];
    }),
  ];
  const rows = Array.from({ length: steps }, (_, step) => {
    const at = new Date(start + step * stepMilliseconds).toISOString();
    return [at, ...speeds.map((row) => (Number.isNaN(row[step]) ? '' : row[step]))].join(',');
  });
  const readings = [['time', ...plan.map(({ key }) => key)].join(','), ...rows];
  const files = {
    places: join(folder, 'places.csv'),
    links: join(folder, 'links.csv'),
    readings: join(folder, 'speed.csv'),
  };
  await writeFile(files.places, places.join('\n') + '\n');
  await writeFile(files.links, links.join('\n') + '\n');
  await writeFile(files.readings, readings.join('\n') + '\n');
  return [
    {
      path: files.places,
      mapping: {
        ...csv,
        format: 'places-csv',
        placeColumn: 'key',
        nameColumn: 'name',
        latitudeColumn: 'latitude',
        longitudeColumn: 'longitude',
      },
    },
    {
      path: files.links,
      mapping: {
        ...csv,
        format: 'links-edges',
        fromColumn: 'from',
        toColumn: 'to',
        weightColumn: 'weight',
        linkType: 'road',
        linkSetName: 'roads',
      },
    },
    {
      path: files.readings,
      mapping: {
        ...csv,
        format: 'readings-wide',
        timeColumn: 'time',
        metric: 'speed',
        unit: 'km/h',
        zone: 'UTC',
      },
    },
  ];
}

function minuteOfWeek(at: number): number {
  const date = new Date(at);
  return ((date.getUTCDay() + 6) % 7) * 1440 + date.getUTCHours() * 60 + date.getUTCMinutes();
}

/** The last 17:30 UTC of a working day. */
function lastPeak(before: number): number {
  const day = 86_400_000;
  const peak = 17.5 * 3_600_000;
  let end = Math.floor((before - peak) / day) * day + peak;
  while ([0, 6].includes(new Date(end).getUTCDay())) end -= day;
  return end;
}
