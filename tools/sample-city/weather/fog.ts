import { dayMilliseconds, hourMilliseconds } from '../calendar/span.ts';
import { logNormal } from '../draws.ts';
import { streamOf } from '../random.ts';
import { story } from '../story.ts';
import { warmSeason } from './seasons.ts';

export interface FogBank {
  readonly startsAt: number;
  readonly endsAt: number;
  readonly visibilityMetres: number;
  /** In [0, 1): where forecasts see it or not. */
  readonly clarity: number;
}

/** Fog lifts where the wind is stronger. */
export const strongestWindOfFog = 4.5;

/**
 * Banks of fog that touch `[from, until)`, at most one a night, most of them towards dawn; more often in the cold half of the year.
 *
 * @param key `'fog'`, or another name for fog that never comes
 */
export function fogBanksOf(seed: number, key: string, from: number, until: number): readonly FogBank[] {
  const banks: FogBank[] = [];
  for (let day = Math.floor(from / dayMilliseconds) - 1; day * dayMilliseconds < until; day++) {
    const random = streamOf(seed, 'weather', key, day);
    const happens = random.next() < 0.13 - 0.06 * warmSeason(day * dayMilliseconds);
    const startsAt = day * dayMilliseconds + (4 + 2 * random.normal()) * hourMilliseconds;
    const endsAt = startsAt + logNormal(random, 4.5, 0.4) * hourMilliseconds;
    const visibilityMetres = Math.max(60, Math.min(900, logNormal(random, 300, 0.6)));
    const clarity = random.next();
    if (happens && endsAt > from && !isClearByStory(startsAt))
      banks.push({ startsAt, endsAt, visibilityMetres, clarity });
  }
  return banks;
}

/** Neither the story's warm days nor its last day have fog. */
function isClearByStory(at: number): boolean {
  const { heat, rain } = story;
  const isWarm = at > heat.startsAt - dayMilliseconds && at < heat.endsAt;
  return isWarm || Math.floor(at / dayMilliseconds) === Math.floor(rain.startsAt / dayMilliseconds);
}

/** Visibility through the banks that lie over an hour's middle, metres; infinite where none does. */
export function visibilityThrough(banks: readonly FogBank[], at: number): number {
  const middle = at + hourMilliseconds / 2;
  let visibility = Number.POSITIVE_INFINITY;
  for (const bank of banks)
    if (bank.startsAt <= middle && middle < bank.endsAt)
      visibility = Math.min(visibility, bank.visibilityMetres);
  return visibility;
}
