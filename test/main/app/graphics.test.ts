import type { App, GPUFeatureStatus } from 'electron';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { graphicsOf } from '../../../main/app/graphics.ts';

type Chromium = Pick<App, 'getGPUFeatureStatus' | 'getGPUInfo'>;

const unknown = 'unavailable_off';
const nothing: GPUFeatureStatus = {
  '2d_canvas': unknown,
  flash_3d: unknown,
  flash_stage3d: unknown,
  flash_stage3d_baseline: unknown,
  gpu_compositing: unknown,
  multiple_raster_threads: unknown,
  native_gpu_memory_buffers: unknown,
  rasterization: unknown,
  video_decode: unknown,
  video_encode: unknown,
  vpx_decode: unknown,
  webgl: unknown,
  webgl2: unknown,
};

/** Chromium that draws as it says, and knows what `info` gives of the cards. */
const chromium = (drawing: string, info: () => Promise<unknown>): Chromium => ({
  getGPUFeatureStatus: () => ({ ...nothing, gpu_compositing: drawing }),
  getGPUInfo: info,
});

const intel = { vendorId: 32902, deviceId: 22176, driverVersion: '31.0.101' };
const nvidia = { vendorId: 4318, deviceId: 9861, driverVersion: '552.22', active: true };

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});

afterEach(() => {
  vi.useRealTimers();
});

test('cards are told apart by maker, device and driver', async () => {
  const identityOf = async (...gpuDevice: object[]): Promise<string> => {
    const { identity, isSoftware } = await graphicsOf(
      chromium('enabled', () => Promise.resolve({ gpuDevice })),
    );
    expect(isSoftware).toBe(false);
    return identity;
  };
  expect(await identityOf(intel, nvidia)).toBe('32902:22176:31.0.101 4318:9861:552.22');
  const others = [
    await identityOf(intel),
    await identityOf(intel, { ...nvidia, driverVersion: '560.1' }),
    await identityOf(intel, { ...nvidia, deviceId: 1 }),
    await identityOf(intel, { ...nvidia, vendorId: 1 }),
  ];
  expect(new Set(others).size).toBe(4);
  expect(others).not.toContain(await identityOf(intel, nvidia));
});

test('where Chromium draws without a card it is not asked for one', async () => {
  const info = vi.fn(() => Promise.resolve({ gpuDevice: [intel] }));
  for (const drawing of ['disabled_software', 'unavailable_software'])
    expect(await graphicsOf(chromium(drawing, info))).toEqual({ identity: '', isSoftware: true });
  expect(info).not.toHaveBeenCalled();
});

test.each([
  ['nothing', null],
  ['no cards', {}],
  ['cards of another shape', { gpuDevice: [{ vendorId: 'Intel' }] }],
])('of Chromium that tells %s the card stays unnamed', async (_, info) => {
  const graphics = await graphicsOf(chromium('enabled', () => Promise.resolve(info)));
  expect(graphics).toEqual({ identity: '', isSoftware: false });
});

test('Chromium that never answers is not waited for', async () => {
  const answered = graphicsOf(chromium('enabled', () => new Promise(() => undefined)));
  await vi.advanceTimersByTimeAsync(10_000);
  expect(await answered).toEqual({ identity: '', isSoftware: false });
});
