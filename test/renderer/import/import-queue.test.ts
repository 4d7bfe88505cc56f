import { expect, it } from 'vitest';
import { ImportQueue } from '../../../renderer/import/import-queue.svelte.ts';
import { importPaths } from '../fake-answers/import.ts';
import { FakeEngine } from '../fake/engine.ts';
import { connect, consoleState, until } from '../state/console.ts';

const [adjacency = '', speed = '', sensors = '', notes = ''] = importPaths;

async function queueOf(paths: readonly string[]): Promise<ImportQueue> {
  const state = consoleState();
  connect(state, new FakeEngine({ places: 3 }));
  const queue = new ImportQueue(state.connection);
  await queue.add(paths);
  return queue;
}

async function answerSpeed(queue: ImportQueue): Promise<void> {
  await queue.correct(speed, 'unit', 'mph');
  await queue.correct(speed, 'zone', 'America/Los_Angeles');
  await queue.correct(speed, 'startsAt', '2012-03-01T00:00');
}

const states = (queue: ImportQueue): string[] => queue.items.map(({ state }) => state);

it('puts the files in order and refuses what is no table', async () => {
  const queue = await queueOf(importPaths);
  expect(queue.items.map(({ path }) => path)).toEqual([sensors, speed, adjacency, notes]);
  expect(states(queue)).toEqual(['chosen', 'chosen', 'chosen', 'refused']);
  expect(queue.items.at(-1)?.error?.code).toBe('file-kind-mismatch');
  expect(queue.ready.map(({ path }) => path)).toEqual([sensors]);
  expect(queue.waiting?.path).toBe(speed);
});

it('imports what was ready, and lets a new source answer the rest without importing it', async () => {
  const queue = await queueOf([adjacency, speed, sensors]);
  await answerSpeed(queue);
  expect(queue.ready.map(({ path }) => path)).toEqual([sensors, speed]);
  await queue.run();
  expect(states(queue)).toEqual(['loaded', 'loaded', 'chosen']);
  expect(queue.items[1]?.result?.notices.length).toBeGreaterThan(0);
  expect(queue.selected?.path).toBe(adjacency);
  expect(queue.ready.map(({ path }) => path)).toEqual([adjacency]);
  await queue.run();
  expect(states(queue)).toEqual(['loaded', 'loaded', 'loaded']);
});

it('shows a file that was imported as it will be read when it is chosen once more', async () => {
  const queue = await queueOf([sensors]);
  await queue.run();
  expect(queue.items[0]?.result).not.toBeNull();
  await queue.add([sensors]);
  expect(queue.items[0]).toMatchObject({ state: 'chosen', result: null });
});

it('stops when cancelled and keeps the file for another try', async () => {
  const queue = await queueOf([sensors, speed]);
  await answerSpeed(queue);
  const running = queue.run();
  await until(() => queue.progress !== null);
  expect(queue.isImporting).toBe(true);
  queue.cancel();
  await running;
  expect(queue.isImporting).toBe(false);
  expect(states(queue)).toEqual(['chosen', 'chosen']);
  expect(queue.ready).toHaveLength(2);
});

it('keeps only the newest of several answers', async () => {
  const queue = await queueOf([speed]);
  await Promise.all([queue.correct(speed, 'unit', 'mph'), queue.correct(speed, 'unit', 'km/h')]);
  expect(queue.items[0]?.preview?.mapping.unit).toBe('km/h');
});
