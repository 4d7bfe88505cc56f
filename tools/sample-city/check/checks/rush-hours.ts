import type { Check } from '../check.ts';
import { hourlyProfile, rushHours as rushHoursOf } from '../measures/profile.ts';

/** Slowness of motorways in the lesser of the two rush hours of working days, against midday. */
export const rushHours: Check = (study) => {
  const { morning, midday, evening } = rushHoursOf(hourlyProfile(study.motorwaySlowness, study.clock, true));
  return {
    figure: Math.min(morning, evening) / midday,
    detail: `slowness ${morning.toFixed(3)} in the morning, ${midday.toFixed(3)} at midday, ${evening.toFixed(3)} in the evening`,
  };
};

/** Flow of all detectors in the lesser of the two rush hours of working days, against midday. */
export const rushHoursFlow: Check = (study) => {
  const profile = hourlyProfile(study.world.traffic.flow, study.clock, true);
  const { morning, midday, evening } = rushHoursOf(profile);
  return {
    figure: Math.min(morning, evening) / midday,
    detail: `${Math.round(morning)}, ${Math.round(midday)} and ${Math.round(evening)} veh/h on the mean detector`,
  };
};

/** Slowness of motorways in the rush hours, days off against working days. */
export const weekend: Check = (study) => {
  const [workdays, daysOff] = [true, false].map((isWorkday) => {
    const { morning, evening } = rushHoursOf(hourlyProfile(study.motorwaySlowness, study.clock, isWorkday));
    return morning + evening;
  });
  return {
    figure: (daysOff ?? Number.NaN) / (workdays ?? Number.NaN),
    detail: 'motorways, sum of the worst hours of 6-10 and 15-20',
  };
};
