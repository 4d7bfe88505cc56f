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
        active: z.boolean().optional(),
      }),
    )
    .optional(),
});

/** The graphics cards that Chromium knows, and whether it draws with one of them. */
export async function graphicsOf(app: App): Promise<Graphics> {
  const info = infoSchema.safeParse(await app.getGPUInfo('basic'));
  const cards = info.success ? (info.data.gpuDevice ?? []) : [];
  return {
    identity: cards
      .map(({ vendorId = 0, deviceId = 0, driverVersion = '' }) => `${vendorId}:${deviceId}:${driverVersion}`)
      .join(' '),
    isSoftware: app.getGPUFeatureStatus().gpu_compositing !== 'enabled',
  };
}
