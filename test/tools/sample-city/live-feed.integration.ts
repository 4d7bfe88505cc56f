import { join } from 'node:path';
import { expect, test } from 'vitest';
import { builtFolder, repositoryRoot } from '../../../tools/paths.mjs';
import { feedOf, feedWorkspace, type FeedStep } from '../../../tools/sample-city/live-feed.ts';
import { scenarioOf } from '../../../tools/sample-city/scenario.ts';
import { startEngine } from '../../main/engine/running-engine.ts';

const minute = 60_000;

test('a feed moves the clock of an open workspace, and forecasts go on with the models that are there', async () => {
  const running = await startEngine({ sampleCity: join(repositoryRoot, 'assets', 'sample-city') });
  const { client, folder } = running;
  try {
    const before = await client.call('forecast.prepare', { refit: false, networks: true });
    const { clock } = await client.call('view.get', {});
    const end = clock.dataTo ?? 0;
    const { columns } = (await client.call('places.list', {})).places;
    // Among them detectors that never said anything before.
    const speeds = columns.key.values.flatMap((key): FeedStep['speeds'] => (key === null ? [] : [[key, 42]]));
    expect(before.run?.places).toBeLessThan(speeds.length);
    const said: string[] = [];
    await feedWorkspace(
      [0, 1].map((step) => ({ at: end + step * 5 * minute, speeds })),
      { workspace: folder, built: builtFolder, everyMilliseconds: 0, say: (moment) => said.push(moment) },
    );
    expect(said).toHaveLength(2);
    expect((await client.call('view.get', {})).clock.now).toBe(end + 10 * minute);
    const after = await client.call('forecast.prepare', { refit: false, networks: true });
    expect(after.run?.asOf).toBe(end + 10 * minute);
    expect(after.run?.places).toBe(speeds.length);
    expect(after.models).toEqual(before.models);
  } finally {
    await running.close();
  }
});

test('what a feed says goes on where the data of the city end', () => {
  const scenario = scenarioOf({ sensors: '40', days: '1', hourlyDays: '3' });
  const feed = feedOf(scenario, 1, () => undefined);
  expect(feed.map(({ at }) => at)).toEqual(
    Array.from({ length: 12 }, (_, step) => scenario.until + step * 5 * minute),
  );
  expect(feed.every(({ speeds }) => speeds.length > 30)).toBe(true);
});
