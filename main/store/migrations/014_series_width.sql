-- How wide the intervals of a series are in a run, as multiples of what run_widths and the model say; no row where they are just so wide.
CREATE TABLE series_width (
  run_id INTEGER NOT NULL,
  series_id INTEGER NOT NULL,
  width DOUBLE NOT NULL
);
