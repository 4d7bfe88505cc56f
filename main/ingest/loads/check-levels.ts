import { convert, type Unit } from '../../common/metrics.ts';
import { refusal, type ImportContext } from '../import-context.ts';
import { numberOf, query, textOf } from '../sql.ts';
import { leastRatings, loadedLevels, mostRatings, ratingIn, ratingSql, rounded } from './rated-places.ts';

/** A load is of another unit where half of its readings are above so many times what the same place read in another file, either way. */
const mostTimes = 100;

interface Level {
  readonly placeNo: number;
  readonly key: string;
  readonly readings: number;
  /** Half of the readings are further from zero than this, in the file's unit. */
  readonly typical: number;
  /** In the file's unit; NaN where none is known. */
  readonly rating: number;
}

/**
 * Looks at how high loads are beside what their places may carry and what they read in other files: kW that are called MW are a thousand times
 * too high. Places that are beyond anything are left out and told, others are told.
 * @param kept SQL of the readings to be kept
 * @returns SQL of those that are still to be kept, and how many are not any more
 * @throws MetropoleError `import-loads-beyond-rating` where nothing would be left
 */
export async function checkLevels(
  context: ImportContext,
  kept: string,
): Promise<{ readonly kept: string; readonly left: number }> {
  const { findings, mapping } = context;
  const unit = mapping.unit ?? 'kW';
  const levels = await levelsOf(context, kept, unit);
  const beyond = levels.filter(({ typical, rating }) => typical > mostRatings * rating);
  const rated = levels.filter(({ rating, typical }) => !Number.isNaN(rating) && typical > 0);
  const tiny = rated.filter(({ typical, rating }) => typical < leastRatings * rating);
  const said = ([level]: readonly Level[]): Record<string, string | number> =>
    level === undefined
      ? {}
      : { place: level.key, value: rounded(level.typical), rating: rounded(level.rating), unit };
  const left = beyond.reduce((sum, { readings }) => sum + readings, 0);
  if (beyond.length > 0 && beyond.length === levels.length)
    throw refusal(context, 'import-loads-beyond-rating', said(beyond));
  const whole = { record: null, column: null };
  findings.add({
    ...whole,
    severity: 'error',
    code: 'load-beyond-rating',
    count: beyond.length,
    parameters: said(beyond),
  });
  if (tiny.length > rated.length / 2)
    findings.add({
      ...whole,
      severity: 'warning',
      code: 'load-far-below-rating',
      count: tiny.length,
      parameters: said(tiny),
    });
  await tellOtherFiles(context, levels, unit);
  if (beyond.length === 0) return { kept, left };
  return {
    kept: `SELECT * FROM (${kept}) WHERE place_no NOT IN (${beyond.map(({ placeNo }) => placeNo).join(', ')})`,
    left,
  };
}

async function levelsOf({ connection }: ImportContext, kept: string, unit: Unit): Promise<Level[]> {
  const rows = await query(
    connection,
    `SELECT l.place_no, l.key, n.readings, n.typical, ${ratingSql}
     FROM (SELECT place_no, count(*) AS readings, median(abs(value)) AS typical FROM (${kept}) GROUP BY place_no) n
     JOIN place_list l USING (place_no) LEFT JOIN current_place c ON c.key = l.key ORDER BY l.place_no`,
  );
  return rows.map((row) => ({
    placeNo: numberOf(row, 'place_no'),
    key: textOf(row, 'key'),
    readings: numberOf(row, 'readings'),
    typical: numberOf(row, 'typical'),
    rating: ratingIn(row, unit),
  }));
}

/** Tells of places that read far more or far less here than in what is loaded already. */
async function tellOtherFiles(
  { connection, findings }: ImportContext,
  levels: readonly Level[],
  unit: Unit,
): Promise<void> {
  const before = new Map(
    (await loadedLevels(connection)).map((loaded) => [
      loaded.placeNo,
      convert(loaded.typical, loaded.unit, unit),
    ]),
  );
  const other = levels.flatMap((level) => {
    const times = level.typical / (before.get(level.placeNo) ?? NaN);
    return times > mostTimes || (times > 0 && times < 1 / mostTimes) ? [level] : [];
  });
  const [level] = other;
  findings.add({
    severity: 'warning',
    code: 'load-level-differs',
    record: null,
    column: null,
    count: other.length,
    parameters:
      level === undefined
        ? {}
        : {
            place: level.key,
            value: rounded(level.typical),
            before: rounded(before.get(level.placeNo) ?? NaN),
            unit,
          },
  });
}
