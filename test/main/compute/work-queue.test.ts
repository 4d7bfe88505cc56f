import { expect, test } from 'vitest';
import { waitingAtMost, WorkQueue, type Turn } from '../../../main/compute/work-queue.ts';
import type { Priority } from '../../../main/common/contract/compute-contract.ts';

const never = new AbortController().signal;

/** A queue that is busy until `free` is called, and the names of what ran, in order. */
function busyQueue() {
  const queue = new WorkQueue();
  const ran: string[] = [];
  let free = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    free = resolve;
  });
  const first = queue.run('watched', never, () => held);
  const add = (name: string, priority: Priority, signal = never): Promise<void> =>
    queue.run(priority, signal, () => {
      ran.push(name);
      return Promise.resolve();
    });
  return { queue, ran, add, free, first };
}

test('the most urgent goes first, equals in the order of arrival', async () => {
  const { ran, add, free } = busyQueue();
  const all = [
    add('hindcast', 'background'),
    add('cadence', 'usual'),
    add('click', 'watched'),
    add('next cadence', 'usual'),
    add('next click', 'watched'),
  ];
  free();
  await Promise.all(all);
  expect(ran).toEqual(['click', 'next click', 'cadence', 'next cadence', 'hindcast']);
});

test('work gives way between batches, and goes on before others of its urgency', async () => {
  const queue = new WorkQueue();
  const steps: string[] = [];
  const twoBatches = (name: string, priority: Priority, between: (turn: Turn) => void) =>
    queue.run(priority, never, async (turn) => {
      steps.push(`${name} 1`);
      between(turn);
      await turn.giveWay();
      steps.push(`${name} 2`);
    });
  const later: Promise<void>[] = [];
  const overs: boolean[] = [];
  await twoBatches('hindcast', 'background', (turn) => {
    overs.push(turn.isOver);
    later.push(twoBatches('next hindcast', 'background', () => undefined));
    overs.push(turn.isOver);
    later.push(twoBatches('click', 'watched', () => undefined));
    overs.push(turn.isOver);
  });
  await Promise.all(later);
  expect(overs).toEqual([false, false, true]);
  expect(steps).toEqual([
    'hindcast 1',
    'click 1',
    'click 2',
    'hindcast 2',
    'next hindcast 1',
    'next hindcast 2',
  ]);
});

test('a signal takes waiting work out, and stops running work at its next batch', async () => {
  const { ran, add, free, first } = busyQueue();
  const waiting = new AbortController();
  const removed = add('removed', 'watched', waiting.signal);
  const kept = add('kept', 'usual');
  waiting.abort();
  await expect(removed).rejects.toMatchObject({ code: 'aborted' });
  free();
  await Promise.all([first, kept]);
  expect(ran).toEqual(['kept']);
  const running = new AbortController();
  const queue = new WorkQueue();
  const stopped = queue.run('usual', running.signal, async (turn) => {
    running.abort();
    expect(turn.isOver).toBe(true);
    await turn.giveWay();
    ran.push('after the abort');
  });
  await expect(stopped).rejects.toMatchObject({ code: 'aborted' });
  await queue.run('background', never, () => Promise.resolve(ran.push('next')));
  expect(ran).toEqual(['kept', 'next']);
});

test('work that gave way and is aborted meanwhile ends at once, and disturbs nobody', async () => {
  const queue = new WorkQueue();
  const controller = new AbortController();
  let finish = (): void => undefined;
  let watched: Promise<unknown> = Promise.resolve();
  const background = queue.run('background', controller.signal, async (turn) => {
    watched = queue.run('watched', never, () => new Promise<void>((resolve) => (finish = resolve)));
    await turn.giveWay();
  });
  await new Promise((resolve) => setTimeout(resolve, 0));
  controller.abort();
  await expect(background).rejects.toMatchObject({ code: 'aborted' });
  const order: string[] = [];
  const last = queue.run('watched', never, () => Promise.resolve(order.push('last')));
  await new Promise((resolve) => setTimeout(resolve, 0));
  expect(order).toEqual([]);
  finish();
  await Promise.all([watched, last]);
  expect(order).toEqual(['last']);
});

test('what fails lets the next one in', async () => {
  const queue = new WorkQueue();
  const failing = queue.run('usual', never, () => Promise.reject(new Error('broken')));
  const next = queue.run('usual', never, () => Promise.resolve('done'));
  await expect(failing).rejects.toThrow('broken');
  expect(await next).toBe('done');
});

test('it is bounded, and what can wait keeps nothing urgent out', async () => {
  const { ran, add, free, first } = busyQueue();
  const all = Array.from({ length: waitingAtMost }, (_, index) => add(`hindcast ${index}`, 'background'));
  const refusal = { code: 'compute-busy', parameters: { waiting: waitingAtMost } };
  await expect(add('one more', 'background')).rejects.toMatchObject(refusal);
  all.push(add('click', 'watched'));
  free();
  await Promise.all([first, ...all]);
  expect(ran).toHaveLength(waitingAtMost + 1);
  expect(ran[0]).toBe('click');
});
