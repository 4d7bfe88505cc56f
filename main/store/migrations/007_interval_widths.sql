-- How wide the intervals of a run are, as multiples of what its model said, by regime and quarter of the horizon ("normal1"); no row where
-- they are as wide as the model said. Not a column of forecast_run: DuckDB cannot replay from its log that a column was added to a
-- table whose ids come from a sequence, so that a crash right after would leave a workspace that does not open.
CREATE TABLE run_widths (
  run_id INTEGER NOT NULL,
  widths JSON NOT NULL
);
