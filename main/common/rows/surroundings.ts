import type { EventKindId, IncidentKindId, Reporter } from '../happenings.ts';
import type { WeatherMetricId } from '../weather.ts';

/** Instants are epoch milliseconds. What two sources say of the same thing is current by the precedence of the sources. */

/** One value of the weather of the city: the mean of its stations. */
export interface WeatherValue {
  readonly metric: WeatherMetricId;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly value: number;
  readonly isForecast: boolean;
  readonly knownAt: number;
}

/** Where something happens. */
export interface Whereabouts {
  readonly placeKey: string | null;
  /** Degrees; null where nobody said. */
  readonly latitude: number | null;
  readonly longitude: number | null;
}

export interface IncidentRow extends Whereabouts {
  readonly key: string;
  readonly kind: IncidentKindId;
  readonly startsAt: number;
  readonly receivedAt: number;
  /** Null while nobody has said that it is over. */
  readonly endsAt: number | null;
  readonly endReceivedAt: number | null;
}

/** What is counted of an incident. */
export interface RecordedIncident {
  readonly kind: IncidentKindId;
  readonly startsAt: number;
  readonly receivedAt: number;
  /** Degrees; null where the file gives none. */
  readonly latitude: number | null;
  readonly longitude: number | null;
  /** Null where the file does not say. */
  readonly reporter: Reporter | null;
}

export interface EventRow extends Whereabouts {
  readonly key: string;
  readonly name: string | null;
  readonly kind: EventKindId;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly visitors: number | null;
  /** Null: it was known all along. */
  readonly knownSince: number | null;
}

/** Local days as days since 1970-01-01. */
export interface HolidayCalendar {
  readonly holidays: readonly { readonly day: number; readonly name: string | null }[];
  /** The days of which something is said, the last ones included; all others may or may not be holidays. */
  readonly spans: readonly { readonly first: number; readonly last: number }[];
}

/** What is asked for: what concerns some time between two instants and was known by a cut-off; null: everything that is loaded. */
export interface SurroundingsRequest {
  readonly from: number;
  readonly to: number;
  readonly asOf: number | null;
}
