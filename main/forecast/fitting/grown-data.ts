import type { ModelRow } from '../ports.ts';
import { fileHash, type Scene, type SceneSource } from '../scene.ts';

/** Data may grow by so much before its models are fitted again: what a feed brings in a day is little beside weeks. */
const growthAtMost = 24 * 3_600_000;

type Loaded = Pick<Scene, 'sources' | 'structure'>;
type Fitted = Pick<ModelRow, 'dataHash'>;

/** Whether what a model was fitted to is all still loaded: the same files, and whatever came in after them. */
export function hasGrown(loaded: Loaded, model: Fitted): boolean {
  return filesAfter(loaded, model) !== undefined;
}

/**
 * The same, where what came in goes on behind the end of what was there, for a day at most.
 * @param fitEnd end of the data that the model was fitted to, epoch milliseconds
 */
export function hasOnlyGrown(
  { span, ...loaded }: Loaded & Pick<Scene, 'span'>,
  model: Fitted,
  fitEnd: number,
): boolean {
  const behind = fitEnd - span.stepSeconds * 1000;
  const after = filesAfter(loaded, model);
  const isBehind = ({ from }: SceneSource): boolean => from === null || from >= behind;
  return span.to - fitEnd <= growthAtMost && after !== undefined && after.every(isBehind);
}

/** The files that came in after those a model was fitted to; undefined where it was fitted to others. */
function filesAfter(
  { sources, structure }: Loaded,
  { dataHash }: Fitted,
): readonly SceneSource[] | undefined {
  for (let known = sources.length; known > 0; known--)
    if (dataHash === `${structure}.${fileHash(sources.slice(0, known))}`) return sources.slice(known);
  return undefined;
}
