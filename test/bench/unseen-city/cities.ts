import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { z } from 'zod';
import { stepCalendar } from '../../../main/forecast/origin/calendar.ts';
import { undirected } from '../../../models/series/neighbours.ts';
import { linksFromEdges, type Series } from '../../../models/series/series.ts';
import { detectorLinks } from '../../../tools/sample-city/files/detector-links.ts';
import { makeWorld } from '../../../tools/sample-city/make-world.ts';
import { cityZone, type Scenario } from '../../../tools/sample-city/words.ts';
import type { ProtocolCity } from './protocol.ts';

const speedsSchema = z.object({
  places: z.array(z.string()),
  edges: z.array(z.tuple([z.number(), z.number(), z.number()])),
  start: z.number(),
  stepSeconds: z.number(),
  steps: z.number(),
  values: z.instanceof(Float32Array),
});
type Speeds = z.infer<typeof speedsSchema>;

function simulated(scenario: Scenario): Speeds {
  const { city, traffic } = makeWorld(scenario, () => undefined);
  return {
    places: city.detectors.map(({ key }) => key),
    edges: detectorLinks(city).map(({ from, to, weight }) => [from, to, weight]),
    ...traffic.speed,
    values: new Float32Array(traffic.speed.values),
  };
}

/** What was simulated before, where it was kept in that folder; whether it is that city is the caller's to see. */
function simulatedOnce(scenario: Scenario, folder: string | undefined): Speeds {
  if (folder === undefined) return simulated(scenario);
  const file = join(folder, `city-${scenario.seed}.bin`);
  if (existsSync(file)) return speedsSchema.parse(deserialize(readFileSync(file)));
  const speeds = simulated(scenario);
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, serialize(speeds));
  return speeds;
}

/**
 * The speeds of a city of the protocol, as the engine hands them to a model, but for what a network can be given beside: joined cities
 * have none of it, so the one that was trained on the city itself has none either.
 * @param keep where cities are kept from one run to the next, if anywhere
 * @throws Error where they are not those of the protocol
 */
export function generated(
  { name, scenario, sha256 }: ProtocolCity,
  say: (line: string) => void,
  keep?: string,
): Series {
  const began = performance.now();
  const { places, edges, start, stepSeconds, steps, values } = simulatedOnce(scenario, keep);
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
    links: undirected(linksFromEdges(places.length, edges, 'road')),
    covariates: [],
  };
}
