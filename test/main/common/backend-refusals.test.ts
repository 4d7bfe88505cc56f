import { expect, test } from 'vitest';
import { backendIds, refusalReasons } from '../../../main/common/backends.ts';
import { MetropoleError } from '../../../main/common/errors.ts';
import { wording } from '../../../main/common/wording.ts';

test.each(['en', 'zh-CN'] as const)('%s: every reason against a backend has words of its own', (language) => {
  const words = wording(language);
  const said = refusalReasons.map((reason) =>
    words.error(new MetropoleError('backend-unavailable', { backend: 'webgl', reason })),
  );
  expect(new Set(said).size).toBe(refusalReasons.length);
  for (const [index, reason] of refusalReasons.entries())
    expect(said[index]).not.toMatch(new RegExp(`[:：] ?${reason}[.。]$`));
});

test.each(['en', 'zh-CN'] as const)('%s: every backend has its name', (language) => {
  const said = backendIds.map((backend) =>
    wording(language).error(new MetropoleError('backend-unavailable', { backend, reason: 'missing' })),
  );
  for (const [index, backend] of backendIds.entries())
    expect(said[index]).not.toMatch(new RegExp(`\\b${backend}\\b`));
});
