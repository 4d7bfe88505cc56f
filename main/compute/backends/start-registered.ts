import { ready, setBackend } from '@tensorflow/tfjs-core';
import type { BackendId } from '../../common/backends.ts';
import { MetropoleError } from '../../common/errors.ts';

/** Makes a registered backend the one that computes. @throws MetropoleError `backend-unavailable` */
export async function startRegistered(backend: BackendId): Promise<void> {
  if (!(await setBackend(backend)))
    throw new MetropoleError('backend-unavailable', { backend, reason: 'unstartable' });
  await ready();
}
