-- Each time the inputs or the errors of a model were found to have changed, or to be as they were again. Rows are only ever added; the
-- last one of a kind at or before an as-of is what holds then.
CREATE TABLE drift (
  model_id VARCHAR NOT NULL,
  model_version VARCHAR NOT NULL,
  -- One of main/common/rows/drift.ts.
  kind VARCHAR NOT NULL,
  -- Data cut-off.
  as_of TIMESTAMPTZ NOT NULL,
  found_at TIMESTAMPTZ NOT NULL,
  is_on BOOLEAN NOT NULL,
  -- Stability index or cumulative sum, and the limit that it passed.
  value DOUBLE NOT NULL,
  limit_passed DOUBLE NOT NULL,
  -- Readings or forecasts that it is over.
  count BIGINT NOT NULL
);
