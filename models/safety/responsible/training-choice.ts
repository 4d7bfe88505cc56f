import type { IncidentKindId, Reporter } from '../../../main/common/happenings.ts';
import { isDiscretionary } from '../../../main/common/safety-categories.ts';

/** Which incidents are learned from. */
export interface TrainingChoice {
  readonly reporters: readonly Reporter[];
  /** Also those of which nobody says who reported them. */
  readonly isUntypedTaken: boolean;
  /** Discretionary categories that somebody switched on. */
  readonly switchedOn: readonly IncidentKindId[];
}

/** What the public reported, and what nobody typed; nothing discretionary. */
export const defaultChoice: TrainingChoice = { reporters: ['public'], isUntypedTaken: true, switchedOn: [] };

/** Why an incident is not learned from; null: it is. */
export type LeftOutBecause = 'discretionary' | 'found-by-officers' | 'sensor' | null;

/** Whether an incident may be learned from, and if not, why. */
export function leftOutBecause(
  { kind, reporter }: { readonly kind: IncidentKindId; readonly reporter: Reporter | null },
  { reporters, isUntypedTaken, switchedOn }: TrainingChoice,
): LeftOutBecause {
  if (isDiscretionary(kind) && !switchedOn.includes(kind)) return 'discretionary';
  if (reporter === null) return isUntypedTaken ? null : 'found-by-officers';
  if (reporters.includes(reporter)) return null;
  return reporter === 'sensor' ? 'sensor' : 'found-by-officers';
}
