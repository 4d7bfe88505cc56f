import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ComputeSupervisor } from '../../main/engine/compute-supervisor.ts';
import { PlainNodeHost } from '../../main/engine/plain-node-host.ts';
import { builtLocations } from '../built.ts';
import { BareCrossing, millisecondsOfClone } from './bare-crossing.ts';
import { GeneratedCity, median, setting } from './generated-city.ts';

/**
 * A forecast for 207 sensors x 12 steps by the network on `wasm`: milliseconds outside the model (message, checks, columns there and
 * back between the engine and the compute host) against a bare structured clone of the same bytes: once inside one process, once there and
 * back over the same kind of pipe with nothing around it. Goal: at most 3 times.
 */
const places = 207;
const steps = 288 * 3;
const calls = 200;
const goal = 3;

const crossing = new BareCrossing();
const folder = mkdtempSync(join(tmpdir(), 'metropole-bench-'));
const compute = new ComputeSupervisor(new PlainNodeHost(builtLocations()), 'forecast', 'wasm');
const city = new GeneratedCity(places);

try {
  const series = city.series(steps);
  const stateFile = join(folder, 'network.model');
  console.log('Training the network on a generated city …');
  await compute.call('compute.train', { model: 'traffic.network', setting, series, seed: 1, stateFile });
  const outside: number[] = [];
  const model: number[] = [];
  const clone: number[] = [];
  const bare: number[] = [];
  for (let call = 0; call < calls; call++) {
    const window = city.windowAt(steps + call);
    const began = performance.now();
    const answer = await compute.call('compute.run', {
      model: 'traffic.network',
      setting,
      stateFile,
      window,
    });
    const whole = performance.now() - began;
    clone.push(millisecondsOfClone(window, answer.forecast));
    if (call === 0) await crossing.keep(answer.forecast);
    bare.push(await crossing.milliseconds(window));
    model.push(answer.milliseconds);
    outside.push(whole - answer.milliseconds);
  }
  const ratio = median(outside) / median(bare);
  console.table({
    'in the model, ms': median(model).toFixed(2),
    'outside the model, ms': median(outside).toFixed(2),
    'structured clone inside one process, ms': median(clone).toFixed(2),
    'structured clone to a process and back, ms': median(bare).toFixed(2),
    'ratio to the one inside': (median(outside) / median(clone)).toFixed(1),
    'ratio to the one there and back': ratio.toFixed(1),
    [`goal: at most ${goal}`]: ratio <= goal ? 'met' : 'missed',
  });
} finally {
  crossing.close();
  await compute.close();
  rmSync(folder, { recursive: true, force: true });
}
