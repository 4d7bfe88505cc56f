-- What somebody did about a place: periods in which forecasts are no test of a model, and readings nothing to learn from. Ids are counted
-- up by the writer, so that columns can be added later.
CREATE TABLE action (
  action_id INTEGER NOT NULL,
  -- The key, not the id: a place whose source is removed and imported again gets another id.
  place_key VARCHAR NOT NULL,
  -- One of main/common/rows/actions.ts.
  kind VARCHAR NOT NULL,
  note VARCHAR NOT NULL,
  from_at TIMESTAMPTZ NOT NULL,
  -- Null while it is open.
  until_at TIMESTAMPTZ,
  logged_at TIMESTAMPTZ NOT NULL,
  logged_by VARCHAR NOT NULL,
  -- Null where its end was said when it was logged, and while it is open.
  ended_by VARCHAR,
  -- Null unless it was taken back: then it stays readable and counts for nothing.
  taken_back_at TIMESTAMPTZ,
  taken_back_by VARCHAR,
  taken_back_reason VARCHAR
);
