-- What is not a reading and yet moves the city. Each row keeps when it was known, so that the past can be read as it was then.

-- What a source spans where it holds no readings: first start and last end.
CREATE TABLE source_span (
  source_id INTEGER NOT NULL,
  first_at TIMESTAMPTZ NOT NULL,
  last_at TIMESTAMPTZ NOT NULL
);

-- One value of one metric (main/common/weather.ts, in its unit) of one interval, measured or forecast.
CREATE TABLE weather (
  source_id INTEGER NOT NULL,
  source_row BIGINT NOT NULL,
  metric VARCHAR NOT NULL,
  -- Key of the station; NULL: the whole city.
  station VARCHAR,
  starts_at TIMESTAMPTZ NOT NULL,
  interval_seconds INTEGER NOT NULL,
  value DOUBLE NOT NULL,
  is_forecast BOOLEAN NOT NULL,
  -- A measurement: the end of its interval. A forecast: when it was issued.
  known_at TIMESTAMPTZ NOT NULL
);

-- kind: one of main/common/incidents.ts. received_at: when the control room heard of it.
CREATE TABLE incident (
  source_id INTEGER NOT NULL,
  source_row BIGINT NOT NULL,
  key VARCHAR NOT NULL,
  kind VARCHAR NOT NULL,
  starts_at TIMESTAMPTZ NOT NULL,
  received_at TIMESTAMPTZ NOT NULL,
  -- NULL while nobody has said that it is over; the end is known from end_received_at on.
  ends_at TIMESTAMPTZ,
  end_received_at TIMESTAMPTZ,
  -- Key of the place that the file names, whether such a place is loaded or not.
  place_key VARCHAR,
  latitude DOUBLE,
  longitude DOUBLE,
  severity DOUBLE,
  -- public, officers or sensor; NULL where the file does not say.
  reported_by VARCHAR
);

-- kind: one of main/common/planned-events.ts. known_since: NULL where the file does not say; then it was known all along.
CREATE TABLE planned_event (
  source_id INTEGER NOT NULL,
  source_row BIGINT NOT NULL,
  key VARCHAR NOT NULL,
  name VARCHAR,
  kind VARCHAR NOT NULL,
  starts_at TIMESTAMPTZ NOT NULL,
  ends_at TIMESTAMPTZ NOT NULL,
  place_key VARCHAR,
  latitude DOUBLE,
  longitude DOUBLE,
  expected_visitors DOUBLE,
  known_since TIMESTAMPTZ
);
