import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Drilldown } from '../../../main/common/contract/messages/drilldown.ts';
import { explanationWords } from '../../../main/common/explain/explanation-words.ts';
import { contributionRows, type ContributionRow } from '../../../main/common/explain/contribution-rows.ts';
import { figureOf, type Figure } from '../../../main/common/format/figure.ts';
import { wording } from '../../../main/common/wording.ts';
import { importFile, speeds } from './quarter-hour-city.ts';
import { startEngine, type RunningEngine } from './running-engine.ts';

const minute = 60_000;
const end = Date.UTC(2026, 4, 8, 17, 30);
/** How many places are looked at. */
const looked = 5;

let running: RunningEngine;

beforeAll(async () => {
  running = await startEngine();
  await running.client.call('forecast.prepare', { refit: false, networks: false });
});

afterAll(async () => {
  await running.close();
});

interface Read {
  readonly drilldown: Drilldown;
  readonly figure: Figure;
  readonly rows: readonly ContributionRow[];
}

type Parts = NonNullable<Drilldown['explanation']>['contributions'][number]['parts'];

/** Some places as a person reads them: the figure, and the rows below it with its decimals. */
async function read(targetAt: number): Promise<Read[]> {
  const { places } = await running.client.call('places.list', {});
  return await Promise.all(
    [...places.columns.place.values.slice(0, looked)].map(async (place) => {
      const drilldown = await running.client.call('drilldown.get', { place, targetAt });
      const { shown, explanation, unit } = drilldown;
      if (shown === null || explanation === null) throw new Error(`place ${place} is not explained`);
      const figure = figureOf(shown, unit);
      return {
        drilldown,
        figure,
        rows: contributionRows(explanation, figure.decimals, wording('en'), String),
      };
    }),
  );
}

/** What a displayed number says. */
const numberIn = (text: string): number => Number(text.replace('\u2212', '-'));

/** The figure is the last row, its usual the first, and the texts between add up. */
function expectToAddUp({ drilldown, figure, rows }: Read): void {
  const texts = rows.map(({ text }) => text);
  expect(drilldown.shown?.state).toBe('forecast');
  expect(texts[0]).toBe(figure.usual);
  expect(texts.at(-1)).toBe(figure.value);
  const sum = texts.slice(0, -1).reduce((total, text) => total + numberIn(text), 0);
  expect(sum.toFixed(figure.decimals)).toBe(numberIn(figure.value).toFixed(figure.decimals));
}

const without = (rows: readonly ContributionRow[], id: string): readonly ContributionRow[] =>
  rows.filter((row) => row.kind === 'part' && row.id !== id);

describe('the explanation of the number on screen', () => {
  test('begins with the usual beside it and needs no more than the groups of the model', async () => {
    for (const one of await read(end + 30 * minute)) {
      const { shown, explanation } = one.drilldown;
      expectToAddUp(one);
      expect(explanation?.start).toBe(shown?.usual);
      expect(explanation?.contributions.map(({ group }) => group)).toEqual([
        'calendar',
        'neighbours',
        'own-last-hour',
      ]);
      const parts = explanation?.contributions ?? [];
      const sum = parts.reduce((total, { value }) => total + value, explanation?.start ?? NaN);
      expect(sum).toBeCloseTo(shown?.value ?? NaN, 2);
    }
  });

  test('is measured: it adds up, and hardly changes with a reading', async () => {
    const { figures, cases, seeds, model } = await running.client.call('explain.evaluate', {});
    const of = (id: string) => figures.find((figure) => figure.id === id);
    expect(model).not.toBe('');
    expect(of('additivity-largest')?.count).toBe(cases * seeds.length);
    expect(of('additivity-largest')?.value).toBeLessThan(0.15);
    expect(of('stability-mean')?.count).toBeGreaterThan(cases);
    expect(of('stability-mean')?.value).toBeGreaterThan(0);
    expect(of('stability-mean')?.value).toBeLessThan(0.2);
    expect(of('faithful-deletion')?.value).toBeGreaterThan(of('faithful-deletion-random')?.value ?? NaN);
    expect(of('faithful-insertion')?.value).toBeLessThan(of('faithful-insertion-random')?.value ?? NaN);
    expect(of('faithful-occlusion')?.value).toBeGreaterThan(0.9);
    for (const other of ['sampled', 'gradient', 'usual']) {
      expect(of(`faithful-deletion-${other}`)?.value).toBeGreaterThan(
        of('faithful-deletion-random')?.value ?? NaN,
      );
      expect(of(`faithful-insertion-${other}`)?.value).toBeLessThan(
        of('faithful-insertion-random')?.value ?? NaN,
      );
      expect(of(`faithful-occlusion-${other}`)?.value).toBeGreaterThan(0.9);
    }
    expect(of('background-situations')?.value).toBeGreaterThan(0);
    expect(of('background-error-mean')?.value).toBeGreaterThan(0);
  });

  test('is told over many forecasts as well: which groups matter, over all, by time of day and by district', async () => {
    const { client } = running;
    const stages: string[] = [];
    const { model, unit, groups, rows } = await client.call(
      'explain.influence',
      {},
      { onProgress: ({ stage }) => stages.push(stage) },
    );
    const [all] = rows;
    expect([model === '', unit]).toEqual([false, 'km/h']);
    expect(groups).toEqual(expect.arrayContaining(['calendar', 'neighbours', 'own-last-hour']));
    expect(all?.slice).toEqual({ kind: 'all' });
    expect(all?.count).toBeGreaterThan(0);
    expect(all?.values.every((value) => value >= 0)).toBe(true);
    const counts = rows.flatMap(({ slice, count }) => (slice.kind === 'hours' ? [count] : []));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(all?.count);
    expect(stages).toContain('explaining-model');
  });

  test('goes on to the places that push it and that its place pushes, while there is a forecast', async () => {
    const { client } = running;
    const targetAt = end + 30 * minute;
    const partsOf = ({ drilldown }: Read): Parts =>
      drilldown.explanation?.contributions.find(({ group }) => group === 'neighbours')?.parts ?? [];
    const pushed = (await read(targetAt)).find((one) => partsOf(one).length > 0);
    const place = pushed?.drilldown.place.id ?? -1;
    const neighbours = pushed === undefined ? [] : partsOf(pushed);
    const { pushing, moved, isLinked, asOf } = await client.call('drilldown.reach', { place, targetAt });
    expect({ isLinked, asOf }).toEqual({ isLinked: true, asOf: end });
    expect(pushing[0]?.place).toBe(neighbours[0]?.place);
    expect(pushing[0]?.value).toBeCloseTo(neighbours[0]?.value ?? NaN, 4);
    for (const one of await read(targetAt)) {
      const other = await client.call('drilldown.reach', { place: one.drilldown.place.id, targetAt });
      moved.push(...other.moved);
    }
    expect(moved.length).toBeGreaterThan(0);
    expect(moved.every(({ minutes }) => minutes !== null && minutes > 0 && minutes <= 60)).toBe(true);
    const past = await client.call('drilldown.reach', { place, targetAt: end - 30 * minute });
    expect(past).toMatchObject({ asOf: null, pushing: [], moved: [] });
    await expect(client.call('drilldown.reach', { place: -7, targetAt })).rejects.toMatchObject({
      code: 'place-unknown',
    });
  });

  test('goes on to what would change it, brought to the number shown, and only while the model is shown', async () => {
    const { client } = running;
    const targetAt = end + 30 * minute;
    const [one] = await read(targetAt);
    const place = one?.drilldown.place.id ?? -1;
    const { state, before, scenarios, asOf } = await client.call('drilldown.scenarios', { place, targetAt });
    expect({ state, asOf, before: before?.value }).toEqual({
      ...{ state: 'told', asOf: end },
      before: one?.drilldown.shown?.value,
    });
    const own = one?.drilldown.explanation?.contributions.find(({ group }) => group === 'own-last-hour');
    const asUsual = scenarios.find(({ id }) => id === 'place-as-usual');
    expect((asUsual?.after.value ?? NaN) - (before?.value ?? NaN)).toBeCloseTo(-(own?.value ?? NaN), 3);
    // Nothing is logged in this city.
    expect(scenarios.filter(({ id }) => !id.endsWith('as-usual'))).toEqual([]);
    const past = await client.call('drilldown.scenarios', { place, targetAt: end - 30 * minute });
    expect(past).toMatchObject({ state: 'no-forecast', before: null, scenarios: [] });
  });

  test('has a row for what was added to the forecast of the model, with however many decimals', async () => {
    // In this part of the horizon no benchmark stands in for the model.
    const targetAt = end + 30 * minute;
    const before = await read(targetAt);
    for (const [decimals, width] of [
      [0, 12],
      [1, 2],
      [2, 0.2],
    ] as const) {
      await running.engine.store.write((connection) =>
        connection.run(
          `UPDATE forecast SET mean = mean + 7, q05 = mean + 7 - ${width / 2}, q95 = mean + 7 + ${width / 2}`,
        ),
      );
      const after = await read(targetAt);
      await running.engine.store.write((connection) => connection.run('UPDATE forecast SET mean = mean - 7'));
      const unit = 10 ** -decimals;
      after.forEach((one, place) => {
        expect(one.figure.decimals).toBe(decimals);
        expectToAddUp(one);
        const added = one.rows.find(({ id }) => id === 'calibration')?.value ?? NaN;
        expect(Math.abs(added - 7)).toBeLessThan(2 * unit);
        without(one.rows, 'calibration').forEach(({ id, value }, part) => {
          const was = before[place]?.drilldown.explanation?.contributions[part];
          expect(id).toBe(was?.group);
          expect(Math.abs(value - (was?.value ?? NaN))).toBeLessThan(2 * unit);
        });
      });
    }
  });

  test('says that the forecast is as usual, and that its parts cancel', async () => {
    const { store } = running.engine;
    const usualShown = `UPDATE forecast SET mean = usual, q05 = usual - 0.1, q95 = usual + 0.1`;
    await store.write((connection) => connection.run(usualShown));
    const [one] = await read(end + 30 * minute);
    await running.client.call('forecast.run', { asOf: null });
    if (one === undefined) throw new Error('no place was read');
    expectToAddUp(one);
    const { rows, figure, drilldown } = one;
    const words = explanationWords(rows, drilldown.unit, figure.decimals, wording('en'));
    expect(figure.value).toBe(figure.usual);
    expect(words).toMatch(
      /^The forecast is as usual: nothing unusual\. Parts push up by .+ and almost cancel\.$/u,
    );
  });

  test('says that the neighbours were silent, whose inputs are no news then', async () => {
    const { client } = running;
    const neighboursNow = async () =>
      (await read(end + 30 * minute)).map(({ drilldown }) => drilldown.explanation?.neighbours ?? null);
    const before = await neighboursNow();
    const at = before.findIndex((one) => one?.silent === 0);
    const { places } = await client.call('places.list', {});
    const { view } = await client.call('view.get', {});
    const keys = places.columns.key.values;
    const clock = new Intl.DateTimeFormat('sv-SE', {
      ...{ timeZone: view.zone, dateStyle: 'short', timeStyle: 'short' },
    });
    const rows = Array.from({ length: 12 }, (_, step) => `${clock.format(end + step * 5 * minute)},40,`);
    const file = join(running.folder, 'alone.csv');
    writeFileSync(file, [`time,${keys[at]},${keys[at + 1]}`, ...rows].join('\n'));
    const source = await importFile(client, file, { ...speeds, zone: view.zone });
    await client.call('forecast.run', { asOf: null });
    const alone = (await read(end + 90 * minute))[at];
    if (alone === undefined) throw new Error('no place was read');
    expectToAddUp(alone);
    const { neighbours, contributions } = alone.drilldown.explanation ?? {};
    expect(neighbours?.of).toBeGreaterThan(0);
    expect(neighbours?.silent).toBe(neighbours?.of);
    const part = contributions?.find(({ group }) => group === 'neighbours');
    expect(part?.value).toBeCloseTo(0, 3);
    const said = wording('en').say('explanation.neighbours-silent', neighbours ?? {});
    expect(alone.rows.find(({ id }) => id === 'neighbours')?.details).toEqual([said]);
    await client.call('sources.remove', { source });
    rmSync(file);
    expect(await neighboursNow()).toEqual(before);
  });

  test('comes whole while the backend is switched, and says so where the one that computes dies', async () => {
    const { client, engine, host } = running;
    const targetAt = end + 30 * minute;
    const told = (all: readonly Read[]) => all.map(({ rows }) => rows);
    const before = told(await read(targetAt));
    const [sample] = await engine.forecasts.samples(engine.forecasting);
    if (sample === undefined) throw new Error('nothing is fitted');
    const explained = () =>
      engine.forecasting.call('compute.explain', { ...sample, place: 0, step: 5, priority: 'watched' });
    const wanted = await explained();
    for (const backend of ['cpu', null] as const) {
      const meanwhile = Promise.all(Array.from({ length: 50 }, explained));
      await client.call('compute.force', { backend });
      const [after, asked] = await Promise.all([read(targetAt), meanwhile]);
      expect(told(after)).toEqual(before);
      for (const one of asked) expect(one.forecast).toBeCloseTo(wanted.forecast, 3);
      expect(engine.forecasting.state.backend).toBe(backend ?? 'wasm');
    }
    const asked = Promise.allSettled([read(targetAt), read(targetAt + 15 * minute)]);
    host.channels.findLast(({ role }) => role === 'forecast')?.channel.close();
    for (const one of await asked)
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'compute-died' });
    expect(told(await read(targetAt))).toEqual(before);
  });

  test('has a row for the usual of the model where another one stands beside the number', async () => {
    const targetAt = end + 60 * minute;
    const before = await read(targetAt);
    await running.engine.store.write((connection) => connection.run('UPDATE usual SET value = value - 6'));
    const { folder } = running;
    await running.close(true);
    running = await startEngine({ folder });
    (await read(targetAt)).forEach((one, place) => {
      const was = before[place];
      expectToAddUp(one);
      expect(one.figure.value).toBe(was?.figure.value);
      expect(one.drilldown.explanation?.start).toBeCloseTo((was?.drilldown.explanation?.start ?? NaN) - 6, 3);
      expect(one.rows[1]?.id).toBe('usual-of-model');
      expect(Math.abs((one.rows[1]?.value ?? NaN) - 6)).toBeLessThan(2);
    });
  });
});
