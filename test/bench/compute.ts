import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BackendId } from '../../main/common/backends.ts';
import type { WindowRecord } from '../../main/common/contract/compute-contract.ts';
import { ComputeSupervisor } from '../../main/engine/compute-supervisor.ts';
import { PlainNodeHost } from '../../main/engine/plain-node-host.ts';
import { nativeFolder, readyTensorflow } from '../../tools/tensorflow/places.mjs';
import { builtLocations } from '../built.ts';
import { BareCrossing } from './bare-crossing.ts';
import { GeneratedCity, median, setting } from './generated-city.ts';
import { childrenOfThis, memoryOf } from './process-memory.ts';
import { showOutside } from './outside.ts';
import { againstReferences } from './references/against-references.ts';

/**
 * The same network, weights and window on this machine, each ratio from one run: what threads add to one WebAssembly host
 * against two hosts that share nothing, what a forecast costs outside the model, how time and memory grow with the number of places on
 * native TensorFlow and on WebAssembly, and the network alone against Python's TensorFlow and onnxruntime.
 */
const model = 'traffic.network';
const steps = 288 * 3;
const rounds = 25;
const goalOfTwoProcesses = 0.85;
/** Below this many places a host does not share its work among threads. */
const placesOfOneThread = 500;
const sizes = [200, 2000, 20_000];

const folder = mkdtempSync(join(tmpdir(), 'metropole-bench-'));
const stateFile = join(folder, 'network.model');
const locations = { ...builtLocations(), tensorflow: nativeFolder() };
const host = new PlainNodeHost(locations);
const started: ComputeSupervisor[] = [];
const crossing = new BareCrossing();

function computeOn(backend: BackendId): ComputeSupervisor {
  const compute = new ComputeSupervisor(host, 'forecast', backend);
  started.push(compute);
  return compute;
}

/** A host that has started, and the number of its process. */
async function startedOn(backend: BackendId): Promise<{ compute: ComputeSupervisor; process: number }> {
  const before = childrenOfThis();
  const compute = computeOn(backend);
  await compute.ready();
  const process = [...childrenOfThis()].find((child) => !before.has(child));
  if (process === undefined) throw new Error('The compute host has no process');
  return { compute, process };
}

/** One forecast: milliseconds of the whole call and of the model alone. */
async function forecast(
  compute: ComputeSupervisor,
  window: WindowRecord,
): Promise<{ whole: number; model: number; back: unknown }> {
  const began = performance.now();
  const answer = await compute.call('compute.run', { model, setting, stateFile, window });
  return { whole: performance.now() - began, model: answer.milliseconds, back: answer.forecast };
}

/** Places a second that some hosts forecast together, each with its own window, one after the other. */
async function throughput(
  hosts: readonly ComputeSupervisor[],
  window: WindowRecord,
  parts = 1,
): Promise<number> {
  const began = performance.now();
  await Promise.all(
    hosts.map(async (compute) => {
      for (let round = 0; round < rounds * parts; round++) await forecast(compute, window);
    }),
  );
  return (hosts.length * rounds * parts * window.places.length) / ((performance.now() - began) / 1000);
}

try {
  console.log('Training the network on a generated city …');
  const [first, second] = [computeOn('wasm'), computeOn('wasm')];
  const series = new GeneratedCity(207).series(steps);
  await first.call('compute.train', { model, setting, series, seed: 1, stateFile });

  const whole = new GeneratedCity(2000).windowAt(steps);
  const part = new GeneratedCity(placesOfOneThread).windowAt(steps);
  for (const window of [whole, part]) for (const compute of [first, second]) await forecast(compute, window);
  const ratios: number[] = [];
  const gains: number[] = [];
  for (let turn = 0; turn < 5; turn++) {
    const alone = await throughput([first], part, 4);
    const two = await throughput([first, second], part, 4);
    const threads = await throughput([first], whole);
    gains.push(threads / alone);
    ratios.push(threads / alone / (two / alone));
  }
  console.table({
    'threads of one host against one thread': median(gains).toFixed(2),
    'share of what two hosts reach': median(ratios).toFixed(2),
    [`goal: at least ${goalOfTwoProcesses}`]: median(ratios) >= goalOfTwoProcesses ? 'met' : 'missed',
  });

  const backends: BackendId[] = readyTensorflow() === undefined ? ['wasm'] : ['wasm', 'tensorflow'];
  for (const backend of backends) {
    const compute = backend === 'wasm' ? first : computeOn(backend);
    await showOutside(backend, crossing, whole, () => forecast(compute, whole));
  }

  for (const backend of backends) {
    const rows = [];
    for (const size of sizes) {
      // A host of its own for each size, so that its peak of memory is of that size.
      const { compute, process } = await startedOn(backend);
      const { resident: before } = memoryOf(process);
      const window = new GeneratedCity(size).windowAt(steps);
      const times: number[] = [];
      for (let round = 0; round < rounds; round++) times.push((await forecast(compute, window)).model);
      const milliseconds = median(times);
      const { peak } = memoryOf(process);
      rows.push({
        backend,
        places: size,
        'in the model, ms': milliseconds.toFixed(1),
        'µs a place': ((milliseconds / size) * 1000).toFixed(1),
        'memory, MB at its peak': peak.toFixed(0),
        'of it for the forecast': (peak - before).toFixed(0),
        'kB a place': (((peak - before) / size) * 1000).toFixed(1),
      });
      await compute.close();
    }
    console.table(rows);
  }
  await againstReferences(stateFile, folder);
} finally {
  crossing.close();
  for (const compute of started) await compute.close();
  rmSync(folder, { recursive: true, force: true });
}
