import { z } from 'zod';

const instanceOf = <T>(kind: new (length: number) => T): z.ZodType<T> =>
  z.custom<T>((value) => value instanceof kind, `not a ${kind.name}`);

/** Schemas of typed arrays as they travel on message ports. */
export const float32Array = instanceOf<Float32Array>(Float32Array);
export const float64Array = instanceOf<Float64Array>(Float64Array);
export const uint32Array = instanceOf<Uint32Array>(Uint32Array);
export const uint16Array = instanceOf<Uint16Array>(Uint16Array);
export const uint8Array = instanceOf<Uint8Array>(Uint8Array);
