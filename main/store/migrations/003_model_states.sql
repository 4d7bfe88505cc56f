-- Every fit has a state: candidate, approved, retired. What was fitted before there were states was approved by the console.
ALTER TABLE model ADD COLUMN state VARCHAR DEFAULT 'approved';
-- Who approved it last; null beside a time: the console itself, for the first fit to a set of data.
ALTER TABLE model ADD COLUMN approved_by VARCHAR;
ALTER TABLE model ADD COLUMN approved_at TIMESTAMPTZ;
-- When a later one took its place as the shown one, unless it was withdrawn.
ALTER TABLE model ADD COLUMN replaced_at TIMESTAMPTZ;
-- Pinball loss, absolute error and coverage on the validation part, over all horizons and by horizon.
ALTER TABLE model ADD COLUMN validation JSON;
UPDATE model SET approved_at = created_at;
