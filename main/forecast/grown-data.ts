import type { ModelRow } from './ports.ts';
import { fileHash, type Scene } from './scene.ts';

/** Data may grow by so much before its models are fitted again: what a feed brings in a day is little beside weeks. */
const growthAtMost = 24 * 3_600_000;

/**
 * Whether the data that is loaded is what a model was fitted to and only grew since: the same files, and behind their end others
 * that go on, for a day at most.
 * @param fitEnd end of the data that the model was fitted to, epoch milliseconds
 */
export function hasOnlyGrown(
  scene: Pick<Scene, 'sources' | 'structure' | 'span'>,
  { dataHash }: Pick<ModelRow, 'dataHash'>,
  fitEnd: number,
): boolean {
  const { sources, structure, span } = scene;
  if (span.to - fitEnd > growthAtMost) return false;
  const goesOn = fitEnd - span.stepSeconds * 1000;
  for (let known = sources.length; known > 0; known--) {
    if (dataHash === `${structure}.${fileHash(sources.slice(0, known))}`) return true;
    const from = sources[known - 1]?.from ?? null;
    if (from !== null && from < goesOn) return false;
  }
  return false;
}
