import { copyFileSync, writeFileSync, chmodSync } from 'node:fs';
import { join } from 'node:path';
import { SeededRandom } from '../../../main/common/seeded-random.ts';

/** The export of a road sensor system: four files, as the real "Los-loop" has them. */
export interface LoopFiles {
  /** Wide, one column per sensor, mph, five minutes a row, no column of times. */
  readonly speed: string;
  readonly sensors: string;
  /** Directed, one row each, self-links included. */
  readonly links: string;
  /** No header; the order is that of the speeds' columns. */
  readonly adjacency: string;
  /** How many sensors. */
  readonly places: number;
  /** One of them, by its name. */
  readonly place: string;
  /** When the first row of speeds starts, on the clock of the zone. */
  readonly startsAt: string;
  readonly zone: string;
  /** An instant in the data to forecast from, four in the afternoon on the clock of the zone. */
  readonly asOf: string;
}

const names = ['speed.csv', 'sensors.csv', 'links.csv', 'adjacency.csv'] as const;

/** Where the sensors of the generated files stand: a lattice around the harbour of Marseille, its middle one in the middle. */
const columns = 5;
const rows = 5;
const days = 2;
const stepsPerDay = 288;
const seed = 716_328;

/** Writes two days of 25 made-up sensors, an incident in the last hour and a half; the same files each time. */
export function writeLoopFiles(folder: string): LoopFiles {
  const random = new SeededRandom(seed);
  const sensors = Array.from({ length: columns * rows }, (_, index) => ({
    id: 716_300 + index * 7,
    latitude: 43.3 + (Math.floor(index / columns) - 2) * 0.02,
    longitude: 5.38 + ((index % columns) - 2) * 0.025,
    free: 58 + random.next() * 10,
    jam: 8 + random.next() * 30,
    rush: index % 2 === 0 ? 8.2 : 17.4,
  }));
  const speeds = Array.from({ length: days * stepsPerDay }, (_, step) => {
    const hour = ((step % stepsPerDay) * 24) / stepsPerDay;
    const incident = step > days * stepsPerDay - 18 ? 30 : 0;
    return sensors
      .map(({ free, jam, rush }) => {
        const slower = jam * Math.exp(-(((hour - rush) / 1.3) ** 2)) + (rush < 12 ? incident : 0);
        return Math.max(4, free - slower + (random.next() - 0.5) * 4).toFixed(1);
      })
      .join(',');
  });
  const weight = (from: number, to: number): number => {
    const distance = Math.hypot(
      Math.floor(from / columns) - Math.floor(to / columns),
      (from % columns) - (to % columns),
    );
    return distance > 1.5 ? 0 : Number(Math.exp(-(distance ** 2)).toFixed(4));
  };
  const matrix = sensors.map((_, from) => sensors.map((__, to) => weight(from, to)));
  const edges = matrix.flatMap((line, from) =>
    line.flatMap((value, to) => (value > 0 ? [[sensors[from]?.id, sensors[to]?.id, value].join(',')] : [])),
  );
  const contents = [
    [sensors.map(({ id }) => id).join(','), ...speeds],
    [
      'index,sensor_id,latitude,longitude',
      ...sensors.map(({ id, latitude, longitude }, index) =>
        [index, id, latitude.toFixed(5), longitude.toFixed(5)].join(','),
      ),
    ],
    ['from,to,weight', ...edges],
    matrix.map((line) => line.join(',')),
  ];
  for (const [index, name] of names.entries()) {
    writeFileSync(join(folder, name), `${contents[index]?.join('\n') ?? ''}\n`);
  }
  return {
    ...pathsIn(folder),
    places: sensors.length,
    place: '716398',
    startsAt: '2024-03-05T00:00',
    zone: 'Europe/Paris',
    asOf: '2024-03-06T16:00',
  };
}

/** Copies the real files to where the console's user can read them. */
export function copyLosLoop(from: string, folder: string): LoopFiles {
  for (const name of names) {
    copyFileSync(join(from, name), join(folder, name));
    chmodSync(join(folder, name), 0o644);
  }
  return {
    ...pathsIn(folder),
    places: 207,
    place: '773869',
    startsAt: '2012-03-01T00:00',
    zone: 'America/Los_Angeles',
    asOf: '2012-03-07T16:00',
  };
}

function pathsIn(folder: string): Pick<LoopFiles, 'speed' | 'sensors' | 'links' | 'adjacency'> {
  const [speed, sensors, links, adjacency] = names.map((name) => join(folder, name));
  return { speed: speed ?? '', sensors: sensors ?? '', links: links ?? '', adjacency: adjacency ?? '' };
}
