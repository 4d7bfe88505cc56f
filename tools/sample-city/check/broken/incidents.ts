import { streamOf } from '../../random.ts';
import { incidentKinds, type Incident, type Point, type World } from '../../words.ts';
import type { Broken } from './broken.ts';

function withIncidents(world: World, change: (incident: Incident, index: number) => Incident): World {
  return { ...world, incidents: world.incidents.map(change) };
}

const shuffledTimes: Broken = {
  name: 'shuffled incidents: places and times of a kind are dealt anew',
  fails: ['incidents-cluster', 'incidents-cluster-surely'],
  change: (world) => {
    const times = new Map<number, number>();
    for (const kind of incidentKinds) {
      const own = world.incidents.flatMap((incident, index) => (incident.kind === kind ? [index] : []));
      const order = streamOf(1, 'shuffled', kind).shuffle(Uint32Array.from(own));
      own.forEach((index, at) =>
        times.set(index, world.incidents[order[at] ?? index]?.happenedAt ?? Number.NaN),
      );
    }
    return withIncidents(world, (incident, index) => ({
      ...incident,
      happenedAt: times.get(index) ?? incident.happenedAt,
    }));
  },
};

const anywhere: Broken = {
  name: 'incidents happen anywhere alike',
  fails: ['incidents-overdispersed'],
  change: (world) => {
    const random = streamOf(1, 'anywhere');
    const [east, north] = [0, 1].map((axis) => {
      const all = world.incidents.map(({ point }) => point[axis] ?? 0);
      const from = all.reduce((least, value) => Math.min(least, value), Infinity);
      return { from, to: all.reduce((most, value) => Math.max(most, value), -Infinity) };
    });
    const within = (range: { from: number; to: number } | undefined) =>
      (range?.from ?? 0) + random.next() * ((range?.to ?? 0) - (range?.from ?? 0));
    return withIncidents(world, (incident) => {
      const point: Point = [within(east), within(north)];
      return { ...incident, point };
    });
  },
};

const anyTime: Broken = {
  name: 'incidents happen at any time alike',
  fails: ['incidents-overdispersed-in-time', 'incidents-cluster'],
  change: (world) => {
    const random = streamOf(1, 'any time');
    const { until, hourlyDays } = world.scenario;
    return withIncidents(world, (incident) => ({
      ...incident,
      happenedAt: until - random.next() * hourlyDays * 86_400_000,
    }));
  },
};

export const brokenIncidents: readonly Broken[] = [shuffledTimes, anywhere, anyTime];
