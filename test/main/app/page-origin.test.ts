import { expect, test } from 'vitest';
import { isConsolePage } from '../../../main/app/page-origin.ts';

const frame = (url: string, parent: unknown = null) => ({ senderFrame: { url, parent } });

test('only the main frame of a page of the console may call', () => {
  expect(isConsolePage(frame('console://app/index.html'))).toBe(true);
  expect(isConsolePage(frame('console://app/index.html', {}))).toBe(false);
  expect(isConsolePage(frame('console://application/index.html'))).toBe(false);
  expect(isConsolePage(frame('https://app/index.html'))).toBe(false);
  expect(isConsolePage(frame('file:///index.html'))).toBe(false);
  expect(isConsolePage({ senderFrame: null })).toBe(false);
});
