-- Where a place is a stretch of road: its line as [longitude, latitude] pairs in its direction, degrees.
ALTER TABLE place_version ADD COLUMN line DOUBLE[][];

CREATE OR REPLACE VIEW current_place AS
SELECT p.place_id, p.key, coalesce(v.name, p.key) AS name, v.kind, v.latitude, v.longitude, v.attributes, v.source_id, v.line
FROM place p
LEFT JOIN (
  SELECT v.*, row_number() OVER (PARTITION BY v.place_id ORDER BY s.precedence DESC, v.source_id DESC) AS rank
  FROM place_version v JOIN source s USING (source_id)
) v ON v.place_id = p.place_id AND v.rank = 1;
