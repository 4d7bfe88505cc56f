-- Words and identities are those of the data model: source, place, link, series, reading, run, forecast, score.

CREATE TABLE workspace (
  id VARCHAR NOT NULL,
  name VARCHAR NOT NULL,
  is_practice BOOLEAN NOT NULL,
  created_at TIMESTAMPTZ NOT NULL
);

-- One import of one file.
CREATE SEQUENCE source_id;
CREATE TABLE source (
  source_id INTEGER PRIMARY KEY DEFAULT nextval('source_id'),
  file_name VARCHAR NOT NULL,
  sha256 VARCHAR NOT NULL,
  bytes BIGINT NOT NULL,
  format VARCHAR NOT NULL,
  mapping JSON NOT NULL,
  rows_read BIGINT NOT NULL,
  rows_kept BIGINT NOT NULL,
  rows_refused BIGINT NOT NULL,
  licence VARCHAR,
  imported_at TIMESTAMPTZ NOT NULL,
  imported_by VARCHAR NOT NULL,
  -- Where two sources speak of the same thing, the higher precedence is current; the later import unless changed.
  precedence INTEGER NOT NULL
);

CREATE TABLE notice (
  source_id INTEGER NOT NULL,
  severity VARCHAR NOT NULL,
  code VARCHAR NOT NULL,
  first_row BIGINT,
  column_name VARCHAR,
  count BIGINT NOT NULL,
  parameters JSON NOT NULL
);

-- A place exists as soon as any source names it; what is known of it comes from place_version.
CREATE SEQUENCE place_id;
CREATE TABLE place (
  place_id INTEGER PRIMARY KEY DEFAULT nextval('place_id'),
  key VARCHAR NOT NULL UNIQUE
);

-- The places that a source names, in the order of its file (header order of a wide file): adjacency matrices follow it.
CREATE TABLE source_place (
  source_id INTEGER NOT NULL,
  place_id INTEGER NOT NULL,
  position INTEGER NOT NULL
);

CREATE TABLE place_version (
  source_id INTEGER NOT NULL,
  place_id INTEGER NOT NULL,
  kind VARCHAR NOT NULL,
  name VARCHAR,
  latitude DOUBLE,
  longitude DOUBLE,
  attributes JSON
);

CREATE VIEW current_place AS
SELECT p.place_id, p.key, coalesce(v.name, p.key) AS name, v.kind, v.latitude, v.longitude, v.attributes, v.source_id
FROM place p
LEFT JOIN (
  SELECT v.*, row_number() OVER (PARTITION BY v.place_id ORDER BY s.precedence DESC, v.source_id DESC) AS rank
  FROM place_version v JOIN source s USING (source_id)
) v ON v.place_id = p.place_id AND v.rank = 1;

-- type: road (directed), similarity, feeder-tree, adjacency.
CREATE SEQUENCE link_set_id;
CREATE TABLE link_set (
  link_set_id INTEGER PRIMARY KEY DEFAULT nextval('link_set_id'),
  source_id INTEGER NOT NULL,
  name VARCHAR NOT NULL,
  type VARCHAR NOT NULL
);
CREATE TABLE link (
  link_set_id INTEGER NOT NULL,
  from_place_id INTEGER NOT NULL,
  to_place_id INTEGER NOT NULL,
  weight DOUBLE NOT NULL
);

CREATE SEQUENCE series_id;
CREATE TABLE series (
  series_id INTEGER PRIMARY KEY DEFAULT nextval('series_id'),
  place_id INTEGER NOT NULL,
  metric VARCHAR NOT NULL,
  unit VARCHAR NOT NULL,
  -- mean, sum or instant
  kind VARCHAR NOT NULL,
  -- raw or cleaned
  state VARCHAR NOT NULL,
  cadence_seconds INTEGER,
  UNIQUE (place_id, metric, unit, kind, state)
);

-- Identity: series, interval start, source, row. No key: duplicates are checked in one pass at import.
-- A missing value has no row. received_at is NULL when the file does not say; then a reading counts as received at the
-- end of its interval.
CREATE TABLE reading (
  series_id INTEGER NOT NULL,
  starts_at TIMESTAMPTZ NOT NULL,
  value DOUBLE NOT NULL,
  source_id INTEGER NOT NULL,
  source_row BIGINT NOT NULL,
  received_at TIMESTAMPTZ
);

-- What each source holds of each series: spans, completeness and whether sources overlap, without reading the readings.
CREATE TABLE series_span (
  series_id INTEGER NOT NULL,
  source_id INTEGER NOT NULL,
  first_at TIMESTAMPTZ NOT NULL,
  last_at TIMESTAMPTZ NOT NULL,
  count BIGINT NOT NULL
);

-- Always filter by series or time: where sources overlap, the reading of the highest precedence is current.
CREATE VIEW current_reading AS
SELECT r.series_id, r.starts_at,
       arg_max(r.value, s.precedence) AS value,
       arg_max(r.source_id, s.precedence) AS source_id
FROM reading r JOIN source s USING (source_id)
GROUP BY r.series_id, r.starts_at;

-- What is usual per series, for a kind of day (weekday, weekend, every) and minute of the local day.
CREATE TABLE usual (
  series_id INTEGER NOT NULL,
  day_kind VARCHAR NOT NULL,
  minute_of_day SMALLINT NOT NULL,
  value DOUBLE NOT NULL,
  count INTEGER NOT NULL
);

-- A fitted forecaster; its state is a file in the workspace's models folder.
CREATE TABLE model (
  model_id VARCHAR NOT NULL,
  version VARCHAR NOT NULL,
  topic VARCHAR NOT NULL,
  is_benchmark BOOLEAN NOT NULL,
  state_file VARCHAR NOT NULL,
  data_hash VARCHAR NOT NULL,
  trained_from TIMESTAMPTZ NOT NULL,
  trained_to TIMESTAMPTZ NOT NULL,
  seed INTEGER,
  validation_pinball DOUBLE,
  is_shown BOOLEAN NOT NULL,
  created_at TIMESTAMPTZ NOT NULL
);

CREATE SEQUENCE run_id;
CREATE TABLE forecast_run (
  run_id INTEGER PRIMARY KEY DEFAULT nextval('run_id'),
  -- live, hindcast or scenario
  kind VARCHAR NOT NULL,
  topic VARCHAR NOT NULL,
  as_of TIMESTAMPTZ NOT NULL,
  created_at TIMESTAMPTZ NOT NULL,
  model_id VARCHAR NOT NULL,
  model_version VARCHAR NOT NULL,
  benchmark_id VARCHAR NOT NULL,
  steps SMALLINT NOT NULL,
  step_seconds INTEGER NOT NULL,
  places INTEGER NOT NULL,
  milliseconds DOUBLE NOT NULL
);

-- quantiles: levels 5, 10, 20 … 80, 90, 95. served_by: the model, or the benchmark that replaced it here.
CREATE TABLE forecast (
  run_id INTEGER NOT NULL,
  series_id INTEGER NOT NULL,
  step SMALLINT NOT NULL,
  target_at TIMESTAMPTZ NOT NULL,
  served_by VARCHAR NOT NULL,
  mean FLOAT NOT NULL,
  q05 FLOAT NOT NULL, q10 FLOAT NOT NULL, q20 FLOAT NOT NULL, q30 FLOAT NOT NULL, q40 FLOAT NOT NULL, q50 FLOAT NOT NULL,
  q60 FLOAT NOT NULL, q70 FLOAT NOT NULL, q80 FLOAT NOT NULL, q90 FLOAT NOT NULL, q95 FLOAT NOT NULL,
  benchmark FLOAT,
  benchmark_q05 FLOAT,
  benchmark_q95 FLOAT,
  usual FLOAT
);

CREATE TABLE audit (
  happened_at TIMESTAMPTZ NOT NULL,
  actor VARCHAR NOT NULL,
  client_id VARCHAR NOT NULL,
  action VARCHAR NOT NULL,
  parameters JSON NOT NULL
);
