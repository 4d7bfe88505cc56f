import { type DayKind } from '../calendar/city-clock.ts';
import { type Feeder } from '../words.ts';
import { buildingTypes, chargingAt, useAt } from './day-profiles.ts';
import { coolingShare, heatingShare } from './temperature-response.ts';

/** What is installed on a feeder. */
export type FeederMix = Pick<Feeder, 'homesKw' | 'officesKw' | 'shopsKw' | 'industryKw' | 'chargersKw'>;

/** Days for which a network is planned: cold and dark, and warm; a warm spell is hotter. */
const plannedFor = [
  { feltCelsius: 6, darkUntil: 8, darkFrom: 17.5 },
  { feltCelsius: 23, darkUntil: 6, darkFrom: 21.5 },
] as const;
const dayKinds: readonly DayKind[] = ['working', 'saturday', 'sunday'];

/** The highest load of an ordinary year, kW, with no help from the sun: what ratings are a margin on. */
export function ordinaryPeakKw(mix: FeederMix): number {
  let peak = 0;
  for (const { feltCelsius, darkUntil, darkFrom } of plannedFor)
    for (const kind of dayKinds)
      for (let minute = 0; minute < 1440; minute += 30) {
        const darkness = minute / 60 < darkUntil || minute / 60 > darkFrom ? 1 : 0;
        let load = mix.chargersKw * chargingAt(kind, minute);
        for (const type of buildingTypes)
          load +=
            mix[`${type}Kw`] *
            (useAt(type, kind, minute, darkness) +
              heatingShare(type, kind, minute, feltCelsius) +
              coolingShare(type, kind, minute, feltCelsius));
        peak = Math.max(peak, load);
      }
  return peak;
}
