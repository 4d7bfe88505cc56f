-- How each fit did at each series on data that it had not learned from: by this a series has its own benchmark.
CREATE TABLE series_loss (
  model_id VARCHAR NOT NULL,
  version VARCHAR NOT NULL,
  series_id INTEGER NOT NULL,
  origins INTEGER NOT NULL,
  -- Mean pinball loss over all levels and horizons, in the data's unit.
  pinball DOUBLE NOT NULL
);

-- The benchmark beside the model in this row; null where it is the one of the run.
ALTER TABLE forecast ADD COLUMN benchmark_id VARCHAR;
