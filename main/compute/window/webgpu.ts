import { backend, version_core as version } from '@tensorflow/tfjs-core';
import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { RefusalReason } from '../../common/backends.ts';
import { MetropoleError } from '../../common/errors.ts';
import { startRegistered } from '../backends/start-registered.ts';
import type { PageBackendFactory } from './page-backend.ts';
import { isSoftwareRenderer } from './software-renderer.ts';

/** Any graphics card through WebGPU. */
export const webgpu: PageBackendFactory = (lost) => {
  let watched: WebGPUBackend | undefined;
  let isAlive = true;
  return {
    id: 'webgpu',
    async detect() {
      const { vendor, architecture, device, description, isFallbackAdapter } = (await findAdapter()).info;
      const names = [vendor, architecture, device, description].filter((name) => name !== '').join(' ');
      return {
        device: names,
        driver: `TensorFlow.js ${version}, WebGPU`,
        isSoftware: isFallbackAdapter || isSoftwareRenderer(names),
      };
    },
    async start() {
      await findAdapter();
      await startRegistered('webgpu');
      const started = backend();
      if (!(started instanceof WebGPUBackend) || started === watched) return;
      watched = started;
      void started.device.lost.then(() => {
        isAlive = false;
        lost();
      });
    },
    isAlive: () => isAlive,
  };
};

/** @throws MetropoleError `backend-unavailable` */
async function findAdapter(): Promise<GPUAdapter> {
  if (!('gpu' in navigator)) throw refusal('unsupported');
  const adapter = await navigator.gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (adapter === null) throw refusal('adapter');
  return adapter;
}

function refusal(reason: RefusalReason): MetropoleError {
  return new MetropoleError('backend-unavailable', { backend: 'webgpu', reason });
}
