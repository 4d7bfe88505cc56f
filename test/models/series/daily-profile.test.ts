import { describe, expect, it } from 'vitest';
import { fitDailyProfile, profileIndex, usualOptions } from '../../../models/series/daily-profile.ts';
import { UsualWithoutSelf } from '../../../models/series/leave-out.ts';
import { smallCity } from '../small-city.ts';

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

describe('fitDailyProfile', () => {
  it('takes the mean over days of half an hour to either side', () => {
    const series = smallCity({ places: 1, days: 3 });
    const profile = fitDailyProfile(series, usualOptions);
    const around = [0, 1, 2].flatMap((day) => [...series.values.subarray(day * 96 + 38, day * 96 + 43)]);
    const index = profileIndex(profile, 0, 40 * 15, 0);
    expect(profile.means[index]).toBeCloseTo(mean(around), 3);
    expect(profile.counts[index]).toBe(15);
  });

  it('tells weekends from weekdays only when there is enough of both', () => {
    expect(fitDailyProfile(smallCity({ days: 9 }), usualOptions).dayTypes).toBe(1);
    const series = smallCity({ places: 1, days: 14 });
    for (let step = 0; step < series.steps; step++) {
      if ((series.calendar.dayOfWeek[step] ?? 0) >= 5) series.values[step] = 100;
    }
    const profile = fitDailyProfile(series, usualOptions);
    expect(profile.dayTypes).toBe(2);
    expect(profile.means[profileIndex(profile, 0, 480, 6)]).toBe(100);
    expect(profile.means[profileIndex(profile, 0, 480, 1)]).toBeLessThan(60);
  });
});

describe('UsualWithoutSelf', () => {
  it('is the mean of the other days', () => {
    const series = smallCity({ places: 1, days: 3 });
    const without = new UsualWithoutSelf(series, fitDailyProfile(series, usualOptions)).along(96 + 40, 1);
    const others = [0, 2].flatMap((day) => [...series.values.subarray(day * 96 + 38, day * 96 + 43)]);
    expect(without[0]).toBeCloseTo(mean(others), 3);
  });
});
