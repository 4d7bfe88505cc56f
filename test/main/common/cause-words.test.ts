import { expect, test } from 'vitest';
import { causesSentence, causeText } from '../../../main/common/cause-words.ts';
import type { Cause, Causes } from '../../../main/common/contract/messages/causes.ts';
import { wording } from '../../../main/common/wording.ts';

const startsAt = Date.UTC(2026, 5, 18, 15, 41);
const collision: Cause = {
  kind: 'collision',
  key: 'a',
  name: null,
  probability: 0.72,
  startsAt,
  endsAt: null,
  where: { direction: 'downstream', metres: 1234, latitude: 44, longitude: -12 },
};
const rain: Cause = { ...collision, kind: 'rain', probability: 0.34, endsAt: null, where: null };
const display = { zone: 'Europe/Lisbon', units: 'metric' } as const;
const found: Causes = {
  asOf: startsAt,
  targetAt: startsAt,
  state: 'judged',
  deviation: -0.61,
  causes: [collision],
  considered: 3,
};

test('a cause is told with where it lies, since when, and how probable it is', () => {
  const told = causeText(collision, display, wording('en'));
  expect(told).toMatchObject({ what: 'Collision', where: '1.2\u202fkm downstream, since 16:41' });
  expect(told.certainty).toMatch(/^likely, 72/);
  expect(causeText(rain, display, wording('en')).certainty).toMatch(/^possible, 34/);
  expect(causeText(rain, display, wording('en')).where).toBe('in the whole city, since 16:41');
  expect(causeText(collision, { ...display, units: 'imperial' }, wording('zh-CN'))).toMatchObject({
    what: '碰撞事故',
    where: '下游 0.8\u202fmi，自 16:41 起',
  });
  const over = { ...collision, endsAt: startsAt + 3_600_000 };
  expect(causeText(over, display, wording('en')).where).toContain('16:41 to 17:41');
});

test('nothing is said that no number backs', () => {
  const say = (causes: Causes): string => causesSentence(causes, wording('en'));
  expect(say(found)).toBe('−61\u202f% from usual, associated with what is logged here:');
  expect(say({ ...found, causes: [] })).toContain('none of the 3 entries logged within reach');
  expect(say({ ...found, causes: [], considered: 1 })).toContain('the one entry logged within reach is not');
  expect(say({ ...found, causes: [], considered: 0 })).toContain('nothing is logged within reach');
  expect(say({ ...found, state: 'usual', deviation: -0.02, causes: [] })).toContain('Nothing unusual');
  for (const language of ['en', 'zh-CN'] as const)
    expect(causesSentence(found, wording(language))).not.toMatch(/because|caused|due to|导致|造成/i);
});
