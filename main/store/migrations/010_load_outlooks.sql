-- When and how high the loads of a run peak, and how likely they exceed what a place may carry, from its joint paths. Places that are not measured
-- but the sum of others have no series, so the place is named. Numbers are in the unit of the run's data; null where nothing can be said.
CREATE TABLE load_outlook (
  run_id INTEGER NOT NULL,
  place_id INTEGER NOT NULL,
  -- How many places it is the sum of; 0 where it is measured itself.
  members INTEGER NOT NULL,
  rating FLOAT,
  -- Steps count from 0, the first behind the as-of.
  peak_step FLOAT, peak_share FLOAT, peak_earliest FLOAT, peak_latest FLOAT,
  peak_lower FLOAT, peak_median FLOAT, peak_upper FLOAT,
  over_any FLOAT, first_early FLOAT, first_median FLOAT, first_late FLOAT, steps_above FLOAT
);

CREATE TABLE load_outlook_step (
  run_id INTEGER NOT NULL,
  place_id INTEGER NOT NULL,
  step SMALLINT NOT NULL,
  over FLOAT, lower FLOAT, median FLOAT, upper FLOAT
);
