-- How wide the intervals of a run are, as multiples of what its model said, by regime and quarter of the horizon ("normal1"); null where
-- they are as wide as the model said.
ALTER TABLE forecast_run ADD COLUMN widths JSON;
