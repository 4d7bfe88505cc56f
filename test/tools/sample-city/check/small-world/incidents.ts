import { streamOf } from '../../../../../tools/sample-city/random.ts';
import type { Incident, Point, Scenario } from '../../../../../tools/sample-city/words.ts';

/** Thefts around a few centres, more on some days than on others, each of which may be followed by others nearby. */
export function someIncidents({ seed, hourlyDays, until }: Scenario): Incident[] {
  const random = streamOf(seed, 'incidents');
  const around = (spread: number) => spread * random.normal();
  const found: { at: number; point: Point }[] = [];
  const centres = Array.from({ length: 5 }, (): Point => [around(5000), around(5000)]);
  for (let day = 0; day < hourlyDays; day++) {
    const share = Math.exp(0.25 * random.normal());
    for (let trial = 0; trial < 60; trial++) {
      if (random.next() > 0.3 * share) continue;
      const [east, north] = centres[random.below(1 + random.below(5))] ?? [0, 0];
      found.push({
        at: until - (hourlyDays - day - random.next()) * 86_400_000,
        point: [east + around(1500), north + around(1500)],
      });
    }
  }
  for (const { at, point } of found)
    while (random.next() < 0.3)
      found.push({
        at: at - Math.log(1 - random.next()) * 86_400_000,
        point: [point[0] + around(150), point[1] + around(150)],
      });
  return found
    .filter(({ at }) => at < until)
    .map(({ at, point }, index) => ({
      key: `theft-${index}`,
      kind: 'theft',
      happenedAt: at,
      point,
      district: 0,
      road: null,
      source: 'public',
      reportedAt: at,
      arrivedAt: null,
      severity: 1,
    }));
}
