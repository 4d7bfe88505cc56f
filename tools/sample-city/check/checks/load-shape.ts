import type { Check } from '../check.ts';
import { correlation, meanOf } from '../measures/order.ts';
import { hourlyProfile } from '../measures/profile.ts';
import { cityLoad } from '../study/city-load.ts';

/** The highest hour of the mean working day against the lowest. */
export const loadDay: Check = (study) => {
  const { load, clock } = cityLoad(study);
  const profile = hourlyProfile(load, clock, true);
  return {
    figure: Math.max(...profile) / Math.min(...profile),
    detail: `all feeders, ${load.steps} hours`,
  };
};

/** Load is like that of the day before. */
export const loadRepeatsDaily: Check = (study) => {
  const { values } = cityLoad(study).load;
  return {
    figure: correlation(values.subarray(24), values.subarray(0, -24)),
    detail: `all feeders, ${values.length - 24} pairs of hours`,
  };
};

/** Load of days off against that of working days. */
export const loadWeek: Check = (study) => {
  const { load, clock } = cityLoad(study);
  const [workdays, daysOff] = [1, 0].map((isWorkday) =>
    meanOf(load.values.filter((_, step) => clock.isWorkday[step] === isWorkday)),
  );
  return {
    figure: (daysOff ?? Number.NaN) / (workdays ?? Number.NaN),
    detail: `${Math.round(daysOff ?? Number.NaN)} kW against ${Math.round(workdays ?? Number.NaN)} kW`,
  };
};
