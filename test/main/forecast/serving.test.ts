import { describe, expect, test } from 'vitest';
import type { ModelRow } from '../../../main/common/rows/models.ts';
import { servingOf, withBestShown } from '../../../main/forecast/runs/serving.ts';
import { approvedModel as model } from './approved-model.ts';

const network = { isBenchmark: false };

describe('the shown model', () => {
  const shown = (...models: ModelRow[]): string[] =>
    withBestShown(models)
      .filter(({ isShown }) => isShown)
      .map(({ modelId }) => modelId);

  test('is the one with the lowest loss on validation, a benchmark like any other', () => {
    expect(shown(model('a', 0.9), model('b', 0.4), model('n', 0.5, network))).toEqual(['b']);
    expect(shown(model('a', 0.9), model('n', 0.5, network))).toEqual(['n']);
  });

  test('is no network that is no more than level with a benchmark', () => {
    expect(shown(model('a', 1), model('n', 0.997, network))).toEqual(['a']);
    expect(shown(model('a', 1), model('n', 0.99, network))).toEqual(['n']);
  });

  test('is never one without a loss while another has one, and the first of equals', () => {
    expect(shown(model('a', null), model('b', 7))).toEqual(['b']);
    expect(shown(model('a', 1), model('b', 1))).toEqual(['a']);
    expect(shown()).toEqual([]);
  });

  test('takes the place of the one that was shown', () => {
    expect(shown(model('a', 0.9, { isShown: true }), model('b', 0.4))).toEqual(['b']);
  });
});

describe('the benchmark beside it', () => {
  const beside = (...models: ModelRow[]): string | undefined => servingOf(models, [])?.benchmark.modelId;

  test('is the best other benchmark, never a network and never the shown one', () => {
    const rows = [model('a', 0.9), model('b', 0.6), model('m', 0.1, network)];
    expect(beside(...rows, model('n', 0.5, { ...network, isShown: true }))).toBe('b');
    expect(beside(...rows, model('c', 0.2, { isShown: true }))).toBe('b');
  });

  test('and the shown one are approved: what waits or was put aside never serves', () => {
    const rows = [model('a', 0.9, { isShown: true }), model('b', 0.6, { state: 'candidate' })];
    expect(beside(...rows, model('c', 0.7, { state: 'retired' }), model('d', 0.8))).toBe('d');
    expect(servingOf([model('a', 0.9, { isShown: true, state: 'retired' })], [])).toBeNull();
  });

  test('is the shown one itself where it is alone, and nothing serves before one is shown', () => {
    expect(beside(model('a', 0.9, { isShown: true }))).toBe('a');
    expect(servingOf([model('a', 0.9)], [])).toBeNull();
  });
});
