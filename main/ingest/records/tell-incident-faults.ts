import { incidentKinds } from '../../common/happenings.ts';
import { checkIncidents, type CheckedIncident, type IncidentFault } from '../../common/incident-checks.ts';
import { localClock } from '../../common/local-clock.ts';
import type { NoticeCode } from '../../common/notices.ts';
import type { ImportContext } from '../import-context.ts';
import { queryOne } from '../sql.ts';

/** What each fault is told as; null: told already, as a kind that is not known. */
const codes: Readonly<Record<IncidentFault, NoticeCode | null>> = {
  'coordinates-swapped': 'incident-coordinates-swapped',
  'coordinates-zero': 'incident-coordinates-zero',
  'coordinates-projected': 'incident-coordinates-projected',
  'category-unknown': null,
  'duplicates-with-other-ids': 'incident-duplicates',
  'all-at-midnight': 'incident-midnight',
  'heaped-on-full-hours': 'incident-full-hours',
  'days-unrecorded': 'incident-month-missing',
};

/** Tells in notices what looks wrong about the incidents of `happening`, all of them together. Nothing is changed. */
export async function tellIncidentFaults(context: ImportContext): Promise<void> {
  const { findings, mapping } = context;
  const columns: Partial<Record<IncidentFault, string | undefined>> = {
    'coordinates-swapped': mapping.latitudeColumn,
    'coordinates-zero': mapping.latitudeColumn,
    'coordinates-projected': mapping.latitudeColumn,
    'all-at-midnight': mapping.timeColumn,
    'heaped-on-full-hours': mapping.timeColumn,
    'days-unrecorded': mapping.timeColumn,
  };
  const known = { city: await cityOf(context), knownCategories: incidentKinds.map(({ id }) => id) };
  for (const { fault, count, first } of checkIncidents(await incidentsOf(context), known)) {
    const code = codes[fault];
    if (code === null) continue;
    const isSilence = fault === 'days-unrecorded';
    findings.add({
      severity: 'warning',
      code,
      record: isSilence ? null : Number(first),
      column: columns[fault] ?? null,
      count,
      parameters: { value: isSilence ? first : '' },
    });
  }
}

/** The middle of the places that are loaded; undefined where none is located. */
async function cityOf({
  connection,
}: ImportContext): Promise<{ readonly latitude: number; readonly longitude: number } | undefined> {
  const { latitude, longitude } = await queryOne(
    connection,
    'SELECT median(latitude) AS latitude, median(longitude) AS longitude FROM current_place',
  );
  if (typeof latitude !== 'number' || typeof longitude !== 'number') return undefined;
  return { latitude, longitude };
}

/** The incidents that are kept and located. Each is known by its record: those with one id are one already. */
async function incidentsOf({ connection, mapping }: ImportContext): Promise<CheckedIncident[]> {
  const reader = await connection.runAndReadAll(
    `SELECT record::VARCHAR, kind, epoch_ms(starts_at)::DOUBLE, latitude, longitude FROM happening
     WHERE problem IS NULL AND latitude IS NOT NULL AND longitude IS NOT NULL ORDER BY record`,
  );
  const clock = localClock(mapping.zone ?? 'UTC');
  return reader.getRows().map(([id, category, startsAt, latitude, longitude]) => ({
    id: String(id),
    category: String(category),
    localTime: clock(Number(startsAt)),
    latitude: Number(latitude),
    longitude: Number(longitude),
  }));
}
