-- What the training of a fit began with, and for how many epochs at most it was trained further; null where it began with nothing.
ALTER TABLE model ADD COLUMN begun_with JSON;
