import type { Mapping } from '../../common/contract/messages/sources.ts';
import { literal } from '../sql.ts';

/** ISO 8601 date, with or without a time, and with nothing behind it that says a zone. */
const localPattern = String.raw`^\d{4}[-/]\d{1,2}[-/]\d{1,2}([ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?)?$`;
/** The same with an offset from UTC. */
const offsetPattern = String.raw`^\d{4}[-/]\d{1,2}[-/]\d{1,2}[ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)? ?(Z|z|UTC|[+-]\d{2}(:?\d{2})?)$`;
/** Seconds (9 or 10 digits) or milliseconds (12 or 13) since 1970. */
const epochPattern = String.raw`^\d{9,10}(\.\d+)?$|^\d{12,13}$`;
/** A fixed offset such as `+01:00`, as far as clocks on earth go. */
const fixedOffset = /^([+-])(0\d|1[0-4]):?([0-5]\d)$/;

/** SQL for `said` with an offset as DuckDB takes it: with seconds before it, no space, and `+00` for Z and UTC. */
const plainOffset = [
  ['( ?)(Z|z|UTC)$', '+00'],
  [String.raw` ([+-]\d{2}(:?\d{2})?)$`, String.raw`\1`],
  [String.raw`([ T]\d{1,2}:\d{2})([+-])`, String.raw`\1:00\2`],
].reduce((text, [pattern = '', by = '']) => `regexp_replace(${text}, '${pattern}', '${by}')`, 'said');

/** True for zones that DuckDB need not look up: a fixed offset from UTC, or UTC itself. */
export function isFixedOffset(zone: string): boolean {
  return zone === 'UTC' || fixedOffset.test(zone);
}

/** Minutes east of UTC of a fixed offset; 0 for UTC. */
function offsetMinutes(zone: string): number {
  const match = fixedOffset.exec(zone);
  if (match === null) return 0;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return match[1] === '-' ? -minutes : minutes;
}

/**
 * SQL that turns the text column `said` into two columns: `instant` (TIMESTAMPTZ, when the text itself says which
 * instant it is) and `local_time` (TIMESTAMP on the clock of the mapping's zone). Both are null when it is unreadable.
 */
export function parsedTimes(timeFormat: string | undefined): {
  readonly instant: string;
  readonly local: string;
} {
  if (timeFormat !== undefined) {
    const parsed = `try_strptime(said, ${literal(timeFormat)})`;
    return timeFormat.includes('%z') || timeFormat.includes('%Z')
      ? { instant: parsed, local: 'NULL::TIMESTAMP' }
      : { instant: 'NULL::TIMESTAMPTZ', local: parsed };
  }
  const number = 'try_cast(said AS DOUBLE)';
  return {
    instant: `CASE WHEN regexp_matches(said, '${epochPattern}')
        THEN make_timestamptz((${number} * CASE WHEN ${number} >= 1e11 THEN 1000 ELSE 1000000 END)::BIGINT)
      WHEN regexp_matches(said, '${offsetPattern}') THEN try_cast(${plainOffset} AS TIMESTAMPTZ) END`,
    local: `CASE WHEN regexp_matches(said, '${localPattern}') THEN try_cast(said AS TIMESTAMP) END`,
  };
}

/** SQL for the instant of a local time (TIMESTAMP) in a zone. */
export function instantOf(local: string, zone: string): string {
  if (isFixedOffset(zone)) {
    return `timezone('UTC', ${local} - to_minutes(${offsetMinutes(zone)}))`;
  }
  return `timezone(${literal(zone)}, ${local})`;
}

/** How far apart, in minutes, the two instants of an hour that the clock shows twice can be. */
const repeats = [-120, -60, -30, 30, 60, 120];

/** SQL for the other instant at which a zone's clocks show the same local time, null when there is none. */
export function otherInstantOf(instant: string, local: string, zone: string): string {
  if (isFixedOffset(zone)) return 'NULL::TIMESTAMPTZ';
  const candidates = repeats.map((minutes) => `${instant} + to_minutes(${minutes})`);
  return `coalesce(${candidates
    .map((one) => `CASE WHEN timezone(${literal(zone)}, ${one}) = ${local} THEN ${one} END`)
    .join(', ')})`;
}

/** SQL that is true when a zone's clocks never show a local time, because they were put forward over it. */
export function isSkipped(instant: string, local: string, zone: string): string {
  return isFixedOffset(zone) ? 'false' : `timezone(${literal(zone)}, ${instant}) <> ${local}`;
}

/** The zone in which local times are read. */
export function zoneOf(mapping: Mapping): string {
  return mapping.zone ?? 'UTC';
}
