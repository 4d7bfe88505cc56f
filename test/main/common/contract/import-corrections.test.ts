import { expect, it } from 'vitest';
import { sourceMessages } from '../../../../main/common/contract/messages/sources.ts';

it('asks for a preview with what was said alone, so that the rest is guessed', () => {
  const request = sourceMessages['import.preview'].request.parse({
    path: 'a.csv',
    mapping: { metric: 'speed' },
  });
  expect(request.mapping).toEqual({ metric: 'speed' });
});
