import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import type { CountedIncident } from '../../../main/forecast/counts/count-incidents.ts';

const file = join(
  process.env['METROPOLE_DATA'] ?? join(import.meta.dirname, '../../../../shared/data'),
  'nyc-crime/NYC_Crime.zip',
);

/** Whether the real file is there. */
export const haveNewYork = existsSync(file);

const noticed = { yet: false };

/** Says once, visibly, that the tests on real data were left out. */
export function noticeWithoutNewYork(): void {
  if (haveNewYork || noticed.yet) return;
  noticed.yet = true;
  console.warn(`NOTICE: no ${file}; tests on real data are skipped (set METROPOLE_DATA)`);
}

/** The real file, as it is in its archive. */
export function newYorkCsv(): Uint8Array {
  return unzipSync(readFileSync(file))['NYC_Crime.csv'] ?? new Uint8Array(0);
}

/** Recorded crime of 2014 and 2015. Local times stand as if they were UTC: count in the zone `UTC`. */
export function newYork(): CountedIncident[] {
  const [, ...rows] = new TextDecoder().decode(newYorkCsv()).trim().split(/\r?\n/);
  return rows.map((row) => {
    const [when = '', , category = '', , , latitude, longitude] = row.split(',');
    const [, month, day, year, hour, minute, second, half] =
      /^(\d+)\/(\d+)\/(\d+) (\d+):(\d+):(\d+) ([AP])M$/.exec(when) ?? [];
    const startsAt = Date.UTC(
      Number(year),
      Number(month) - 1,
      Number(day),
      (Number(hour) % 12) + (half === 'P' ? 12 : 0),
      Number(minute),
      Number(second),
    );
    return { category, startsAt, latitude: Number(latitude), longitude: Number(longitude) };
  });
}
