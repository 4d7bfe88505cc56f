import type { StoredModel } from '../model.ts';
import type { StoredReader } from '../stored-model.ts';
import type { DailyProfile } from './daily-profile.ts';

/** A profile as numbers and columns whose names begin with `prefix`. */
export function storedProfile(
  profile: DailyProfile,
  prefix: string,
): Pick<StoredModel, 'numbers' | 'columns'> {
  return {
    numbers: {
      [`${prefix}HalfWidthMinutes`]: profile.halfWidthMinutes,
      [`${prefix}SlotMinutes`]: profile.slotMinutes,
      [`${prefix}Slots`]: profile.slots,
      [`${prefix}DayTypes`]: profile.dayTypes,
    },
    columns: {
      [`${prefix}Means`]: profile.means,
      [`${prefix}Counts`]: profile.counts,
      [`${prefix}Deviations`]: profile.deviations,
      [`${prefix}PlaceMeans`]: profile.placeMeans,
      [`${prefix}PlaceSpreads`]: profile.placeSpreads,
    },
  };
}

/** Reads `storedProfile` back. */
export function profileFrom(state: StoredReader, prefix: string): DailyProfile {
  const column = (name: string): Float32Array => Float32Array.from(state.columnNamed(`${prefix}${name}`));
  return {
    halfWidthMinutes: state.numberNamed(`${prefix}HalfWidthMinutes`),
    slotMinutes: state.numberNamed(`${prefix}SlotMinutes`),
    slots: state.numberNamed(`${prefix}Slots`),
    dayTypes: state.numberNamed(`${prefix}DayTypes`) === 2 ? 2 : 1,
    means: column('Means'),
    counts: column('Counts'),
    deviations: column('Deviations'),
    placeMeans: column('PlaceMeans'),
    placeSpreads: column('PlaceSpreads'),
  };
}
