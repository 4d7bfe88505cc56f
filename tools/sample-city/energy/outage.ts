import { hourMilliseconds } from '../calendar/span.ts';
import { type Cause } from '../words.ts';
import { type CityLoad, stepMilliseconds } from './city-load.ts';

/** An outage of one feeder, or of a part of it behind an open switch. */
export interface Outage {
  readonly cause: Cause;
  /** Share of the feeder's load that is off. */
  readonly share: number;
  /** Whether the feeder's meter goes on reporting (zero, or what is left) or falls silent. */
  readonly meter: 'on' | 'silent';
}

/**
 * After a supply comes back, everything that switches itself on has run cold and starts at once: cold load pickup. Share of the lost
 * load that comes on top, and how fast it goes.
 */
const pickupShare = 0.35;
const pickupMilliseconds = 0.8 * hourMilliseconds;
const pickupLasts = 4 * hourMilliseconds;

/** Steps that an outage touches, its pickup included. */
export function stepsOfOutage(
  { cause }: Outage,
  { start, steps }: CityLoad,
): readonly [first: number, end: number] {
  const first = Math.floor((cause.startsAt - start) / stepMilliseconds);
  const end = Math.ceil((cause.endsAt + pickupLasts - start) / stepMilliseconds);
  return [Math.max(0, Math.min(steps, first)), Math.max(0, Math.min(steps, end))];
}

/** What the load is multiplied by in the step that begins at an instant: 0 in a full outage, above one after it. */
export function remainingShare({ cause, share }: Outage, at: number): number {
  const end = at + stepMilliseconds;
  const dark = Math.max(0, Math.min(end, cause.endsAt) - Math.max(at, cause.startsAt)) / stepMilliseconds;
  const since = Math.max(0, end - Math.max(at, cause.endsAt));
  const after = Math.max(at, cause.endsAt) + since / 2 - cause.endsAt;
  const pickup = since > 0 ? (since / stepMilliseconds) * Math.exp(-after / pickupMilliseconds) : 0;
  return 1 - share * dark + share * pickupShare * pickup;
}
