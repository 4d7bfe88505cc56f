import type { FitName, ModelVersion } from '../common/contract/messages/models.ts';
import { MetropoleError } from '../common/errors.ts';

/**
 * The version that a person names, as `1-mwrl6t1k` or, where one preparation fitted several models, as `usual@1-mwrl6t1k`; of
 * several with the same version the network is meant.
 * @throws MetropoleError `model-version-unknown`
 */
export function chosenVersion(models: readonly ModelVersion[], text: string): FitName {
  const at = text.lastIndexOf('@');
  const name = at < 0 ? null : text.slice(0, at);
  const version = text.slice(at + 1);
  const found = models.filter(
    (one) =>
      one.version === version &&
      (name === null || one.model === name || one.model.split('.').at(-1) === name),
  );
  const chosen = found.length === 1 ? found[0] : found.find(({ isBenchmark }) => !isBenchmark);
  if (chosen === undefined)
    throw new MetropoleError('model-version-unknown', { model: name ?? '?', version });
  return { model: chosen.model, version: chosen.version };
}
