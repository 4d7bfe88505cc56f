import { expect, test } from 'vitest';
import { z } from 'zod';
import { channelPair } from '../../../../main/common/contract/channel.ts';
import { Client } from '../../../../main/common/contract/client.ts';
import { Server } from '../../../../main/common/contract/server.ts';
import { MetropoleError, throwIfAborted } from '../../../../main/common/errors.ts';

const messages = {
  double: { request: z.object({ value: z.number() }), response: z.object({ value: z.number() }) },
  wait: { request: z.object({}), response: z.object({}) },
  wrong: { request: z.object({}), response: z.object({ value: z.number() }) },
} as const;
const events = { told: z.object({ value: z.number() }) } as const;

function connected() {
  const seen: { actor: string; clientId: string }[] = [];
  const aborted: boolean[] = [];
  const server = new Server<typeof messages, typeof events>(messages, {
    double: ({ value }, { actor, clientId, progress }) => {
      seen.push({ actor, clientId });
      progress({ fraction: 0.5, stage: 'half' });
      if (value < 0) throw new MetropoleError('place-unknown', { place: value });
      return { value: 2 * value };
    },
    wait: async (_body, { signal }) => {
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
      aborted.push(true);
      throwIfAborted(signal);
      return {};
    },
    wrong: () => ({ value: 'text' as unknown as number }),
  });
  const [mine, theirs] = channelPair();
  server.attach(theirs);
  const client = new Client(mine, messages, events, () => ({ clientId: 'c', actor: 'ann', workspace: 'w' }));
  return { client, server, seen, aborted };
}

test('a call is answered, with progress on the way and the origin known', async () => {
  const { client, seen } = connected();
  const progress: number[] = [];
  const answer = await client.call(
    'double',
    { value: 21 },
    { onProgress: ({ fraction }) => progress.push(fraction ?? -1) },
  );
  expect(answer).toEqual({ value: 42 });
  expect(progress).toEqual([0.5]);
  expect(seen).toEqual([{ actor: 'ann', clientId: 'c' }]);
});

test('an error crosses with its code and parameters', async () => {
  const { client } = connected();
  await expect(client.call('double', { value: -1 })).rejects.toMatchObject({
    code: 'place-unknown',
    parameters: { place: -1 },
  });
});

test('a request that does not fit its schema never reaches the handler', async () => {
  const { client, seen } = connected();
  const notANumber = 'x' as unknown as number;
  await expect(client.call('double', { value: notANumber })).rejects.toMatchObject({
    code: 'contract-body-invalid',
  });
  expect(seen).toEqual([]);
});

test('an answer that does not fit its schema is refused by the client', async () => {
  const { client } = connected();
  await expect(client.call('wrong', {})).rejects.toMatchObject({ code: 'contract-response-invalid' });
});

test('abort reaches the handler and ends the call as aborted', async () => {
  const { client, aborted } = connected();
  const controller = new AbortController();
  const call = client.call('wait', {}, { signal: controller.signal });
  setTimeout(() => controller.abort(), 5);
  await expect(call).rejects.toMatchObject({ code: 'aborted' });
  expect(aborted).toEqual([true]);
});

test('a closed channel fails what is pending and aborts what runs', async () => {
  const { client, aborted } = connected();
  const call = client.call('wait', {});
  setTimeout(() => client.close(), 5);
  await expect(call).rejects.toMatchObject({ code: 'engine-died' });
  await expect.poll(() => aborted).toEqual([true]);
  await expect(client.call('double', { value: 1 })).rejects.toMatchObject({ code: 'engine-died' });
});

test('an event reaches every listener until it unsubscribes', async () => {
  const { client, server } = connected();
  const heard: number[] = [];
  const stop = client.on('told', ({ value }) => heard.push(value));
  server.emit('told', { value: 1 });
  await expect.poll(() => heard).toEqual([1]);
  stop();
  server.emit('told', { value: 2 });
  await client.call('double', { value: 1 });
  expect(heard).toEqual([1]);
});
