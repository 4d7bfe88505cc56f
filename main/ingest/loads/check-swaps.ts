import { localClock } from '../../common/local-clock.ts';
import type { ImportContext } from '../import-context.ts';
import { numberOf, query, queryOne, textOf } from '../sql.ts';
import { swappedMeters } from './swapped-meters.ts';

/** A day is looked at by the means of so many parts of equal length. */
const parts = 8;
const day = 86_400_000;

/** Tells of pairs of meters that exchange their readings from some day on. They are kept: which one is right is not in the file. */
export async function checkSwaps(context: ImportContext, kept: string): Promise<void> {
  const { connection, findings, mapping } = context;
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
  const pairs = swappedMeters({ places, days, parts, values });
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
