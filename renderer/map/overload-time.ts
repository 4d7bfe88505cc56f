import type { Frames } from '../state/frames.svelte.ts';
import { view } from '../state/view.svelte.ts';

/** Of which time the probabilities of overload in a frame are. */
export type OverloadTime =
  { readonly kind: 'horizon' } | { readonly kind: 'ahead' | 'past'; readonly at: number };

/** At now they are of the whole horizon, ahead of it of the interval at the target time, before it of what was measured. */
export function overloadTime({ facts }: Pick<Frames, 'facts'>): OverloadTime {
  const { now } = view;
  if (facts === null || now === null || facts.targetAt === now) return { kind: 'horizon' };
  return { kind: facts.targetAt > now ? 'ahead' : 'past', at: facts.targetAt };
}
