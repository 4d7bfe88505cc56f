import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { z } from 'zod';
import type { Point } from '../../../tools/sample-city/words.ts';
import { alongLine, lengthOf } from '../../../tools/sample-city/city/shapes/lines.ts';
import { detectorLinks } from '../../../tools/sample-city/files/detector-links.ts';
import { makeWorld } from '../../../tools/sample-city/make-world.ts';
import { makeTruth } from '../../../tools/sample-city/truth/make-truth.ts';
import type { Cause, City, Effect, World } from '../../../tools/sample-city/words.ts';
import type { CauseCity } from './protocol.ts';

const pointSchema = z.object({ north: z.number(), east: z.number() });
const happeningSchema = z.object({
  key: z.string(),
  point: pointSchema,
  startsAt: z.number(),
  endsAt: z.number(),
  /** When the log has it. */
  knownAt: z.number(),
});

const observedSchema = z.object({
  points: z.array(pointSchema),
  edges: z.array(z.tuple([z.number(), z.number(), z.number()])),
  start: z.number(),
  stepSeconds: z.number(),
  steps: z.number(),
  /** km/h, `[place, step]`. */
  speeds: z.instanceof(Float32Array),
  onRoad: z.array(
    happeningSchema.extend({
      kind: z.enum(['collision', 'roadworks']),
      endsAt: z.number().nullable(),
      /** When the log has its end; null where it never will. */
      endKnownAt: z.number().nullable(),
      isDecoy: z.boolean(),
    }),
  ),
  /** Told in the middle of the feeder that is off; the log has their ends as they come. */
  outages: z.array(happeningSchema),
  events: z.array(happeningSchema.extend({ visitors: z.number() })),
  weather: z.array(
    z.object({
      metric: z.enum(['rain', 'visibility']),
      startsAt: z.number(),
      endsAt: z.number(),
      value: z.number(),
      isForecast: z.boolean(),
      knownAt: z.number(),
    }),
  ),
  causes: z.array(
    z.object({
      key: z.string(),
      kind: z.enum(['rain', 'fog', 'collision', 'event', 'roadworks', 'heat', 'outage']),
      /** Where on the road it is; null elsewhere. */
      point: pointSchema.nullable(),
    }),
  ),
  /** What each cause did, km/h: positions in `causes` and among the places, and steps. */
  effects: z.object({
    cause: z.instanceof(Int32Array),
    place: z.instanceof(Int32Array),
    step: z.instanceof(Int32Array),
    effect: z.instanceof(Float32Array),
  }),
});
/** What a console may read of a generated city, and beside it what really acted. */
export type ObservedCity = z.infer<typeof observedSchema>;

/** A city of the protocol, generated, or read where it was kept before. @param keep a folder, if any */
export function observedCity({ scenario }: CauseCity, keep?: string): ObservedCity {
  const file = keep === undefined ? undefined : join(keep, `causes-${scenario.seed}.bin`);
  if (file !== undefined && existsSync(file)) return observedSchema.parse(deserialize(readFileSync(file)));
  const world = makeWorld(scenario, () => undefined);
  const made = observed(
    world,
    makeTruth(world, () => undefined),
  );
  if (file !== undefined) {
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, serialize(made));
  }
  return made;
}

/** As the systems of a city tell it: planned works are in its log, and so are the entries that disturb nothing. */
export function observed(
  world: Pick<World, 'city' | 'causes' | 'incidents' | 'calendar' | 'weather' | 'traffic'>,
  effects: readonly Effect[],
): ObservedCity {
  const { city, causes, incidents, calendar, weather, traffic } = world;
  const { start, stepSeconds, steps, values } = traffic.speed;
  const places = new Map(city.detectors.map(({ key }, index) => [key, index]));
  const positions = new Map(causes.map(({ key }, index) => [key, index]));
  const told = effects.filter(({ metric }) => metric === 'speed');
  const byKey = new Map(causes.map((cause) => [cause.key, cause]));
  const roadPoint = ({ at }: Cause): Point | null =>
    at.kind === 'road' ? alongLine(city.roads[at.road]?.line ?? [], at.atMetres).point : null;
  const works = causes.filter(({ kind, decoy }) => kind === 'roadworks' || decoy !== null);
  return {
    points: city.detectors.map(({ road, atMetres }) =>
      named(alongLine(city.roads[road]?.line ?? [], atMetres).point),
    ),
    edges: detectorLinks(city).map(({ from, to, weight }) => [from, to, weight]),
    ...{ start, stepSeconds, steps, speeds: new Float32Array(values) },
    onRoad: [
      ...incidents.flatMap(({ key, kind, point, happenedAt, reportedAt }) =>
        kind !== 'collision' || reportedAt === null
          ? []
          : [
              {
                ...{
                  key,
                  kind,
                  point: named(point),
                  startsAt: happenedAt,
                  knownAt: reportedAt,
                  isDecoy: false,
                },
                endsAt: byKey.get(key)?.endsAt ?? null,
                endKnownAt: byKey.get(key)?.endsAt ?? null,
              },
            ],
      ),
      ...works.flatMap((cause) => {
        const { key, startsAt, endsAt, reportedAt, decoy } = cause;
        const point = roadPoint(cause);
        if (reportedAt === null || point === null) return [];
        const kind = decoy === null ? ('roadworks' as const) : ('collision' as const);
        const endKnownAt = decoy === null ? reportedAt : endsAt;
        return [
          {
            key,
            kind,
            point: named(point),
            startsAt,
            endsAt,
            knownAt: reportedAt,
            endKnownAt,
            isDecoy: decoy !== null,
          },
        ];
      }),
    ],
    outages: outagesOf(city, causes),
    events: calendar.events.flatMap(({ key, site, startsAt, endsAt, visitors }) => {
      const knownAt = byKey.get(key)?.reportedAt ?? null;
      const point = city.sites[site]?.point;
      return knownAt === null || point === undefined
        ? []
        : [{ key, point: named(point), startsAt, endsAt, knownAt, visitors }];
    }),
    weather: [
      ...weather.hours.flatMap((hour) => weatherOf(hour, false, hour.at + hourMilliseconds)),
      ...weather.forecasts.flatMap(({ issuedAt, hours }) =>
        hours.flatMap((hour) => weatherOf(hour, true, issuedAt)),
      ),
    ].sort((one, other) => one.startsAt - other.startsAt || one.knownAt - other.knownAt),
    causes: causes.map((cause) => {
      const point = roadPoint(cause);
      return { key: cause.key, kind: cause.kind, point: point === null ? null : named(point) };
    }),
    effects: {
      cause: Int32Array.from(told, ({ cause }) => positions.get(cause) ?? -1),
      place: Int32Array.from(told, ({ place }) => places.get(place) ?? -1),
      step: Int32Array.from(told, ({ at }) => (at - start) / 1000 / stepSeconds),
      effect: Float32Array.from(told, ({ effect }) => effect),
    },
  };
}

/** Outages that the log has. */
export function outagesOf(city: City, causes: readonly Cause[]): ObservedCity['outages'] {
  return causes.flatMap(({ key, kind, at, startsAt, endsAt, reportedAt }) => {
    if (kind !== 'outage' || at.kind !== 'feeder' || reportedAt === null) return [];
    const line = city.feeders[at.feeder]?.line ?? [];
    const { point } = alongLine(line, lengthOf(line) / 2);
    return [{ key, point: named(point), startsAt, endsAt, knownAt: reportedAt }];
  });
}

const hourMilliseconds = 3_600_000;

function weatherOf(
  { at, rainMillimetres, visibilityMetres }: World['weather']['hours'][number],
  isForecast: boolean,
  knownAt: number,
): ObservedCity['weather'] {
  const when = { startsAt: at, endsAt: at + hourMilliseconds, isForecast, knownAt };
  return [
    { metric: 'rain', value: rainMillimetres, ...when },
    { metric: 'visibility', value: visibilityMetres, ...when },
  ];
}

function named([east, north]: Point): ObservedCity['points'][number] {
  return { north, east };
}
