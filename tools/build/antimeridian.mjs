/**
 * A ring that never jumps from one edge of the world to the other: where it crosses the antimeridian it goes on beyond 180°,
 * and one that goes around a pole is closed over that pole. Tile makers bring what lies beyond back to the other edge.
 *
 * @param {readonly (readonly number[])[]} ring positions, longitude and latitude, degrees; closed: its last one is its first
 * @returns {number[][]}
 */
export function unwrappedRing(ring) {
  /** @type {[number, number][]} */
  const unwrapped = [];
  let shift = 0;
  let before;
  for (const [longitude = NaN, latitude = NaN] of ring) {
    if (before !== undefined && Math.abs(longitude - before) > 180) shift += longitude < before ? 360 : -360;
    before = longitude;
    unwrapped.push([longitude + shift, latitude]);
  }
  const first = unwrapped[0];
  const last = unwrapped.at(-1);
  if (first === undefined || last === undefined || Math.abs(last[0] - first[0]) < 180) return unwrapped;
  const pole = first[1] < 0 ? -90 : 90;
  return [...unwrapped, [last[0], pole], [first[0], pole], first];
}
