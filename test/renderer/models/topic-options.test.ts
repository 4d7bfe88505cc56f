import { expect, test } from 'vitest';
import { wording } from '../../../main/common/wording.ts';
import { topicOptions } from '../../../renderer/models/topic-options.ts';

test('a topic that nothing is loaded of is listed, cannot be chosen, and says why', () => {
  expect(topicOptions(['safety'], wording('en'))).toEqual([
    { value: 'traffic', disabled: true, label: 'Traffic: no readings loaded' },
    { value: 'energy', disabled: true, label: 'Energy: no readings loaded' },
    { value: 'safety', disabled: false, label: 'Safety' },
  ]);
  const [, energy, safety] = topicOptions(['energy'], wording('zh-CN'));
  expect(energy?.disabled).toBe(false);
  expect(safety?.disabled).toBe(true);
  expect(safety?.label).toContain('未载入事件');
});

test('where nothing is loaded there is nothing to choose', () => {
  expect(topicOptions([], wording('en'))).toEqual([]);
});
