import type { BlockDifference } from './block-difference.ts';

/** A day of two-hour blocks: fewer say too little of how blocks differ. */
const leastBlocks = 12;
const leastForecasts = 200;
/** What was switched stays so for as many blocks. */
const blocksOfStay = 3;

/** What is shown now, and the as-of of the last switch (epoch milliseconds; null: there was none). */
export interface Shown {
  readonly isBenchmarkShown: boolean;
  readonly since: number | null;
}

/**
 * Whether the other of model and benchmark is to be shown from `asOf` on. Either way takes a minimum sample and an interval of the
 * difference (model less benchmark) that leaves out zero: between the two everything stays as it is, so that nothing switches to and fro,
 * and not before some blocks have passed since the last switch. Where an alarm is active nothing switches.
 *
 * @param blockMilliseconds length of a block of the evidence
 */
export function shouldSwitch(
  shown: Shown,
  evidence: BlockDifference,
  asOf: number,
  blockMilliseconds: number,
  isAlarmActive: boolean,
): boolean {
  if (isAlarmActive) return false;
  if (evidence.count < leastForecasts || evidence.blocks < leastBlocks) return false;
  if (shown.since !== null && asOf - shown.since < blocksOfStay * blockMilliseconds) return false;
  return shown.isBenchmarkShown ? evidence.high < 0 : evidence.low > 0;
}
