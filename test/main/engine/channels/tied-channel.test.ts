import { expect, test } from 'vitest';
import { channelPair, type Channel } from '../../../../main/common/contract/channel.ts';
import { tiedChannel } from '../../../../main/engine/channels/tied-channel.ts';

interface Tied {
  readonly tied: Channel;
  readonly calls: Channel;
  readonly life: Channel;
  /** What has closed so far. */
  readonly closed: readonly string[];
}

function tie(): Tied {
  const [ownCalls, calls] = channelPair();
  const [ownLife, life] = channelPair();
  const tied = tiedChannel(ownCalls, ownLife);
  const closed: string[] = [];
  for (const [name, channel] of Object.entries({ tied, calls, life }))
    channel.onClose(() => closed.push(name));
  return { tied, calls, life, closed };
}

test.each(['tied', 'calls', 'life'] as const)('when %s closes, all do, once', (which) => {
  const ends = tie();
  ends[which].close();
  ends[which].close();
  expect(ends.closed.toSorted()).toEqual(['calls', 'life', 'tied']);
});

test('messages go both ways on the line for calls', async () => {
  const { tied, calls } = tie();
  const heard: unknown[] = [];
  tied.onMessage((message) => heard.push(message));
  calls.onMessage((message) => heard.push(message));
  tied.post('there');
  calls.post('back');
  await Promise.resolve();
  expect(heard).toEqual(['there', 'back']);
});
