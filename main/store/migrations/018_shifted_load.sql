-- The peak if a tenth of the load around it were used in the four hours of the horizon that are lowest: the step that most paths peak in then, its height, levels 5, 50
-- and 95, and the probability of a load above the rating. Null where the horizon leaves no room.
ALTER TABLE load_outlook ADD COLUMN shifted_step FLOAT;
ALTER TABLE load_outlook ADD COLUMN shifted_lower FLOAT;
ALTER TABLE load_outlook ADD COLUMN shifted_median FLOAT;
ALTER TABLE load_outlook ADD COLUMN shifted_upper FLOAT;
ALTER TABLE load_outlook ADD COLUMN shifted_over FLOAT;
