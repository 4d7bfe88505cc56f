import type { Check } from '../check.ts';
import { correlation, meanOf } from '../measures/order.ts';
import { rowOf } from '../measures/slowness.ts';
import type { Study } from '../study/study.ts';

/** A reading is missing where no count of vehicles came. */
function missingOf(study: Study): Float32Array[] {
  return study.once('missing', () =>
    study.world.city.detectors.map((_, detector) =>
      rowOf(study.world.traffic.flow, detector).map((value) => (Number.isNaN(value) ? 1 : 0)),
    ),
  );
}

function rate(study: Study): number {
  return meanOf(missingOf(study).map((row) => meanOf(row)));
}

/** Lengths of the gaps of all detectors, steps. */
function gapsOf(study: Study): readonly number[] {
  return study.once('gaps', () =>
    missingOf(study).flatMap((row) => {
      const gaps: number[] = [];
      let length = 0;
      for (const value of row) {
        if (value === 1) length++;
        else if (length > 0) {
          gaps.push(length);
          length = 0;
        }
      }
      return length > 0 ? [...gaps, length] : gaps;
    }),
  );
}

/** Share of readings that never came. */
export const missingRate: Check = (study) => ({
  figure: rate(study),
  detail: `${study.world.city.detectors.length} detectors, flow`,
});

/** Gaps are longer than if each reading were lost by itself; those have a mean length of 1 / (1 - rate). */
export const missingInBursts: Check = (study) => {
  const gaps = gapsOf(study);
  return { figure: meanOf(gaps) * (1 - rate(study)), detail: `${gaps.length} gaps` };
};

/** Share of the missing readings that are lost in outages of two hours or more. */
export const missingForHours: Check = (study) => {
  const gaps = gapsOf(study);
  const long = gaps.filter((length) => length * study.world.traffic.flow.stepSeconds >= 7200);
  const sum = (lengths: readonly number[]) => lengths.reduce((total, length) => total + length, 0);
  return { figure: sum(long) / sum(gaps), detail: `${long.length} outages among ${gaps.length} gaps` };
};

/** Detectors of a cabinet fail together: correlation of missing readings within cabinets less that between them. */
export const missingByCabinet: Check = (study) => {
  const { detectors } = study.world.city;
  const missing = missingOf(study);
  const within: number[] = [];
  const between: number[] = [];
  detectors.forEach(({ cabinet }, one) => {
    for (let other = one + 1; other < detectors.length; other++) {
      const isShared = detectors[other]?.cabinet === cabinet;
      if (!isShared && other > one + 8) continue;
      (isShared ? within : between).push(correlation(missing[one] ?? [], missing[other] ?? []));
    }
  });
  const count = within.filter(Number.isFinite).length;
  return {
    figure: meanOf(within) - meanOf(between),
    detail: `${count} pairs within cabinets, ${meanOf(within).toFixed(2)} against ${meanOf(between).toFixed(2)}`,
  };
};
