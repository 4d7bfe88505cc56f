-- How far readings of a place usually lie from what is usual there at this hour; null where it was learned before this was kept.
ALTER TABLE usual ADD COLUMN spread DOUBLE;

-- Whether the place was far from its usual at the origin; null where it was forecast before this was kept.
ALTER TABLE forecast ADD COLUMN is_disturbed BOOLEAN;
-- What the model said where the benchmark was shown instead of it; null where the model was shown.
ALTER TABLE forecast ADD COLUMN model_q05 FLOAT;
ALTER TABLE forecast ADD COLUMN model_q50 FLOAT;
ALTER TABLE forecast ADD COLUMN model_q95 FLOAT;

-- Each time the benchmark took the place of the model, or gave it back, for a group of places, a part of the horizon and a regime.
-- Rows are only ever added; the last one at or before an as-of is what holds then.
CREATE TABLE stand_in (
  model_id VARCHAR NOT NULL,
  model_version VARCHAR NOT NULL,
  benchmark_id VARCHAR NOT NULL,
  -- The district, or nothing for the places of none.
  place_group VARCHAR NOT NULL,
  -- A quarter of the horizon, 1 to 4.
  band SMALLINT NOT NULL,
  -- normal or disturbed
  regime VARCHAR NOT NULL,
  -- Data cut-off: no truth received later was used.
  as_of TIMESTAMPTZ NOT NULL,
  decided_at TIMESTAMPTZ NOT NULL,
  is_benchmark_shown BOOLEAN NOT NULL,
  count BIGINT NOT NULL,
  blocks INTEGER NOT NULL,
  -- Pinball loss of the model less that of the benchmark, and the middle 95 % of a paired block bootstrap, in the data's unit.
  difference DOUBLE NOT NULL,
  low DOUBLE NOT NULL,
  high DOUBLE NOT NULL
);
