import { beforeEach, describe, expect, test } from 'vitest';
import type { SafetyUseState } from '../../../../main/common/contract/messages/safety-use.ts';
import { discretionaryCategories, safetyCategories } from '../../../../main/common/safety-categories.ts';
import { SafetyUse } from '../../../../main/forecast/counts/safety-use.ts';
import type { WorkspaceStore } from '../../../../main/store/workspace-store.ts';
import { emptyStore } from '../../store/store.ts';

const day = 86_400_000;
const start = Date.UTC(2026, 5, 1);
let now = start;
let changes = 0;
let store: WorkspaceStore;
let use: SafetyUse;

const made = (kept: WorkspaceStore): SafetyUse =>
  new SafetyUse({
    store: kept.safetyUse,
    counts: () => kept.surroundings.countsByKind(),
    wallClock: () => now,
    onChange: () => {
      changes += 1;
    },
  });
const recorded = { name: 'A. Supervisor', purpose: 'lighting', legalBasis: 'by-law 7' };
const on = ({ categories }: SafetyUseState): string[] =>
  categories.filter(({ isOn }) => isOn).map(({ category }) => category);
const stateOf = ({ categories }: SafetyUseState, category: string): string =>
  categories.find((one) => one.category === category)?.state ?? '';

beforeEach(async () => {
  now = start;
  changes = 0;
  store = await emptyStore();
  use = made(store);
});

describe('categories', () => {
  test('beyond collisions, fire and medical are off until somebody answers for them', async () => {
    expect(on(await use.state())).toEqual(['collision', 'fire', 'medical']);
    const state = await use.record({ ...recorded, categories: ['theft'], expiresAt: now + 30 * day }, 'ada');
    expect(on(state)).toEqual(['collision', 'fire', 'medical', 'theft']);
    expect(state.purposes).toMatchObject([{ ...recorded, recordedBy: 'ada', state: 'holds' }]);
    expect(changes).toBe(1);
  });

  test('go off by the clock when the purpose expires, and at once when it is withdrawn', async () => {
    await use.record({ ...recorded, categories: ['theft', 'assault'], expiresAt: now + 30 * day }, 'ada');
    now += 30 * day;
    const expired = await use.state();
    expect([on(expired).length, stateOf(expired, 'theft')]).toEqual([3, 'expired']);
    await use.record({ ...recorded, categories: ['theft'], expiresAt: now + day }, 'ada');
    const withdrawn = await use.withdraw({ purpose: 2, reason: 'done' }, 'bob');
    expect(on(withdrawn)).toHaveLength(3);
    expect(withdrawn.purposes[0]).toMatchObject({
      state: 'withdrawn',
      withdrawn: { by: 'bob', reason: 'done' },
    });
    await expect(use.withdraw({ purpose: 2, reason: 'again' }, 'bob')).rejects.toMatchObject({
      code: 'safety-purpose-withdrawn',
    });
    await expect(use.withdraw({ purpose: 9, reason: 'none' }, 'bob')).rejects.toMatchObject({
      code: 'safety-purpose-unknown',
    });
  });

  test('say that nobody withdrew the last one where there are several', async () => {
    await use.record({ ...recorded, categories: ['theft'], expiresAt: now + day }, 'ada');
    await use.withdraw({ purpose: 1, reason: 'wrong' }, 'ada');
    expect(stateOf(await use.state(), 'theft')).toBe('withdrawn');
  });

  test.each([
    ['in the past', -day],
    ['now', 0],
    ['more than a year away', 367 * day],
  ])('an expiry %s is refused', async (_when, away) => {
    await expect(
      use.record({ ...recorded, categories: ['theft'], expiresAt: now + away }, 'ada'),
    ).rejects.toMatchObject({ code: 'safety-expiry' });
    expect((await use.state()).purposes).toEqual([]);
  });

  test.each(discretionaryCategories)('%s needs a purpose and a switch of its own', async (category) => {
    const purposeAlone = await use.record(
      { ...recorded, categories: [...safetyCategories], expiresAt: now + day },
      'ada',
    );
    expect(stateOf(purposeAlone, category)).toBe('switched-off');
    const both = await use.switch({ subject: category, on: true, reason: 'ordered by court' }, 'ada');
    expect(on(both)).toContain(category);
    expect(both.switches.find(({ subject }) => subject === category)).toMatchObject({
      isOn: true,
      turned: { by: 'ada', reason: 'ordered by court' },
    });
    await use.withdraw({ purpose: 1, reason: 'over' }, 'ada');
    expect(on(await use.state())).toHaveLength(3);
  });
});

test('all forecasts stop at once, what is computed is given up, and a restart changes nothing', async () => {
  const { signal } = use;
  await use.stop({ reason: 'complaint of the ombudsman' }, 'ada');
  expect(signal.aborted).toBe(true);
  const restarted = made(store);
  expect((await restarted.state()).stopped).toEqual({
    at: start,
    by: 'ada',
    reason: 'complaint of the ombudsman',
  });
  const resumed = await restarted.resume({ reason: 'answered' }, 'bob');
  expect(resumed.stopped).toBeNull();
  expect(restarted.signal.aborted).toBe(false);
});
