import { expect, it } from 'vitest';
import { labelsApart } from '../../../renderer/map/labels-apart.ts';

const box = (left: number, y: number, weight: number) => ({ left, y, weight, width: 50, height: 20 });

it('keeps the label that weighs more of two that would lie on each other', () => {
  const [light, heavy] = [box(0, 0, 1), box(30, 10, 2)];
  expect(labelsApart([light, heavy])).toEqual([heavy]);
});

it('keeps labels that lie beside or below each other', () => {
  const labels = [box(0, 0, 3), box(50, 0, 2), box(0, 20, 1)];
  expect(labelsApart(labels)).toEqual(labels);
});

it('keeps a light label where the one that lay on it is hidden itself', () => {
  const labels = [box(0, 0, 3), box(40, 0, 2), box(80, 0, 1)];
  expect(labelsApart(labels)).toEqual([labels[0], labels[2]]);
});
