import { capacityOf, exitCapacityOf } from '../fundamental-diagram.ts';
import { type City } from '../../words.ts';
import { type Network } from '../network.ts';

/** What a link costs when it is empty, and how much it carries. */
export interface LinkTimes {
  readonly freeSeconds: Float64Array;
  /** Vehicles an hour. */
  readonly capacity: Float64Array;
}

/** Length of a signal's cycle, seconds. */
const cycleSeconds = 80;
/** The curve of the Bureau of Public Roads (1964); steeper than its 0.15 for streets with signals. */
const bpr = { atCapacity: 0.6, power: 4 };

/** Free times, with half the red squared over the cycle at a signal (the uniform delay of Webster 1958 when it is empty). */
export function linkTimes(city: City, network: Network): LinkTimes {
  const freeSeconds = new Float64Array(network.links);
  const capacity = new Float64Array(network.links);
  for (let link = 0; link < network.links; link++) {
    const road = city.roads[network.roadOf[link] ?? -1];
    if (road === undefined) continue;
    const red = 1 - road.greenShare;
    freeSeconds[link] = (road.lengthMetres / road.freeSpeedKmh) * 3.6 + 0.5 * cycleSeconds * red * red;
    capacity[link] = Math.min(capacityOf(road), exitCapacityOf(road));
  }
  return { freeSeconds, capacity };
}

/** Times under a load. @param flows vehicles an hour */
export function loadedSeconds(times: LinkTimes, flows: Float64Array): Float64Array {
  return times.freeSeconds.map((free, link) => {
    const ratio = (flows[link] ?? 0) / Math.max(1, times.capacity[link] ?? 1);
    return free * (1 + bpr.atCapacity * Math.min(ratio, 2.5) ** bpr.power);
  });
}
