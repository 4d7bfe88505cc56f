import { createHash } from 'node:crypto';
import { stepCalendar } from '../../../main/forecast/calendar.ts';
import { linksFromEdges, type Series } from '../../../models/series/series.ts';
import { detectorLinks } from '../../../tools/sample-city/files/detector-links.ts';
import { makeWorld } from '../../../tools/sample-city/make-world.ts';
import { cityZone } from '../../../tools/sample-city/words.ts';
import type { ProtocolCity } from './protocol.ts';

/**
 * The speeds of a city of the protocol, as the engine hands them to a model.
 * @throws Error where they are not those of the protocol
 */
export function generated({ name, scenario, sha256 }: ProtocolCity, say: (line: string) => void): Series {
  const began = performance.now();
  const { city, traffic } = makeWorld(scenario, () => undefined);
  const { start, stepSeconds, steps, values } = traffic.speed;
  const edges = detectorLinks(city).map(({ from, to, weight }) => [from, to, weight] as const);
  const places = city.detectors.map(({ key }) => key);
  const found = createHash('sha256')
    .update(JSON.stringify({ places, edges, start, steps }))
    .update(new Uint8Array(values.buffer, values.byteOffset, values.byteLength))
    .digest('hex');
  const missing = values.reduce((count, value) => count + (Number.isNaN(value) ? 1 : 0), 0) / values.length;
  say(
    `${name}: ${places.length} detectors, ${edges.length} links, ${steps} steps, ` +
      `${(100 * missing).toFixed(1)} % missing, sha256 ${found}, ${((performance.now() - began) / 1000).toFixed(0)} s`,
  );
  if (found !== sha256) throw new Error(`${name} is not the city of the protocol`);
  return {
    places,
    start,
    stepSeconds,
    steps,
    values,
    calendar: stepCalendar(start, stepSeconds, steps, cityZone),
    links: linksFromEdges(places.length, edges, 'road'),
    covariates: [],
  };
}
