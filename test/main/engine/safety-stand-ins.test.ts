import { expect, test } from 'vitest';
import type { ShownCategoryRecord } from '../../../main/common/contract/count-records.ts';
import { SafetyStandIns } from '../../../main/engine/safety-stand-ins.ts';
import { meansShown } from '../../../main/forecast/counts/means-shown.ts';
import { bench } from '../ingest/importing.ts';

const approved = { model: 'safety.regression', version: '1-a', because: null };

/** A category whose approved method found so much more, and did so lately. */
function shown(gain: number, isMeanShown = false): ShownCategoryRecord {
  const isEarned = gain >= 0.01 && !isMeanShown;
  return {
    ...{ category: 'fire', method: isEarned ? 'regression' : 'mean-by-week', approved: 'regression' },
    ...{ longRun: 'mean-by-week', priorDays: 10, dispersion: 0 },
    heldOut: {
      ...{ days: 40, incidents: 100, expected: 100, slope: 1, observedOverExpected: [] },
      gain: { difference: gain, low: gain - 0.005, high: gain + 0.005 },
      lately: { difference: 0.002, low: 0.001, high: 0.003, blocks: 28, isMeanShown },
    },
  };
}

test('the mean in place of what is approved is kept once with its reason, and so is the way back', async () => {
  const { store } = await bench();
  let now = 1_000;
  const standIns = new SafetyStandIns(store, () => (now += 1_000));
  const look = async (one: ShownCategoryRecord, version = approved): Promise<void> => {
    await standIns.note(meansShown({ categories: [one] }, version, now));
  };
  await look(shown(0.02));
  expect(await standIns.latest(9)).toEqual([]);
  await look(shown(0.02, true));
  await look(shown(0.004, true));
  await look(shown(0.02));
  await look(shown(0.02));
  await look(shown(0.004), { ...approved, version: '1-b' });
  expect(
    (await standIns.latest(9)).map(({ version, isMeanShown, because, gain, lately }) => [
      ...[version, isMeanShown, because, gain?.difference, lately?.low],
    ]),
  ).toEqual([
    ['1-b', true, 'gain', 0.004, 0.001],
    ['1-a', false, 'earned', 0.02, 0.001],
    ['1-a', true, 'lately', 0.02, 0.001],
  ]);
  expect((await standIns.latest(9))[0]).toMatchObject({ benchmark: 'safety.mean-by-week', category: 'fire' });
});

test('a version that cannot serve any more is a reason too', async () => {
  const { store } = await bench();
  const standIns = new SafetyStandIns(store, () => 1_000);
  const off = { ...approved, because: 'use' as const };
  await standIns.note(meansShown({ categories: [{ ...shown(0.02), approved: null }] }, off, 500));
  expect(await standIns.latest(9)).toMatchObject([{ isMeanShown: true, because: 'use', asOf: 500 }]);
});
