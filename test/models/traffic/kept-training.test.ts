import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Checkpoint, StoredModel, TrainedModel } from '../../../models/model.ts';
import { forecasterById } from '../../../models/registry.ts';
import { decodeStoredModel, encodeStoredModel } from '../../../models/stored-model-file.ts';
import { smallCity } from '../small-city.ts';
import { useWasm } from '../wasm-backend.ts';

const setting = { stepSeconds: 1800, horizonSteps: 3 };
const network = forecasterById('traffic.network', setting);
const city = smallCity({ places: 4, days: 5, stepSeconds: 1800, seed: 9, missing: 0.05 });

/** A checkpoint in bytes, as on a disk. After so many writes the power goes. */
class Disk implements Checkpoint {
  bytes: Uint8Array | undefined;
  writes = 0;
  readonly #last: number;

  constructor(last = Infinity, bytes?: Uint8Array) {
    this.#last = last;
    this.bytes = bytes;
  }

  read(): Promise<StoredModel | undefined> {
    return Promise.resolve(this.bytes && decodeStoredModel(this.bytes));
  }

  write(stored: StoredModel): Promise<void> {
    this.bytes = encodeStoredModel(stored);
    this.writes += 1;
    return this.writes === this.#last ? Promise.reject(new Error('the power is gone')) : Promise.resolve();
  }
}

const fit = (checkpoint: Checkpoint | undefined, seed = 3): Promise<TrainedModel> =>
  network.fit(city, { seed, checkpoint });

/** Largest difference of two columns, as a share of the largest number of the first. */
function difference(one: TrainedModel, other: TrainedModel, name: string): number {
  const [first, second] = [one, other].map((model) => Float64Array.from(model.store().columns[name] ?? []));
  if (first?.length === undefined || first.length !== second?.length) return Infinity;
  const largest = first.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return (
    first.reduce((most, value, at) => Math.max(most, Math.abs(value - (second[at] ?? NaN))), 0) / largest
  );
}

describe('a training that is cut short', () => {
  let whole: TrainedModel;
  let writes = 0;

  beforeAll(async () => {
    await useWasm();
    const disk = new Disk();
    whole = await fit(disk);
    writes = disk.writes;
  }, 120_000);

  it('keeps something after every epoch', () => {
    const epochs = whole.store().numbers['epochs'] ?? 0;
    expect(writes).toBeGreaterThanOrEqual(3 * epochs);
  });

  it.each(['in its first fold', 'in its last training'])(
    'goes on where it was %s, to the same network',
    async (where) => {
      const tensorsBefore = memory().numTensors;
      const cut = new Disk(where === 'in its first fold' ? 2 : writes - 1);
      await expect(fit(cut)).rejects.toThrow('the power is gone');
      const again = new Disk(Infinity, cut.bytes);
      const resumed = await fit(again);
      expect(again.writes).toBe(writes - cut.writes);
      expect(resumed.store().numbers['epochs']).toBe(whole.store().numbers['epochs']);
      // The optimizer's correction of its running means is computed anew: equal to rounding, not to the bit.
      for (const name of ['weights0', 'weights2', 'calibrationShifts'])
        expect(difference(whole, resumed, name)).toBeLessThan(0.001);
      expect(memory().numTensors).toBe(tensorsBefore);
    },
    120_000,
  );

  it('begins anew where what was kept is of another network', async () => {
    const foreign = new Disk(1, encodeStoredModel({ ...whole.store(), version: 'other' }));
    await expect(fit(foreign)).rejects.toThrow('the power is gone');
    const kept = await foreign.read();
    expect(kept?.numbers).toMatchObject({ stages: 1, epoch: 1 });
  }, 120_000);

  it('begins anew where what was kept is of a network that was given less', async () => {
    const less = new Disk(2);
    await expect(fit(less)).rejects.toThrow('the power is gone');
    const again = new Disk(1, less.bytes);
    const more = network.fit(city, { seed: 3, checkpoint: again, given: ['downstream'] });
    await expect(more).rejects.toThrow('the power is gone');
    expect((await again.read())?.numbers).toMatchObject({ stages: 1, epoch: 1, 'direction downstream': 0 });
  }, 120_000);
});
