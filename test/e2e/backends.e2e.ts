import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BackendId } from '../../main/common/backends.ts';
import type { EngineClient } from '../../main/common/contract/engine-contract.ts';
import { launchConsole, type RunningConsole } from './console.ts';
import { ConsolePage } from './pages/console-page.ts';
import { ComputeDialog } from './pages/compute-dialog.ts';
import { contractOf } from './pages/contract.ts';

let running: RunningConsole;
let console: ConsolePage;
let compute: ComputeDialog;
let contract: EngineClient;

beforeAll(async () => {
  running = await launchConsole();
  console = new ConsolePage(running);
  compute = new ComputeDialog(console);
  await console.time.nextMoment('+15 min').waitFor({ timeout: 60_000 });
  contract = await contractOf(join(running.folder, 'profile', 'practice-city'));
});

afterAll(async () => {
  await running.close();
});

/** A forecast made now and why its first place gets what it gets. */
async function forecastAndWhy(): Promise<{ value: number; sum: number; run: number }> {
  const { clock } = await contract.call('view.get', {});
  const now = clock.now ?? NaN;
  const { run } = await contract.call('forecast.run', { asOf: null });
  const { places } = await contract.call('places.list', {});
  const place = places.columns.place.values[3] ?? 0;
  const drilldown = await contract.call('drilldown.get', { place, targetAt: now + 30 * 60_000 });
  const { start = NaN, contributions = [] } = drilldown.explanation ?? {};
  return {
    value: drilldown.shown?.value ?? NaN,
    sum: contributions.reduce((total, { value }) => total + value, start),
    run: run.id,
  };
}

test('the page of backends measures them all, and says why one is not here', async () => {
  await compute.open();
  expect(await compute.namesOfBackends()).not.toContain(console.words.say('compute.backend.webgl'));
  await compute.measure();
  const webgl = compute.backend('webgl');
  await expect.poll(() => webgl.innerText()).toContain(console.words.say('compute.software'));
  expect(await webgl.innerText()).toContain('GFLOP/s');
  expect(await compute.backend('webgpu').innerText()).toContain(
    console.words.error({
      code: 'backend-unavailable',
      parameters: { backend: 'webgpu', reason: 'adapter' },
    }),
  );
  await compute.close();
});

test('the console forecasts and explains on every backend that is here, the same within its limits', async () => {
  const expected = await forecastAndWhy();
  for (const backend of ['webgl', 'cpu', 'wasm'] as const satisfies readonly BackendId[]) {
    await compute.open();
    await compute.insistOn(backend);
    await compute.close();
    await compute.openerFor(backend).waitFor({ timeout: 30_000 });
    const found = await forecastAndWhy();
    expect(found.value).toBeCloseTo(expected.value, 1);
    expect(found.sum).toBeCloseTo(found.value, 1);
    expect((await contract.call('compute.status', {})).backend).toBe(backend);
  }
  await compute.open();
  await compute.insistOn(null);
  await expect.poll(() => compute.backend('wasm').innerText()).toContain(console.words.say('compute.chosen'));
  await compute.close();
});
