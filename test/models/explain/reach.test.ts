import { expect, it } from 'vitest';
import { movedBy, wayTo } from '../../../models/explain/reach.ts';
import { forecasterById } from '../../../models/registry.ts';
import { linksFromEdges, noLinks } from '../../../models/series/series.ts';
import { windowAt } from '../../../models/series/window.ts';
import { smallCity } from '../small-city.ts';

const setting = { stepSeconds: 900, horizonSteps: 4 };
const series = smallCity({ places: 12, days: 6 });

it('tells whose forecasts a place moves, by how much, as two forecasts of the whole city do', async () => {
  const model = await forecasterById('traffic.ridge-shared', setting).fit(series, { seed: 1 });
  const window = windowAt(series, 300, { ...model.declaration.inputs, horizonSteps: 4 });
  window.history.fill(20, 5 * 12 + 9, 6 * 12);
  const moved = await movedBy(model, window, 5);
  expect(moved.filter(({ value }) => value !== 0).map(({ place }) => place)).toEqual([4]);
  const usual = await forecasterById('traffic.usual', { ...setting, horizonSteps: 12 }).fit(series, {
    seed: 1,
  });
  const { mean: asUsual } = await usual.predict(
    windowAt(series, 300 - 12, { ...usual.declaration.inputs, horizonSteps: 12 }),
  );
  const history = window.history.slice();
  history.set(asUsual.subarray(5 * 12, 6 * 12), 5 * 12);
  const real = await model.predict(window);
  const other = await model.predict({ ...window, history });
  for (const { place, step, value } of moved)
    expect(value).toBeCloseTo(
      (real.mean[place * 4 + step] ?? NaN) - (other.mean[place * 4 + step] ?? NaN),
      3,
    );
});

it('says nothing where nothing is linked, or the model looks at no links', async () => {
  const shared = await forecasterById('traffic.ridge-shared', setting).fit(series, { seed: 1 });
  const window = windowAt(series, 300, { ...shared.declaration.inputs, horizonSteps: 4 });
  expect(await movedBy(shared, { ...window, links: noLinks(12) }, 5)).toEqual([]);
  const own = await forecasterById('traffic.ridge-own', setting).fit(series, { seed: 1 });
  expect(await movedBy(own, window, 5)).toEqual([]);
});

it('knows which way a place lies along roads, and along no other links', () => {
  const edges = [
    [0, 1, 1],
    [1, 2, 1],
    [2, 3, 1],
    [2, 1, 1],
  ] as const;
  const roads = linksFromEdges(4, edges, 'road');
  expect([wayTo(roads, 1, 3), wayTo(roads, 1, 0), wayTo(roads, 1, 2)]).toEqual([
    'downstream',
    'upstream',
    null,
  ]);
  expect(wayTo(linksFromEdges(4, edges, 'adjacency'), 1, 3)).toBeNull();
});
