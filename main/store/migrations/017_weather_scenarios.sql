-- The height of the peak, levels 5, 50 and 95, if the day that is forecast were a degree warmer, or as hot or as cold as the hottest and the coldest
-- day that was measured; whether that goes beyond what was seen (0 or 1), and which day that was (days since 1970-01-01).
ALTER TABLE load_outlook ADD COLUMN warmer_lower FLOAT;
ALTER TABLE load_outlook ADD COLUMN warmer_median FLOAT;
ALTER TABLE load_outlook ADD COLUMN warmer_upper FLOAT;
ALTER TABLE load_outlook ADD COLUMN warmer_beyond FLOAT;
ALTER TABLE load_outlook ADD COLUMN hottest_lower FLOAT;
ALTER TABLE load_outlook ADD COLUMN hottest_median FLOAT;
ALTER TABLE load_outlook ADD COLUMN hottest_upper FLOAT;
ALTER TABLE load_outlook ADD COLUMN hottest_beyond FLOAT;
ALTER TABLE load_outlook ADD COLUMN hottest_day FLOAT;
ALTER TABLE load_outlook ADD COLUMN coldest_lower FLOAT;
ALTER TABLE load_outlook ADD COLUMN coldest_median FLOAT;
ALTER TABLE load_outlook ADD COLUMN coldest_upper FLOAT;
ALTER TABLE load_outlook ADD COLUMN coldest_beyond FLOAT;
ALTER TABLE load_outlook ADD COLUMN coldest_day FLOAT;
