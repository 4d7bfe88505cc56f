import { throwIfAborted } from '../main/common/errors.ts';

/**
 * Lets messages (an abort among them) through in the middle of long work.
 * @throws MetropoleError `aborted`
 */
export async function pause(signal: AbortSignal | undefined): Promise<void> {
  await new Promise<void>((resolve) => {
    setTimeout(resolve, 0);
  });
  throwIfAborted(signal);
}
