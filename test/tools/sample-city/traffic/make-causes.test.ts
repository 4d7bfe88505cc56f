import { describe, expect, it } from 'vitest';
import { makeTrafficCauses } from '../../../../tools/sample-city/traffic/make-causes.ts';
import {
  type Calendar,
  causeKinds,
  type CityEvent,
  type Weather,
} from '../../../../tools/sample-city/words.ts';
import { fairWeather, monday, ringCity, smallScenario, weeks } from './small-cities.ts';

const hour = 3_600_000;
const days = 120;
const city = ringCity().build();
const scenario = smallScenario(days);

/** It rains from two to six of every second day, and is foggy on the mornings of the others. */
function changing(): Weather {
  const fair = fairWeather(days);
  return {
    ...fair,
    hours: fair.hours.map((each, index) => {
      const [day, time] = [Math.floor(index / 24), index % 24];
      const rains = day % 2 === 0 && time >= 2 && time < 6;
      const isFoggy = day % 2 === 1 && time >= 6 && time < 9;
      return { ...each, rainMillimetres: rains ? 2 : 0, visibilityMetres: isFoggy ? 300 : 20_000 };
    }),
  };
}

function calendar(): Calendar {
  const events = Array.from({ length: 60 }, (_, index): CityEvent => ({
    key: `event-${index}`,
    name: { en: 'Match', zh: '比赛' },
    kind: 'match',
    site: 0,
    startsAt: monday + (index * 48 + 20) * hour,
    endsAt: monday + (index * 48 + 22) * hour,
    visitors: 20_000,
  }));
  return { ...weeks(days), events };
}

describe('what disturbs traffic', () => {
  const causes = makeTrafficCauses(scenario, city, calendar(), changing());

  it('has every spell of weather, every event, roadworks and decoys, each with a key of its own', () => {
    const count = (kind: string): number =>
      causes.filter((cause) => cause.kind === kind && cause.decoy === null).length;
    expect(count('rain')).toBe(days / 2);
    expect(count('fog')).toBe(days / 2);
    expect(count('event')).toBe(60);
    expect(count('roadworks')).toBeGreaterThan(5);
    expect(new Set(causes.map(({ decoy }) => decoy))).toEqual(
      new Set([null, 'other-carriageway', 'no-effect']),
    );
    expect(new Set(causes.map(({ key }) => key)).size).toBe(causes.length);
    for (const { startsAt, endsAt } of causes) expect(endsAt).toBeGreaterThan(startsAt);
  });

  it('leaves out a kind and nothing else', () => {
    for (const kind of causeKinds) {
      const fewer = makeTrafficCauses(
        { ...scenario, without: new Set([kind]) },
        city,
        calendar(),
        changing(),
      );
      expect(fewer).toEqual(causes.filter((cause) => cause.kind !== kind));
    }
  });

  it('is reported late or never three times in ten, decoys always', () => {
    const real = causes.filter(({ decoy }) => decoy === null);
    const late = real.filter(
      ({ reportedAt, startsAt }) => reportedAt === null || reportedAt - startsAt > 20 * 60_000,
    );
    expect(late.length / real.length).toBeGreaterThan(0.22);
    expect(late.length / real.length).toBeLessThan(0.38);
    expect(late.some(({ reportedAt }) => reportedAt === null)).toBe(true);
    for (const { decoy, reportedAt } of causes) if (decoy !== null) expect(reportedAt).not.toBeNull();
  });
});
