-- The district that a finding is about; null: the whole city.
ALTER TABLE drift ADD COLUMN place_group VARCHAR;
