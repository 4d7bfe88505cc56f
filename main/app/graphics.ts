import type { App } from 'electron';
import { z } from 'zod';
import type { Graphics } from '../common/host.ts';

const infoSchema = z.object({
  gpuDevice: z
    .array(
      z.object({
        vendorId: z.number().optional(),
        deviceId: z.number().optional(),
        driverVersion: z.string().optional(),
      }),
    )
    .optional(),
});

/** Chromium never answers where its graphics process did not come up. */
const patienceMilliseconds = 3000;

/** The graphics cards that Chromium knows, and whether it draws with one of them. */
export async function graphicsOf(app: Pick<App, 'getGPUFeatureStatus' | 'getGPUInfo'>): Promise<Graphics> {
  if (app.getGPUFeatureStatus().gpu_compositing !== 'enabled') return { identity: '', isSoftware: true };
  const unanswered = new Promise<null>((resolve) => {
    setTimeout(resolve, patienceMilliseconds, null);
  });
  const info = infoSchema.safeParse(await Promise.race([app.getGPUInfo('basic'), unanswered]));
  const cards = info.success ? (info.data.gpuDevice ?? []) : [];
  return {
    identity: cards
      .map(({ vendorId = 0, deviceId = 0, driverVersion = '' }) => `${vendorId}:${deviceId}:${driverVersion}`)
      .join(' '),
    isSoftware: false,
  };
}
