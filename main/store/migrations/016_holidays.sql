-- Days of a calendar that are holidays. Days are local ones: a holiday has no zone.
CREATE TABLE holiday (
  source_id INTEGER NOT NULL,
  source_row BIGINT NOT NULL,
  day DATE NOT NULL,
  -- NULL where the file says no more than that it is one.
  name VARCHAR
);

-- The days of which a calendar says whether they are holidays, the last one included.
CREATE TABLE holiday_span (
  source_id INTEGER NOT NULL,
  first_day DATE NOT NULL,
  last_day DATE NOT NULL
);
