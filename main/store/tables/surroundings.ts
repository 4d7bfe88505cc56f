import { eventKinds, incidentKinds, reporters } from '../../common/happenings.ts';
import type {
  EventRow,
  HolidayCalendar,
  IncidentRow,
  RecordedIncident,
  SurroundingsRequest,
  WeatherValue,
  Whereabouts,
} from '../../common/rows/surroundings.ts';
import { weatherMetricIds, type WeatherMetricId } from '../../common/weather.ts';
import { instant, readRows, type Parameters } from '../columns.ts';
import type { Database } from '../database.ts';

type Row = Readonly<Record<string, unknown>>;

/** Weather, incidents and planned events, as they were known at a cut-off. */
export class Surroundings {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Which of them are loaded at all. */
  async kinds(): Promise<{
    readonly weather: boolean;
    readonly incidents: boolean;
    readonly events: boolean;
    readonly holidays: boolean;
  }> {
    const [row] = await this.#database.read((connection) =>
      readRows(
        connection,
        `SELECT EXISTS (FROM weather) AS weather, EXISTS (FROM incident) AS incidents, EXISTS (FROM planned_event) AS events,
           EXISTS (FROM holiday_span) AS holidays`,
      ),
    );
    return {
      weather: row?.['weather'] === true,
      incidents: row?.['incidents'] === true,
      events: row?.['events'] === true,
      holidays: row?.['holidays'] === true,
    };
  }

  /** Values of intervals that begin before `to` and end after `from`, by metric and start. */
  async weather(
    metrics: readonly WeatherMetricId[],
    request: SurroundingsRequest,
  ): Promise<readonly WeatherValue[]> {
    const ends = 'starts_at + to_seconds(interval_seconds)';
    const rows = await this.#database.read((connection) =>
      readRows(
        connection,
        `SELECT metric, epoch_ms(starts_at) AS starts_at, epoch_ms(any_value(${ends})) AS ends_at, avg(value) AS value, is_forecast,
                epoch_ms(known_at) AS known_at
         FROM (SELECT w.* FROM weather w JOIN source USING (source_id)
               WHERE starts_at < $to AND ${ends} > $from ${knownSql(request, 'known_at')}
               QUALIFY rank() OVER (PARTITION BY metric, station, starts_at, known_at, is_forecast ORDER BY precedence DESC) = 1)
         GROUP BY metric, starts_at, known_at, is_forecast ORDER BY metric, starts_at, known_at`,
        between(request),
      ),
    );
    return rows.flatMap((row) => {
      const metric = weatherMetricIds.find((one) => one === row['metric'] && metrics.includes(one));
      if (metric === undefined) return [];
      return [
        {
          metric,
          startsAt: Number(row['starts_at']),
          endsAt: Number(row['ends_at']),
          value: Number(row['value']),
          isForecast: row['is_forecast'] === true,
          knownAt: Number(row['known_at']),
        },
      ];
    });
  }

  /**
   * Incidents that had been received by the cut-off, began before `to`, and went on after `from`; one of which nobody said that it
   * is over, where it began or was received after `from`. An end that was received after the cut-off is none yet.
   */
  async incidents(request: SurroundingsRequest): Promise<readonly IncidentRow[]> {
    const endKnown = request.asOf === null ? 'true' : 'end_received_at <= $asOf';
    const rows = await this.#read(
      `SELECT i.*, CASE WHEN ${endKnown} THEN epoch_ms(ends_at) END AS end_ms,
              CASE WHEN ${endKnown} THEN epoch_ms(end_received_at) END AS end_known_ms
       FROM incident i JOIN source USING (source_id) WHERE starts_at < $to ${knownSql(request, 'received_at')}
       QUALIFY row_number() OVER (PARTITION BY key ORDER BY precedence DESC) = 1`,
      'end_ms > epoch_ms($from) OR (end_ms IS NULL AND greatest(starts_at, received_at) > $from)',
      request,
    );
    return rows.map((row) => ({
      ...whereabouts(row),
      key: String(row['key']),
      kind: incidentKinds.find(({ id }) => id === row['kind'])?.id ?? 'other',
      startsAt: Number(row['start_ms']),
      receivedAt: Number(row['received_ms']),
      endsAt: numberOrNull(row['end_ms']),
      endReceivedAt: numberOrNull(row['end_known_ms']),
    }));
  }

  /** How many incidents of each kind are loaded. */
  async countsByKind(): Promise<ReadonlyMap<string, number>> {
    const rows = await this.#database.read((connection) =>
      readRows(connection, 'SELECT kind, count(DISTINCT key)::INTEGER AS count FROM incident GROUP BY kind'),
    );
    return new Map(rows.map((row) => [String(row['kind']), Number(row['count'])]));
  }

  /** All incidents, each as its best source tells it, by start. */
  async recorded(): Promise<readonly RecordedIncident[]> {
    const rows = await this.#database.read((connection) =>
      readRows(
        connection,
        `SELECT kind, epoch_ms(starts_at) AS start_ms, epoch_ms(received_at) AS received_ms, latitude, longitude, reported_by
         FROM incident i JOIN source USING (source_id)
         QUALIFY row_number() OVER (PARTITION BY key ORDER BY precedence DESC) = 1 ORDER BY starts_at, key`,
      ),
    );
    return rows.map((row) => ({
      kind: incidentKinds.find(({ id }) => id === row['kind'])?.id ?? 'other',
      startsAt: Number(row['start_ms']),
      receivedAt: Number(row['received_ms']),
      latitude: numberOrNull(row['latitude']),
      longitude: numberOrNull(row['longitude']),
      reporter: reporters.find((one) => one === row['reported_by']) ?? null,
    }));
  }

  /** Planned events that were known by the cut-off and go on at some time between the two instants. */
  async events(request: SurroundingsRequest): Promise<readonly EventRow[]> {
    const rows = await this.#read(
      `SELECT e.*, epoch_ms(ends_at) AS end_ms, known_since AS received_at
       FROM planned_event e JOIN source USING (source_id)
       WHERE starts_at < $to ${request.asOf === null ? '' : 'AND (known_since IS NULL OR known_since <= $asOf)'}
       QUALIFY row_number() OVER (PARTITION BY key ORDER BY precedence DESC) = 1`,
      'end_ms > epoch_ms($from)',
      request,
    );
    return rows.map((row) => ({
      ...whereabouts(row),
      key: String(row['key']),
      name: textOrNull(row['name']),
      kind: eventKinds.find(({ id }) => id === row['kind'])?.id ?? 'other',
      startsAt: Number(row['start_ms']),
      endsAt: Number(row['end_ms']),
      visitors: numberOrNull(row['expected_visitors']),
      knownSince: numberOrNull(row['received_ms']),
    }));
  }

  /** All holidays, the first first, and the days that the calendars speak of. What one calendar calls a holiday is one. */
  async holidays(): Promise<HolidayCalendar> {
    const [days, spans] = await this.#database.read(async (connection) => [
      await readRows(
        connection,
        `SELECT (epoch(day) / 86400)::INTEGER AS day, arg_max(name, precedence) AS name FROM holiday JOIN source USING (source_id)
         GROUP BY day ORDER BY day`,
      ),
      await readRows(
        connection,
        `SELECT (epoch(first_day) / 86400)::INTEGER AS first_day, (epoch(last_day) / 86400)::INTEGER AS last_day FROM holiday_span
         ORDER BY first_day`,
      ),
    ]);
    return {
      holidays: days.map((row) => ({ day: Number(row['day']), name: textOrNull(row['name']) })),
      spans: spans.map((row) => ({ first: Number(row['first_day']), last: Number(row['last_day']) })),
    };
  }

  async #read(current: string, where: string, request: SurroundingsRequest): Promise<readonly Row[]> {
    return this.#database.read((connection) =>
      readRows(
        connection,
        `SELECT * EXCLUDE (starts_at, ends_at, received_at), epoch_ms(starts_at) AS start_ms, epoch_ms(received_at) AS received_ms
         FROM (${current}) WHERE ${where} ORDER BY starts_at, key`,
        between(request),
      ),
    );
  }
}

function knownSql({ asOf }: SurroundingsRequest, column: string): string {
  return asOf === null ? '' : `AND ${column} <= $asOf`;
}

function between({ from, to, asOf }: SurroundingsRequest): Parameters {
  return { from: instant(from), to: instant(to), ...(asOf === null ? {} : { asOf: instant(asOf) }) };
}

function whereabouts(row: Row): Whereabouts {
  return {
    placeKey: textOrNull(row['place_key']),
    latitude: numberOrNull(row['latitude']),
    longitude: numberOrNull(row['longitude']),
  };
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function numberOrNull(value: unknown): number | null {
  return value === null || value === undefined ? null : Number(value);
}
