import type { Check, Finding } from '../check.ts';
import { delayAroundCollisions, type CollisionDelay } from '../study/delay-around-collisions.ts';

/** While lanes are closed the queue grows: delay of the second half of the blockages against the first. */
export const collisionDelayGrows: Check = (study) => {
  const delay = delayAroundCollisions(study);
  return found(delay, delay.secondHalf / delay.firstHalf);
};

/** Once they are open it goes away: delay two hours later against its peak. */
export const collisionDelayClears: Check = (study) => {
  const delay = delayAroundCollisions(study);
  return found(delay, Math.max(0, delay.later) / delay.peak);
};

/** A figure where there is any delay beyond chance: its peak lies three standard errors above nothing. */
function found({ collisions, peak, error }: CollisionDelay, figure: number): Finding {
  return {
    figure: peak > 3 * error ? figure : Number.NaN,
    detail: `${collisions} collisions, ${Math.round(peak)} (standard error ${Math.round(error)}) vehicle hours lost per km and hour at the peak, within 5 km upstream`,
  };
}
