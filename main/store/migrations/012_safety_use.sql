-- Who answers for forecasts of which incidents, what for and until when. Ids are counted up by the writer.
CREATE TABLE safety_purpose (
  purpose_id INTEGER NOT NULL,
  name VARCHAR NOT NULL,
  purpose VARCHAR NOT NULL,
  legal_basis VARCHAR NOT NULL,
  -- A list of main/common/safety-categories.ts.
  categories JSON NOT NULL,
  expires_at TIMESTAMPTZ NOT NULL,
  recorded_at TIMESTAMPTZ NOT NULL,
  recorded_by VARCHAR NOT NULL,
  -- Null unless it was withdrawn: then it stays readable and allows nothing.
  withdrawn_at TIMESTAMPTZ,
  withdrawn_by VARCHAR,
  withdrawn_reason VARCHAR
);

-- Every turn of a switch; the last of a subject holds. Subjects: a discretionary category, found-by-officers, or forecasts: all at once.
CREATE TABLE safety_switch (
  turn INTEGER NOT NULL,
  subject VARCHAR NOT NULL,
  is_on BOOLEAN NOT NULL,
  reason VARCHAR NOT NULL,
  turned_at TIMESTAMPTZ NOT NULL,
  turned_by VARCHAR NOT NULL
);
