import { type Calendar, type City, type Scenario } from '../words.ts';
import { type CityLoad, stepMilliseconds } from './city-load.ts';
import { outagesOf } from './draw-outages.ts';
import { eventKw, sharesOfFeeders, stepsOfEvent } from './event-load.ts';
import { undisturbedLoad } from './feeder-load.ts';
import { type Outage, remainingShare, stepsOfOutage } from './outage.ts';

/** What a feeder carries over the hourly data, and how it failed. */
export interface FeederSpan {
  /** kW every 15 minutes with neither events nor outages. */
  readonly undisturbed: Float64Array;
  /** kW every 15 minutes. */
  readonly load: Float64Array;
  readonly outages: readonly Outage[];
}

/** An event and the feeders that feed it. */
export interface FedEvent {
  readonly event: Calendar['events'][number];
  readonly shares: ReadonlyMap<number, number>;
}

export function fedEvents(city: City, calendar: Calendar): readonly FedEvent[] {
  const sharesBySite = new Map<number, ReadonlyMap<number, number>>();
  return calendar.events.map((event) => {
    const shares = sharesBySite.get(event.site) ?? sharesOfFeeders(city, event.site);
    sharesBySite.set(event.site, shares);
    return { event, shares };
  });
}

/** Each feeder depends on its own streams and on what the whole city shares, not on other feeders. */
export function feederSpan(
  scenario: Scenario,
  city: City,
  index: number,
  shared: CityLoad,
  events: readonly FedEvent[],
): FeederSpan {
  const feeder = city.feeders[index];
  if (!feeder) throw new RangeError(`no feeder ${index}`);
  const undisturbed = undisturbedLoad(scenario.seed, feeder, shared);
  const load = undisturbed.slice();
  for (const { event, shares } of events) addEvent(load, event, shares.get(index) ?? 0, shared);
  const outages = scenario.without.has('outage') ? [] : outagesOf(scenario.seed, feeder, index, load, shared);
  for (const outage of outages) {
    const [first, end] = stepsOfOutage(outage, shared);
    for (let step = first; step < end; step++)
      load[step] = (load[step] ?? 0) * remainingShare(outage, shared.start + step * stepMilliseconds);
  }
  return { undisturbed, load, outages };
}

function addEvent(load: Float64Array, event: FedEvent['event'], share: number, shared: CityLoad): void {
  if (share === 0) return;
  const [first, end] = stepsOfEvent(event, shared.start, shared.steps);
  for (let step = first; step < end; step++)
    load[step] = (load[step] ?? 0) + share * eventKw(event, shared.start + step * stepMilliseconds);
}
