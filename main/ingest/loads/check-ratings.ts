import type { ImportContext } from '../import-context.ts';
import { numberOf, query, textOf } from '../sql.ts';
import { leastRatings, loadedLevels, mostRatings, ratingIn, ratingSql, rounded } from './rated-places.ts';

/**
 * Looks at the ratings of `place_list` beside loads that are there before them: kW that are called MW are told as they would be had the ratings
 * come first. Nothing is taken out: what is loaded stays until its source is removed.
 */
export async function checkRatings({ connection, findings }: ImportContext): Promise<void> {
  const [{ rated } = {}] = await query(
    connection,
    `SELECT count(said) AS rated FROM (SELECT ${ratingSql} FROM place_list)`,
  );
  if (rated === 0) return;
  const levels = new Map((await loadedLevels(connection)).map((level) => [level.placeNo, level]));
  if (levels.size === 0) return;
  const places = await query(
    connection,
    `SELECT place_no, key, ${ratingSql} FROM place_list ORDER BY place_no`,
  );
  const beside = places.flatMap((row) => {
    const level = levels.get(numberOf(row, 'place_no'));
    if (level === undefined) return [];
    const { unit, typical } = level;
    const rating = ratingIn(row, unit);
    if (Number.isNaN(rating) || typical === 0) return [];
    return [
      {
        times: typical / rating,
        said: { place: textOf(row, 'key'), value: rounded(typical), rating: rounded(rating), unit },
      },
    ];
  });
  const beyond = beside.filter(({ times }) => times > mostRatings);
  const tiny = beside.filter(({ times }) => times < leastRatings);
  const whole = { severity: 'warning', record: null, column: null } as const;
  findings.add({
    ...whole,
    code: 'load-loaded-beyond-rating',
    count: beyond.length,
    parameters: beyond[0]?.said ?? {},
  });
  if (tiny.length > beside.length / 2)
    findings.add({
      ...whole,
      code: 'load-far-below-rating',
      count: tiny.length,
      parameters: tiny[0]?.said ?? {},
    });
}
