import type { ComputeMessages } from '../../common/contract/compute-contract.ts';
import type { Handlers } from '../../common/contract/server.ts';
import { MetropoleError } from '../../common/errors.ts';
import type { Backend } from '../backends/backend.ts';
import { computeHandlers } from '../handlers.ts';
import { modelFilesInMemory } from './model-files-in-memory.ts';

/** What a compute window answers: all that a process does, but it trains nothing. */
export function windowHandlers(backends: readonly Backend[]): Handlers<ComputeMessages> {
  const refuse = (): never => {
    throw new MetropoleError('not-available', { what: 'training' });
  };
  return {
    ...computeHandlers({ backends, files: modelFilesInMemory() }),
    'compute.train': refuse,
    'compute.evaluate': refuse,
    'compute.evaluate-counts': refuse,
    'compute.evaluate-day-ahead': refuse,
  };
}
