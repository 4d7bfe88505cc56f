import { localClock } from '../../common/local-clock.ts';
import type { Unit } from '../../common/metrics.ts';
import type { ImportContext } from '../import-context.ts';
import { numberOf, query, queryOne, textOf } from '../sql.ts';
import { swappedMeters } from './swapped-meters.ts';

/** A day is looked at by the means of so many parts of equal length. */
const parts = 8;
const day = 86_400_000;

/** Days before the file that are looked at too: a week on either side of a day on which a week of the file's places is complete. */
const daysBefore = 14;
/** A day counts as one of this file while a week from it on reaches into the file. */
const weekDays = 7;

/**
 * Tells of pairs of meters that exchange their readings from some day on, also where they do so from one file to the next. They are kept: which one is
 * right is in no file.
 */
export async function checkSwaps(context: ImportContext, own: string): Promise<void> {
  const { connection, findings, mapping } = context;
  const begin = numberOf(
    await queryOne(connection, `SELECT epoch_ms(min(starts_at))::DOUBLE AS begin FROM (${own})`),
    'begin',
  );
  const kept = `SELECT place_no, starts_at, value FROM (${own}) UNION ALL ${before(begin, mapping.unit)}`;
  const span = await queryOne(
    connection,
    `SELECT epoch_ms(min(starts_at))::DOUBLE AS first, epoch_ms(max(starts_at))::DOUBLE AS last, max(place_no) + 1 AS places FROM (${kept})`,
  );
  const first = numberOf(span, 'first');
  const offset = localClock(mapping.zone ?? 'UTC')(first) - first;
  const firstDay = Math.floor((first + offset) / day);
  const days = Math.floor((numberOf(span, 'last') + offset) / day) - firstDay + 1;
  const places = numberOf(span, 'places');
  const values = new Float64Array(places * days * parts).fill(NaN);
  const reader = await connection.runAndReadAll(
    `SELECT place_no, ((epoch_ms(starts_at) + ${offset}) // ${day / parts} - ${firstDay * parts})::INTEGER AS part, avg(value)
     FROM (${kept}) GROUP BY ALL`,
  );
  const [place = [], part = [], mean = []] = reader.getColumns();
  for (const [row, value] of mean.entries())
    values[Number(place[row]) * days * parts + Number(part[row])] = Number(value);
  const ofFile = Math.floor((begin + offset) / day) - firstDay;
  const pairs = swappedMeters({ places, days, parts, values }).filter(
    (found) => found.day > ofFile - weekDays,
  );
  const [pair] = pairs;
  if (pair === undefined) return;
  const keys = new Map(
    (await query(connection, 'SELECT place_no, key FROM place_list')).map((row) => [
      numberOf(row, 'place_no'),
      textOf(row, 'key'),
    ]),
  );
  findings.add({
    severity: 'warning',
    code: 'load-meters-swapped',
    record: null,
    column: null,
    count: pairs.length,
    parameters: {
      place: keys.get(pair.first) ?? '',
      other: keys.get(pair.second) ?? '',
      value: new Date((firstDay + pair.day) * day).toISOString().slice(0, 10),
    },
  });
}

/** SQL of what the places of the file read on the days before it, in the unit of the file. @param begin its first time, epoch milliseconds */
function before(begin: number, unit: Unit | undefined): string {
  const to = `make_timestamptz(${begin}::BIGINT * 1000)`;
  const value = `r.value * CASE WHEN s.unit = 'MW' THEN 1000 ELSE 1 END / ${unit === 'MW' ? 1000 : 1}`;
  return `SELECT l.place_no, r.starts_at, ${value} AS value FROM place_list l JOIN place p USING (key)
    JOIN series s ON s.place_id = p.place_id AND s.metric = 'load' JOIN current_reading r USING (series_id)
    WHERE r.starts_at < ${to} AND r.starts_at >= ${to} - INTERVAL ${daysBefore} DAY`;
}
