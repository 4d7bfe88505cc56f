import { MetropoleError } from '../common/errors.ts';

/**
 * How running out of memory reads. JavaScript: `Array buffer allocation failed`, `Invalid typed array length`, a worker
 * ended with ERR_WORKER_OUT_OF_MEMORY. wasm: full, or a `RuntimeError` of a module that is broken by it (compiled without
 * assertions, it aborts with no reason or reaches past its end). Native TensorFlow: status 8, `OOM when allocating
 * tensor`; on a card also `Dst tensor is not initialized`, where a copy to it found no room, and the words of NVIDIA's
 * libraries. webgl: textures larger than the card takes. webgpu: buffers larger than the device takes.
 */
const readings: readonly RegExp[] = [
  /out of memory/i,
  /ERR_WORKER_OUT_OF_MEMORY/,
  /Array buffer allocation failed/,
  /Invalid (typed )?array length/,
  /^RuntimeError\b/m,
  /Invalid TF_Status: 8\b/,
  /OOM when allocating/,
  /RESOURCE_EXHAUSTED/,
  /Dst tensor is not initialized/,
  /_STATUS_ALLOC_FAILED/,
  /Requested texture size .* greater than WebGL maximum/,
  /Unable to create WebGL(Texture|Buffer)/,
  /OUT_OF_MEMORY/,
  /exceeds the max(imum)? (buffer size|storage buffer)/i,
];

/** Whether something failed because it was too large, so that a smaller piece of it may succeed. */
export function isMemoryError(thrown: unknown): boolean {
  const { code, message, detail, cause } = MetropoleError.from(thrown);
  if (code === 'aborted') return false;
  const text = [message, detail, ...(cause instanceof Error ? [cause.message, codeOf(cause)] : [])].join(
    '\n',
  );
  return readings.some((reading) => reading.test(text));
}

function codeOf(error: Error): string {
  return 'code' in error ? String(error.code) : '';
}
