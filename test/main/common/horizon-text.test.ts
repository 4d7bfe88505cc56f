import { expect, test } from 'vitest';
import { horizonText } from '../../../main/common/horizon-text.ts';
import { wording } from '../../../main/common/wording.ts';

test.each([
  [15, '15 min', '15 分钟'],
  [90, '90 min', '90 分钟'],
  [360, '6 h', '6 小时'],
  [1195, '19 h 55 min', '19 小时 55 分'],
  [125, '2 h 05 min', '2 小时 05 分'],
])('%s minutes ahead', (minutes, english, chinese) => {
  expect(horizonText(minutes, wording('en'))).toBe(english);
  expect(horizonText(minutes, wording('zh-CN'))).toBe(chinese);
});
