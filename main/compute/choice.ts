import { MetropoleError } from '../common/errors.ts';
import type { Backend, BackendFiles } from './backends/backend.ts';
import { backendFactories } from './backends/registry.ts';

/**
 * Starts the first backend that can be started.
 * @throws MetropoleError `compute-failed` with every refusal as detail when none can.
 */
export async function startBackend(files: BackendFiles): Promise<Backend> {
  const refusals: string[] = [];
  for (const factory of backendFactories) {
    const backend = factory(files);
    try {
      await backend.start();
      return backend;
    } catch (thrown) {
      refusals.push(`${backend.id}: ${String(thrown)}`);
    }
  }
  throw new MetropoleError('compute-failed', {}, refusals.join('\n'));
}
