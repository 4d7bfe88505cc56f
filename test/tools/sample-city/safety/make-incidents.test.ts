import { describe, expect, it } from 'vitest';
import { SeededRandom } from '../../../../main/common/seeded-random.ts';
import { type City, type Incident } from '../../../../tools/sample-city/words.ts';
import { handMadeCity, scenarioOf } from '../hand-made-city.ts';
import { mean, variance } from '../statistics.ts';
import { exposureLike, smallTown } from './small-town.ts';

const day = 86_400_000;
const days = 60;
const scenario = scenarioOf({ hourlyDays: days });
const town = smallTown(scenario);
const ofKind = (kind: Incident['kind']): readonly Incident[] =>
  town.incidents.filter((incident) => incident.kind === kind);

describe('incidents', () => {
  it('are as many as a city of that size has, in order, each with its own key', () => {
    const perDay = town.incidents.length / days;
    expect(perDay).toBeGreaterThan(70);
    expect(perDay).toBeLessThan(120);
    expect(new Set(town.incidents.map(({ key }) => key)).size).toBe(town.incidents.length);
    for (const [index, { happenedAt }] of town.incidents.entries()) {
      expect(happenedAt).toBeGreaterThanOrEqual(town.incidents[index - 1]?.happenedAt ?? 0);
      expect(happenedAt).toBeLessThan(scenario.until);
    }
    expect(smallTown(scenario).incidents).toEqual(town.incidents);
  });

  it('are the same in the last days of a shorter run', () => {
    const from = scenario.until - 20 * day;
    const keysOf = (incidents: readonly Incident[]): readonly string[] =>
      incidents.filter(({ happenedAt }) => happenedAt >= from).map(({ key }) => key);
    const long = new Set(keysOf(town.incidents));
    const short = keysOf(smallTown({ ...scenario, hourlyDays: 30 }).incidents);
    expect(short.length).toBeGreaterThan(1_000);
    expect(short.filter((key) => !long.has(key)).length).toBeLessThan(0.01 * short.length);
    expect(Math.abs(short.length - long.size)).toBeLessThan(0.01 * short.length);
  });

  it('lie in their district', () => {
    for (const { point, district, kind } of town.incidents) {
      if (kind === 'collision') continue;
      const outline = town.city.districts[district]?.outline ?? [];
      const [east, north] = [outline.map(([x]) => x), outline.map(([, y]) => y)];
      expect(point[0]).toBeGreaterThan(Math.min(...east) - 50);
      expect(point[0]).toBeLessThan(Math.max(...east) + 50);
      expect(point[1]).toBeGreaterThan(Math.min(...north) - 50);
      expect(point[1]).toBeLessThan(Math.max(...north) + 50);
    }
  });

  it('vary more from day to day and place to place than chance alone would have it', () => {
    for (const kind of ['theft', 'disorder'] as const) {
      const counts = new Map<string, number>();
      for (const { happenedAt, district } of ofKind(kind)) {
        const cell = `${district} ${Math.floor(happenedAt / day)}`;
        counts.set(cell, (counts.get(cell) ?? 0) + 1);
      }
      const all = Array.from(
        { length: 9 * days },
        (_, cell) =>
          counts.get(`${cell % 9} ${Math.floor(scenario.until / day) - 1 - Math.floor(cell / 9)}`) ?? 0,
      );
      expect(variance(all) / mean(all), kind).toBeGreaterThan(1.4);
    }
  });

  it('vary more from day to day within a district', () => {
    const last = Math.floor(scenario.until / day);
    const dispersions = town.city.districts.map((_, district) => {
      const counts = Array.from({ length: days - 1 }, () => 0);
      for (const incident of town.incidents) {
        const age = last - 1 - Math.floor(incident.happenedAt / day);
        if (incident.district === district && age >= 0 && age < days - 1)
          counts[age] = (counts[age] ?? 0) + 1;
      }
      return variance(counts) / mean(counts);
    });
    expect(mean(dispersions)).toBeGreaterThan(1.5);
  });

  it('follow one another near by and soon, as they do not when their times are shuffled', () => {
    const expected = { theft: 1.12, disorder: 1.25 } as const;
    for (const kind of ['theft', 'disorder'] as const) {
      const some = ofKind(kind);
      const times = some.map(({ happenedAt }) => happenedAt);
      const close = closePairs(some, times);
      const shuffled = mean(
        [1, 2, 3, 4].map((seed) => {
          const order = new SeededRandom(seed).shuffle(Uint32Array.from(times.keys()));
          return closePairs(
            some,
            Array.from(order, (from) => times[from] ?? 0),
          );
        }),
      );
      expect(close / shuffled, kind).toBeGreaterThan(expected[kind]);
    }
  });

  it('concentrate where land is used for it and at its hours', () => {
    const inCentre = (kind: Incident['kind']): number =>
      mean(ofKind(kind).map(({ district }) => Number(district === 4)));
    expect(inCentre('disorder')).toBeGreaterThan(1.5 * inCentre('medical'));
    expect(inCentre('theft')).toBeGreaterThan(1.2 * inCentre('medical'));
    const inNight = (kind: Incident['kind']): number =>
      mean(ofKind(kind).map(({ happenedAt }) => Number(new Date(happenedAt).getUTCHours() < 3)));
    expect(inNight('disorder')).toBeGreaterThan(1.8 * inNight('medical'));
  });

  it('are fewer outdoors in rain, of those that there would be without it', () => {
    const { hours } = town.weather;
    const keysOf = (rainMillimetres: number, kind: Incident['kind']): readonly string[] =>
      smallTown(scenarioOf({ hourlyDays: 30 }), {
        weather: { hours: hours.map((hour) => ({ ...hour, rainMillimetres })), forecasts: [] },
      }).incidents.flatMap((incident) => (incident.kind === kind ? [incident.key] : []));
    const dry = new Set(keysOf(0, 'disorder'));
    const wet = keysOf(3, 'disorder');
    expect(wet.filter((key) => !dry.has(key))).toEqual([]);
    expect(wet.length / dry.size).toBeGreaterThan(0.65);
    expect(wet.length / dry.size).toBeLessThan(0.95);
  });

  it('come with an event around its site', () => {
    const quiet = smallTown({ ...scenario, without: new Set(['event']) });
    const more = new Set(quiet.incidents.map(({ key }) => key));
    const added = town.incidents.filter(({ key }) => !more.has(key));
    expect(added.length).toBeGreaterThan(10);
    expect(town.incidents.filter(({ key }) => more.has(key))).toEqual(quiet.incidents);
    const [arena, port, hall] = ['arena', 'port', 'town-hall'].map((wanted) =>
      town.city.sites.find(({ kind }) => kind === wanted),
    );
    for (const { point } of added)
      expect(
        Math.min(
          ...[arena, port, hall].map((site) =>
            Math.hypot(point[0] - (site?.point[0] ?? 0), point[1] - (site?.point[1] ?? 0)),
          ),
        ),
      ).toBeLessThan(2_500);
  });
});

describe('responses', () => {
  const minutes = ({ arrivedAt, reportedAt }: Incident): number =>
    ((arrivedAt ?? 0) - (reportedAt ?? 0)) / 60_000;

  it('never come before the report, nor without one', () => {
    for (const incident of town.incidents) {
      if (incident.reportedAt !== null)
        expect(incident.reportedAt).toBeGreaterThanOrEqual(incident.happenedAt);
      if (incident.arrivedAt !== null) expect(minutes(incident)).toBeGreaterThan(0.5);
      if (incident.reportedAt === null) expect(incident.arrivedAt).toBeNull();
    }
  });

  it('take longer from afar and through traffic', () => {
    const medical = ofKind('medical').filter(({ arrivedAt }) => arrivedAt !== null);
    const hospitals = town.city.sites.filter(({ kind }) => kind === 'hospital');
    const away = ({ point }: Incident): number =>
      Math.min(...hospitals.map((site) => Math.hypot(site.point[0] - point[0], site.point[1] - point[1])));
    const near = medical.filter((incident) => away(incident) < 800);
    const far = medical.filter((incident) => away(incident) > 2_000);
    expect(mean(far.map(minutes)) - mean(near.map(minutes))).toBeGreaterThan(2);
    const rush = far.filter(({ reportedAt }) => [16, 17].includes(new Date(reportedAt ?? 0).getUTCHours()));
    const night = far.filter(({ reportedAt }) => new Date(reportedAt ?? 0).getUTCHours() < 5);
    expect(mean(rush.map(minutes)) / mean(night.map(minutes))).toBeGreaterThan(1.15);
  });
});

describe('the census', () => {
  const other = (city: City): City => ({
    ...city,
    districts: city.districts.map((district, index) => ({
      ...district,
      census: {
        medianIncome: 60_000 - 4_000 * ((index * 5) % 9),
        under18: 0.4 - district.census.under18,
        over65: 0.05,
        carsPerHousehold: 2 - district.census.carsPerHousehold,
      },
    })),
  });

  it('changes nothing', () => {
    const city = other(handMadeCity());
    const elsewhere = smallTown(scenario, { city });
    expect(elsewhere.incidents).toEqual(town.incidents);
    expect(elsewhere.causes).toEqual(town.causes);
  });

  it('with the bias of reporting changes what is reported, the more the poorer, and not what happens', () => {
    const biased = smallTown({ ...scenario, reportingBias: true });
    const happened = ({ incidents }: typeof town): readonly unknown[] =>
      incidents.map((incident) => ({ ...incident, reportedAt: 0, arrivedAt: 0 }));
    expect(happened(biased)).toEqual(happened(town));
    for (const [index, incident] of biased.incidents.entries())
      if (incident.reportedAt !== null) expect(incident).toEqual(town.incidents[index]);
    const kept = (district: number): number => {
      const those = biased.incidents.flatMap((incident, index) =>
        incident.district === district && town.incidents[index]?.reportedAt !== null
          ? [Number(incident.reportedAt !== null)]
          : [],
      );
      return mean(those);
    };
    expect(kept(0)).toBeLessThan(0.6);
    expect(kept(4)).toBeLessThan(0.85);
    expect(kept(4)).toBeGreaterThan(kept(0) + 0.1);
    expect(kept(8)).toBe(1);
  });
});

/** Pairs within 400 m and two days, as Knox (1964) counts them. */
function closePairs(incidents: readonly Incident[], times: readonly number[]): number {
  let pairs = 0;
  for (const [left, { point }] of incidents.entries())
    for (let right = 0; right < left; right++) {
      const other = incidents[right]?.point ?? point;
      if (Math.abs((times[left] ?? 0) - (times[right] ?? 0)) > 2 * day) continue;
      if (Math.hypot(point[0] - other[0], point[1] - other[1]) < 400) pairs++;
    }
  return pairs;
}

describe('a city without traffic', () => {
  it('has all but collisions as it was', () => {
    const empty = smallTown(scenario, { exposure: exposureLike(town.city, () => 0) });
    const rest = town.incidents.filter(({ kind }) => kind !== 'collision');
    const quiet = empty.incidents.filter(({ key }) => key !== 'collision-story');
    expect(quiet.map(({ key }) => key)).toEqual(rest.map(({ key }) => key));
  });
});
