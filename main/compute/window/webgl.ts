import { setWebGLContext } from '@tensorflow/tfjs-backend-webgl';
import { MetropoleError } from '../../common/errors.ts';
import { startRegistered } from '../backends/start-registered.ts';
import type { PageBackendFactory } from './page-backend.ts';
import { isSoftwareRenderer } from './software-renderer.ts';

const webglVersion = 2;

/** How Chromium's own layer names a card: maker, card, and the system it is drawn with. */
const anglesName = /^ANGLE \((.*)\)$/;

/**
 * Any graphics card through WebGL 2. TensorFlow.js by itself refuses one that is imitated by the processor; it is given a
 * context that may be, so that parity can be shown where there is no card. What it is, is told, and keeps it from being chosen.
 */
export const webgl: PageBackendFactory = (lost) => {
  let opened: WebGL2RenderingContext | undefined;
  const context = (): WebGL2RenderingContext => {
    opened ??= openContext(lost);
    return opened;
  };
  return {
    id: 'webgl',
    detect: () =>
      new Promise((resolve) => {
        const gl = context();
        const { vendor, renderer } = namesOf(gl);
        resolve({
          device: anglesName.exec(renderer)?.[1] ?? `${vendor} ${renderer}`,
          driver: textOf(gl, gl.VERSION),
          isSoftware: isSoftwareRenderer(`${vendor} ${renderer}`),
        });
      }),
    async start() {
      setWebGLContext(webglVersion, context());
      await startRegistered('webgl');
    },
    isAlive: () => opened === undefined || echoes(opened),
  };
};

/** @throws MetropoleError `backend-unavailable` */
function openContext(lost: () => void): WebGL2RenderingContext {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('webgl2', {
    alpha: false,
    antialias: false,
    depth: false,
    stencil: false,
    premultipliedAlpha: false,
    preserveDrawingBuffer: false,
    powerPreference: 'high-performance',
    failIfMajorPerformanceCaveat: false,
  });
  if (context === null)
    throw new MetropoleError('backend-unavailable', { backend: 'webgl', reason: 'context' });
  canvas.addEventListener('webglcontextlost', lost);
  return context;
}

function namesOf(gl: WebGL2RenderingContext): { readonly vendor: string; readonly renderer: string } {
  const unmasked = gl.getExtension('WEBGL_debug_renderer_info');
  return unmasked === null
    ? { vendor: textOf(gl, gl.VENDOR), renderer: textOf(gl, gl.RENDERER) }
    : {
        vendor: textOf(gl, unmasked.UNMASKED_VENDOR_WEBGL),
        renderer: textOf(gl, unmasked.UNMASKED_RENDERER_WEBGL),
      };
}

function textOf(gl: WebGL2RenderingContext, name: number): string {
  const value: unknown = gl.getParameter(name);
  return typeof value === 'string' ? value : '';
}

const sent = Float32Array.of(3, 1, 4, 1);

/**
 * Whether the graphics card gives back what it is given. A page is told of its loss only in a later turn; until then,
 * reading from it gives zeros and no error.
 */
function echoes(gl: WebGL2RenderingContext): boolean {
  const received = new Float32Array(sent.length);
  const buffer = gl.createBuffer();
  gl.bindBuffer(gl.COPY_READ_BUFFER, buffer);
  gl.bufferData(gl.COPY_READ_BUFFER, sent, gl.STREAM_READ);
  gl.getBufferSubData(gl.COPY_READ_BUFFER, 0, received);
  gl.bindBuffer(gl.COPY_READ_BUFFER, null);
  gl.deleteBuffer(buffer);
  return received.every((value, index) => value === sent[index]);
}
