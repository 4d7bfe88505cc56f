import { streamOf } from '../../../../../tools/sample-city/random.ts';
import type { Cause, Scenario } from '../../../../../tools/sample-city/words.ts';
import { corridors } from './corridors.ts';

/** A collision on each corridor every other day, by day, that closes six tenths of the lanes for 40 to 80 minutes. */
export function someCollisions({ seed, days, until }: Scenario): Cause[] {
  const causes: Cause[] = [];
  for (let corridor = 0; corridor < corridors; corridor++)
    for (let day = corridor % 2; day < days; day += 2) {
      const random = streamOf(seed, 'collision', corridor, day);
      const startsAt = until - (days - day) * 86_400_000 + Math.round((9 + 8 * random.next()) * 12) * 300_000;
      causes.push({
        key: `collision-${corridor}-${day}`,
        kind: 'collision',
        startsAt,
        endsAt: startsAt + (8 + random.below(9)) * 300_000,
        at: { kind: 'road', road: corridor * 11 + 5 + random.below(5), atMetres: 750 },
        size: 0.6,
        reportedAt: startsAt,
        decoy: null,
      });
    }
  return causes;
}
