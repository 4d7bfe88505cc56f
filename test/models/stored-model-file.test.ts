import { describe, expect, it } from 'vitest';
import { forecasterById } from '../../models/registry.ts';
import { decodeStoredModel, encodeStoredModel } from '../../models/stored-model-file.ts';
import { smallCity } from './small-city.ts';

describe('the file of a stored model', () => {
  const forecaster = forecasterById('traffic.ridge-shared', { stepSeconds: 900, horizonSteps: 4 });
  const refused: unknown = expect.objectContaining({ code: 'forecast-no-model' });

  it('gives back what was stored, from anywhere in a larger buffer', async () => {
    const stored = (await forecaster.fit(smallCity(), { seed: 1 })).store();
    const bytes = encodeStoredModel(stored);
    expect(decodeStoredModel(bytes)).toEqual(stored);
    const shifted = new Uint8Array(bytes.length + 3);
    shifted.set(bytes, 3);
    expect(decodeStoredModel(shifted.subarray(3))).toEqual(stored);
    expect(decodeStoredModel(Buffer.from(bytes))).toEqual(stored);
  });

  it('refuses bytes that are something else, or cut off', async () => {
    const bytes = encodeStoredModel((await forecaster.fit(smallCity(), { seed: 1 })).store());
    expect(() => decodeStoredModel(bytes.subarray(0, bytes.length - 100))).toThrow(refused);
    expect(() => decodeStoredModel(bytes.subarray(0, 2))).toThrow(refused);
    expect(() => decodeStoredModel(new TextEncoder().encode('place,time,value'))).toThrow(refused);
    const other = bytes.slice();
    other.set(new TextEncoder().encode('{"format":9'), 4);
    expect(() => decodeStoredModel(other)).toThrow(refused);
  });
});
