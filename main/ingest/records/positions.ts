import type { ImportContext } from '../import-context.ts';
import { refusal } from '../import-context.ts';
import { numberOf, queryOne } from '../sql.ts';

/** Degrees beyond the outermost place of the workspace at which nothing of this city happens. */
const farDegrees = 1;
/** Degrees from the middle of a file's own positions, where no place says where the city is. */
const farFromMiddle = 2;

/**
 * SQL that is true for a position (`latitude`, `longitude`, degrees) that cannot be one of this city: off the globe, at 0° 0°, or
 * far from every place that is loaded; without a place, far from the middle of the file's own positions.
 */
export async function unusablePositionSql({ connection }: ImportContext): Promise<string> {
  const extent = await queryOne(
    connection,
    `SELECT count(latitude) AS located, min(latitude) AS south, max(latitude) AS north, min(longitude) AS west, max(longitude) AS east
     FROM current_place`,
  );
  const off = 'abs(latitude) > 90 OR abs(longitude) > 180 OR (latitude = 0 AND longitude = 0)';
  if (numberOf(extent, 'located') === 0) {
    const middle = await queryOne(
      connection,
      `SELECT median(latitude) AS latitude, median(longitude) AS longitude FROM happening WHERE NOT (${off})`,
    );
    if (middle['latitude'] === null) return `(${off})`;
    const away = ['latitude', 'longitude'].map(
      (axis) => `abs(${axis} - ${numberOf(middle, axis)}) > ${farFromMiddle}`,
    );
    return `(${off} OR ${away.join(' OR ')})`;
  }
  const [south, north, west, east] = ['south', 'north', 'west', 'east'].map((side) => numberOf(extent, side));
  return `(${off} OR latitude < ${(south ?? 0) - farDegrees} OR latitude > ${(north ?? 0) + farDegrees}
    OR longitude < ${(west ?? 0) - farDegrees} OR longitude > ${(east ?? 0) + farDegrees})`;
}

/**
 * Refuses a file most of whose positions are no degrees at all.
 * @throws MetropoleError `import-coordinates-projected`
 */
export async function refuseProjectedPositions(context: ImportContext): Promise<void> {
  const off = 'abs(latitude) > 90 OR abs(longitude) > 180';
  const found = await queryOne(
    context.connection,
    `SELECT count(latitude + longitude) AS located, count(*) FILTER (${off}) AS off, min(record) FILTER (${off}) AS record,
            arg_min(longitude, record) FILTER (${off}) AS x, arg_min(latitude, record) FILTER (${off}) AS y FROM happening`,
  );
  if (numberOf(found, 'off') * 2 <= numberOf(found, 'located')) return;
  throw refusal(context, 'import-coordinates-projected', {
    row: context.findings.lineOf(numberOf(found, 'record')),
    x: numberOf(found, 'x'),
    y: numberOf(found, 'y'),
  });
}
