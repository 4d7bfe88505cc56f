import type { LinkRows } from '../ports.ts';

/** What is one link away from each position, in either direction; reckoned once for the links of a scene. */
const known = new WeakMap<LinkRows, readonly (readonly number[])[]>();

/** Positions one link away from a position, in either direction. */
export function oneLinkAway(links: LinkRows, index: number): readonly number[] {
  let around = known.get(links);
  if (around === undefined) {
    around = bothWays(links);
    known.set(links, around);
  }
  return around[index] ?? [];
}

function bothWays({ offsets, targets }: LinkRows): number[][] {
  const around = Array.from({ length: Math.max(0, offsets.length - 1) }, (): number[] => []);
  for (const [index, own] of around.entries())
    for (const target of targets.subarray(offsets[index] ?? 0, offsets[index + 1] ?? 0)) {
      own.push(target);
      around[target]?.push(index);
    }
  return around;
}
