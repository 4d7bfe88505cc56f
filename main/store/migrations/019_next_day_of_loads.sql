-- What comes after the first day ahead of a load outlook: the step that most paths peak in, the height of the peak, levels 5, 50 and 95, and the
-- probability of a load above the rating. Null where a run reaches no further than a day.
ALTER TABLE load_outlook ADD COLUMN next_peak_step FLOAT;
ALTER TABLE load_outlook ADD COLUMN next_peak_lower FLOAT;
ALTER TABLE load_outlook ADD COLUMN next_peak_median FLOAT;
ALTER TABLE load_outlook ADD COLUMN next_peak_upper FLOAT;
ALTER TABLE load_outlook ADD COLUMN next_over FLOAT;
