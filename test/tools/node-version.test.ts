import { expect, test } from 'vitest';
import { sentenceForNode } from '../../tools/setup/node-version.mjs';

test.each(['20.19.0', '20.20.2', '22.0.0', '24.1.0'])('Node %s is new enough', (version) => {
  expect(sentenceForNode(version)).toBeUndefined();
});

test.each(['12.22.9', '18.20.4', '20.18.3'])(
  'Node %s is refused in one sentence with what to type',
  (version) => {
    const sentence = sentenceForNode(version) ?? '';
    expect(sentence).toContain(`this is Node ${version}`);
    expect(sentence).toContain('`npx n 22`');
    expect(sentence).not.toContain('\n');
  },
);
