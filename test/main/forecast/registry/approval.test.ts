import { describe, expect, test } from 'vitest';
import {
  shownBefore,
  withApproved,
  withFirstFit,
  withLater,
  withRetired,
  withRolledBack,
} from '../../../../main/forecast/registry/approval.ts';
import type { ModelRow } from '../../../../main/common/rows/models.ts';

const row = (name: string, about: Partial<ModelRow> = {}): ModelRow => ({
  modelId: name.split('-')[0] ?? name,
  version: name,
  topic: 'traffic',
  isBenchmark: !name.startsWith('network'),
  stateFile: `${name}.model`,
  dataHash: '',
  trainedFrom: 0,
  trainedTo: 1,
  seed: 1,
  validationPinball: name.startsWith('network') ? 0.9 : 1,
  isShown: false,
  createdAt: Number(name.split('-')[1] ?? 0),
  state: 'candidate',
  approval: null,
  replacedAt: null,
  begunWith: null,
  counts: null,
  validation: null,
  ...about,
});
const network = (made: number): Pick<ModelRow, 'modelId' | 'version'> => ({
  modelId: 'network',
  version: `network-${made}`,
});
const by = (at: number) => ({ by: 'shift lead', at });
const always = (): boolean => true;
/** States by version, the shown one with a star. */
const statesOf = (models: readonly ModelRow[]): Record<string, string> =>
  Object.fromEntries(models.map(({ version, state, isShown }) => [version, isShown ? `${state} *` : state]));

const fitted = (names: readonly string[], at: number): readonly ModelRow[] =>
  withLater(
    [],
    names.map((name) => row(name)),
    at,
  );
const first = withFirstFit([], fitted(['network-1', 'ridge-1', 'usual-1'], 10), 10);

describe('a first fit', () => {
  test('is approved by the console itself', () => {
    expect(statesOf(first)).toEqual({
      'network-1': 'approved *',
      'ridge-1': 'approved',
      'usual-1': 'approved',
    });
    expect(first[0]?.approval).toEqual({ by: null, at: 10 });
  });

  test('to other data retires what served, and leaves candidates waiting', () => {
    const next = withFirstFit([...first, row('network-2')], fitted(['network-3', 'ridge-3'], 30), 30);
    expect(statesOf(next)).toEqual({
      'network-3': 'approved *',
      'ridge-3': 'approved',
      'network-1': 'retired',
      'ridge-1': 'retired',
      'usual-1': 'retired',
      'network-2': 'candidate',
    });
    expect(shownBefore(next)?.version).toBe('network-1');
  });
});

describe('what is fitted later', () => {
  const shipped = withLater(fitted(['ridge-1'], 10), [row('network-2', { validationPinball: 0.8 })], 20);

  test('is shown where it is better', () => {
    expect(statesOf(shipped)).toEqual({ 'ridge-1': 'approved', 'network-2': 'approved *' });
  });

  test('retires a network that it is better than, for a roll back to go to', () => {
    const own = withLater(shipped, [row('network-3', { validationPinball: 0.7 })], 30);
    expect(statesOf(own)).toEqual({
      'ridge-1': 'approved',
      'network-2': 'retired',
      'network-3': 'approved *',
    });
    expect(shownBefore(own)?.version).toBe('network-2');
    expect(own.map(({ approval }) => approval?.at)).toEqual([10, 30, 20]);
  });

  test('waits as a candidate where it is no better', () => {
    const own = withLater(shipped, [row('network-3', { validationPinball: 0.8 })], 30);
    expect(statesOf(own)).toEqual({
      'ridge-1': 'approved',
      'network-2': 'approved *',
      'network-3': 'candidate',
    });
    expect(own[2]?.approval).toBeNull();
  });

  test('retires a network nobody saw without a roll back to it', () => {
    const unseen = withLater(fitted(['ridge-1'], 10), [row('network-2', { validationPinball: 2 })], 20);
    const own = withLater(unseen, [row('network-3', { validationPinball: 0.7 })], 30);
    expect(statesOf(own)).toMatchObject({ 'network-2': 'retired', 'network-3': 'approved *' });
    expect(shownBefore(own)).toBeUndefined();
  });
});

describe('a network that is approved', () => {
  const approved = withApproved([...first, row('network-2')], network(2), by(20));

  test('is shown in the place of the other, by name and time, beside the same benchmarks', () => {
    expect(statesOf(approved)).toEqual({
      'network-1': 'retired',
      'network-2': 'approved *',
      'ridge-1': 'approved',
      'usual-1': 'approved',
    });
    expect(approved.find(({ isShown }) => isShown)?.approval).toEqual({ by: 'shift lead', at: 20 });
  });

  test('is put back by a roll back, which goes further back the next time and never to what was withdrawn', () => {
    const third = withApproved([...approved, row('network-3')], network(3), by(30));
    const once = withRolledBack(third, always, by(40));
    expect(statesOf(once)).toMatchObject({ 'network-2': 'approved *', 'network-3': 'retired' });
    expect(once.find(({ isShown }) => isShown)?.approval).toEqual({ by: 'shift lead', at: 40 });
    const twice = withRolledBack(once, always, by(50));
    expect(statesOf(twice)).toMatchObject({ 'network-1': 'approved *', 'network-2': 'retired' });
    expect(() => withRolledBack(twice, always, by(60))).toThrow(
      expect.objectContaining({ code: 'model-none-before' }),
    );
  });

  test('is passed over by a roll back where it could not forecast any more', () => {
    const third = withApproved([...approved, row('network-3')], network(3), by(30));
    const back = withRolledBack(third, ({ version }) => version !== 'network-2', by(40));
    expect(statesOf(back)).toMatchObject({ 'network-1': 'approved *', 'network-2': 'retired' });
  });

  test('may be a retired one, and none that is not there', () => {
    expect(statesOf(withApproved(approved, network(1), by(30)))).toMatchObject({
      'network-1': 'approved *',
      'network-2': 'retired',
    });
    expect(() => withApproved(approved, network(9), by(30))).toThrow(
      expect.objectContaining({ code: 'model-version-unknown' }),
    );
  });
});

test('a benchmark that was shown stays as what the network is measured by, and is what a roll back goes to', () => {
  const shown = withFirstFit([], fitted(['ridge-1', 'usual-1'], 10), 10);
  const approved = withApproved([...shown, row('network-2')], network(2), by(20));
  expect(statesOf(approved)).toMatchObject({ 'ridge-1': 'approved', 'network-2': 'approved *' });
  expect(statesOf(withRolledBack(approved, always, by(30)))).toMatchObject({
    'ridge-1': 'approved *',
    'network-2': 'retired',
  });
});

describe('retiring', () => {
  test('puts a candidate aside, and refuses what serves', () => {
    const models = [...first, row('network-2')];
    const inUse = first.slice(0, 2);
    expect(statesOf(withRetired(models, network(2), inUse))).toMatchObject({ 'network-2': 'retired' });
    for (const [modelId, version] of [
      ['network', 'network-1'],
      ['ridge', 'ridge-1'],
    ] as const)
      expect(() => withRetired(models, { modelId, version }, inUse)).toThrow(
        expect.objectContaining({ code: 'model-serves' }),
      );
  });

  test('keeps the last five versions, and always the one to roll back to', () => {
    let models = withApproved([...first, row('network-2')], network(2), by(2));
    for (let made = 3; made < 12; made++)
      models = withRetired([...models, row(`network-${made}`)], network(made), []);
    expect(models.filter(({ state }) => state === 'retired').map(({ version }) => version)).toEqual([
      'network-1',
      ...[7, 8, 9, 10, 11].map((made) => `network-${made}`),
    ]);
  });
});
