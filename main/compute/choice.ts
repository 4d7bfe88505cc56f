import type { BackendId } from '../common/backends.ts';
import type { DetectionRecord } from '../common/contract/backend-records.ts';
import { MetropoleError } from '../common/errors.ts';
import type { Backend } from './backends/backend.ts';

/** What each backend says of itself, in the order given. */
export async function detectBackends(backends: readonly Backend[]): Promise<DetectionRecord[]> {
  const records: DetectionRecord[] = [];
  for (const backend of backends) {
    try {
      records.push({ backend: backend.id, ...(await backend.detect()), refusal: null });
    } catch (thrown) {
      const refusal = MetropoleError.from(thrown).toRecord();
      records.push({ backend: backend.id, device: '', driver: '', isSoftware: false, refusal });
    }
  }
  return records;
}

/**
 * Starts one backend, or the first of all that can be started.
 * @throws MetropoleError `backend-unavailable` for a named one, `compute-failed` with every refusal as detail when none can
 */
export async function startBackend(backends: readonly Backend[], wanted: BackendId | null): Promise<Backend> {
  if (wanted !== null) {
    const backend = backends.find(({ id }) => id === wanted);
    if (backend === undefined)
      throw new MetropoleError('backend-unavailable', { backend: wanted, reason: 'elsewhere' });
    await backend.start();
    return backend;
  }
  const refusals: string[] = [];
  for (const backend of backends) {
    try {
      await backend.start();
      return backend;
    } catch (thrown) {
      refusals.push(`${backend.id}: ${String(thrown)}`);
    }
  }
  throw new MetropoleError('compute-failed', {}, refusals.join('\n'));
}
