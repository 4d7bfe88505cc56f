import { expect, test } from 'vitest';
import { MetropoleError } from '../../../main/common/errors.ts';
import { AskedAtRest, type Asked } from '../../../renderer/drilldown/asked-at-rest.svelte.ts';
import { fakeNow } from '../fake/engine.ts';
import { openConsole, until } from '../state/console.ts';

const minute = 60_000;

test('asks once when the target has come to rest, and shows nothing of another place', async () => {
  const { view } = await openConsole({ places: 20 });
  const all: Asked[] = [];
  const state = new AskedAtRest(view, 20, (asked) => {
    all.push(asked);
    return Promise.resolve(`place ${asked.place}`);
  });
  view.select(4);
  for (let step = 1; step <= 5; step++) view.moveTo(fakeNow + step * 5 * minute);
  await until(() => state.current === 'place 4');
  expect(all).toEqual([{ place: 4, targetAt: fakeNow + 25 * minute }]);
  view.moveTo(fakeNow + 30 * minute);
  await until(() => state.isBehind);
  expect(state.current).toBe('place 4');
  await until(() => !state.isBehind);
  expect(all.at(-1)).toEqual({ place: 4, targetAt: fakeNow + 30 * minute });
  view.select(7);
  expect(state.current).toBeNull();
  await until(() => state.current === 'place 7');
});

test('an answer that was overtaken is passed over, and an error ends with the next answer', async () => {
  const { view } = await openConsole({ places: 20 });
  const answers: ((told: string) => void)[] = [];
  const state = new AskedAtRest(view, 0, () => new Promise<string>((resolve) => answers.push(resolve)));
  view.select(4);
  await until(() => answers.length === 1);
  const later = state.ask();
  answers[1]?.('later');
  await later;
  answers[0]?.('earlier');
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(state.current).toBe('later');

  let fails = true;
  const failing = new AskedAtRest(view, 0, () =>
    fails ? Promise.reject(new MetropoleError('forecast-no-data')) : Promise.resolve('there'),
  );
  await until(() => failing.error?.code === 'forecast-no-data');
  fails = false;
  await failing.ask();
  expect(failing.error).toBeNull();
  expect(failing.current).toBe('there');
});

test('what was asked is cancelled when the selection moves on, or ends', async () => {
  const { view } = await openConsole({ places: 20 });
  const asked: { readonly place: number; readonly signal: AbortSignal }[] = [];
  new AskedAtRest(view, 0, ({ place }, signal) => {
    asked.push({ place, signal });
    return new Promise<string>(() => undefined);
  });
  view.select(4);
  await until(() => asked.length === 1);
  expect(asked[0]?.signal.aborted).toBe(false);
  view.select(7);
  await until(() => asked.length === 2);
  expect(asked.map(({ place, signal }) => [place, signal.aborted])).toEqual([
    [4, true],
    [7, false],
  ]);
  view.select(null);
  await until(() => asked[1]?.signal.aborted === true);
});
