import { fitDailyProfile, profileAlong, usualOptions, type DailyProfile } from '../series/daily-profile.ts';
import type { FilledWindow } from '../series/fill.ts';
import { UsualWithoutSelf } from '../series/leave-out.ts';
import type { Calendar, Series } from '../series/series.ts';
import { isSilent } from './gaps.ts';

/** What the places of a window do at this time on this kind of day, beside the usual that fills gaps. */
export interface Habits {
  /** `[place, horizon step]`: the usual of weekdays or of weekends, drawn towards that of all days where few were seen. */
  readonly dayTypeHorizon: Float32Array;
  /** `[place]`: the same at the last history step. */
  readonly dayTypeLast: Float32Array;
  /** `[place, horizon step]`: standard deviation around the usual; NaN where it is not known. */
  readonly deviations: Float32Array;
}

/** The usual, and that of weekdays and weekends apart however few there were. */
export interface HabitProfiles {
  readonly usual: DailyProfile;
  /** The usual itself where it tells day types apart already. */
  readonly byDayType: DailyProfile;
}

export function fitHabits(series: Series): HabitProfiles {
  const usual = fitDailyProfile(series, usualOptions);
  return {
    usual,
    byDayType:
      usual.dayTypes === 2 ? usual : fitDailyProfile(series, { ...usualOptions, daysOfEachTypeNeeded: 0 }),
  };
}

/** The usual of all days weighs as much as this many days of the same type. */
const priorDays = 1;

/** Habits as they are known at the window's origin. */
export function habitsOf(filled: FilledWindow, { usual, byDayType }: HabitProfiles): Habits {
  const { window, trained, usualHistory, usualHorizon } = filled;
  const { horizonCalendar, historyCalendar, historySteps } = window;
  const deviations = profileAlong(usual, trained, horizonCalendar, usual.deviations);
  const lastUsual = Float32Array.from(
    trained,
    (_, place) => usualHistory[(place + 1) * historySteps - 1] ?? NaN,
  );
  const towards = (means: Float32Array, calendar: Calendar): Float32Array => {
    if (byDayType === usual) return means;
    const counts = profileAlong(byDayType, trained, calendar, byDayType.counts);
    return shrunk(profileAlong(byDayType, trained, calendar), counts, means, byDayType);
  };
  return {
    dayTypeHorizon: towards(usualHorizon, horizonCalendar),
    dayTypeLast: towards(lastUsual, lastOf(historyCalendar)),
    deviations,
  };
}

/** Habits of training windows, which leave the window's own readings out: no answer is part of its question. */
export class HabitsWithoutSelf {
  readonly #usual: UsualWithoutSelf;
  readonly #byDayType: UsualWithoutSelf;
  readonly #profiles: HabitProfiles;

  /** `profiles` must have been learned from this series. */
  constructor(series: Series, profiles: HabitProfiles) {
    this.#usual = new UsualWithoutSelf(series, profiles.usual);
    this.#byDayType =
      profiles.byDayType === profiles.usual ? this.#usual : new UsualWithoutSelf(series, profiles.byDayType);
    this.#profiles = profiles;
  }

  /** A filled window of the series at `origin`, and its habits. */
  at(filled: FilledWindow, origin: number): { readonly filled: FilledWindow; readonly habits: Habits } {
    const { historySteps, horizonSteps } = filled.window;
    const usualHistory = this.#usual.along(origin - historySteps, historySteps);
    const usualHorizon = this.#usual.along(origin, horizonSteps);
    const history = filled.history.slice();
    for (let place = 0; place < filled.window.places.length; place++) {
      if (!isSilent(filled, place)) continue;
      const from = place * historySteps;
      history.set(usualHistory.subarray(from, from + historySteps), from);
    }
    return {
      filled: { ...filled, history, usualHistory, usualHorizon },
      habits: {
        dayTypeHorizon: this.#towards(usualHorizon, origin, horizonSteps),
        dayTypeLast: this.#towards(this.#usual.along(origin - 1, 1), origin - 1, 1),
        deviations: this.#usual.deviationsAlong(origin, horizonSteps),
      },
    };
  }

  #towards(means: Float32Array, from: number, steps: number): Float32Array {
    if (this.#byDayType === this.#usual) return means;
    const counts = this.#byDayType.countsAlong(from, steps);
    return shrunk(this.#byDayType.along(from, steps), counts, means, this.#profiles.byDayType);
  }
}

/** Means of a day type drawn towards those of all days; `[place, step]` each. */
function shrunk(
  means: Float32Array,
  counts: Float32Array,
  usual: Float32Array,
  profile: DailyProfile,
): Float32Array {
  const prior = priorDays * (1 + 2 * Math.floor(profile.halfWidthMinutes / profile.slotMinutes));
  const out = new Float32Array(usual.length);
  for (let index = 0; index < out.length; index++) {
    const count = counts[index] ?? 0;
    const general = usual[index] ?? NaN;
    out[index] =
      count > 0 ? ((means[index] ?? general) * count + general * prior) / (count + prior) : general;
  }
  return out;
}

function lastOf(calendar: Calendar): Calendar {
  return { minuteOfDay: calendar.minuteOfDay.slice(-1), dayOfWeek: calendar.dayOfWeek.slice(-1) };
}
