-- What a version that expects counts of incidents was made under, and how it did beside the benchmarks.
ALTER TABLE model ADD COLUMN counts JSON;
