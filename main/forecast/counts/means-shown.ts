import type { ExpectedCountsRecord } from '../../common/contract/count-records.ts';
import type { SafetyStandIn } from '../../common/contract/messages/safety-use.ts';
import { shownReason } from '../../common/safety-words.ts';
import type { ApprovedCounts } from './count-versions.ts';

/** What is shown of a category, and why. */
export type ShownTold = Omit<SafetyStandIn, 'at'>;

/** Of each category whether the mean stands in for the approved way of counting, as known at an instant. */
export function meansShown(
  { categories }: Pick<ExpectedCountsRecord, 'categories'>,
  approved: ApprovedCounts,
  asOf: number,
): ShownTold[] {
  return categories.map((shown) => {
    const because = shownReason(shown, approved);
    const { model, version } = approved;
    const lately = shown.heldOut?.lately ?? null;
    return {
      ...{ model, version, category: shown.category, asOf, because },
      benchmark: `safety.${shown.longRun}`,
      isMeanShown: because !== 'earned',
      gain: shown.heldOut?.gain ?? null,
      lately: lately === null ? null : { difference: lately.difference, low: lately.low, high: lately.high },
    };
  });
}
