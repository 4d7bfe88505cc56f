import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BackendId } from '../../main/common/backends.ts';
import type { SituationRecord, WindowRecord } from '../../main/common/contract/compute-contract.ts';
import { contributionRows } from '../../main/common/explain/contribution-rows.ts';
import { explanationWords } from '../../main/common/explain/explanation-words.ts';
import { wording } from '../../main/common/wording.ts';
import { ComputeSupervisor } from '../../main/engine/compute-supervisor.ts';
import { PlainNodeHost } from '../../main/engine/plain-node-host.ts';
import { explanationOf } from '../../main/forecast/drilldown/explanation.ts';
import { reachLinks } from '../../models/explain/reach.ts';
import { placesWithin } from '../../models/explain/receptive-field.ts';
import { forecasterById } from '../../models/registry.ts';
import { linksFromEdges } from '../../models/series/series.ts';
import { decodeStoredModel } from '../../models/stored-model-file.ts';
import { TrainedNetwork } from '../../models/traffic/trained-network.ts';
import { nativeFolder, readyTensorflow } from '../../tools/tensorflow/places.mjs';
import { builtLocations } from '../built.ts';
import { useWasm } from '../models/wasm-backend.ts';
import { GeneratedCity, median, setting } from './generated-city.ts';

/**
 * How long an operator waits for why: a click in a city of 2,000 sensors, from the window and 24 real situations to contributions with
 * their parts, to words, to the places that push and are pushed, and to what would change it. Then, in one process, how much of an
 * explanation is spent outside the bare forecasts and derivatives that it needs.
 */
const model = 'traffic.network';
const stepsPerDay = 288;
const days = 30;
const cityPlaces = 2000;
const [warmUps, clicks] = [5, 60];
const goals: Readonly<Partial<Record<BackendId, number>>> = { tensorflow: 150, wasm: 500 };
const [goalShare, goalMilliseconds] = [0.2, 10];

const folder = mkdtempSync(join(tmpdir(), 'metropole-bench-'));
const stateFile = join(folder, 'network.model');
const host = new PlainNodeHost({ ...builtLocations(), tensorflow: nativeFolder() });
const started: ComputeSupervisor[] = [];
const city = new GeneratedCity(cityPlaces);
const whole = withRoads(city.windowAt(days * stepsPerDay));
const past = Array.from({ length: 24 }, (_, day) => city.windowAt((days - 1 - day) * stepsPerDay));

function computeOn(backend: BackendId): ComputeSupervisor {
  const compute = new ComputeSupervisor(host, 'forecast', backend);
  started.push(compute);
  return compute;
}

/** A place leads to the next one, and every tenth to one far away. */
function withRoads(window: WindowRecord): WindowRecord {
  const count = window.places.length;
  const edges = window.places.flatMap((_, place) => [
    [place, (place + 1) % count, 1] as const,
    ...(place % 10 === 0 ? [[place, (place * 7 + 3) % count, 1] as const] : []),
  ]);
  return { ...window, links: linksFromEdges(count, edges, 'road') };
}

/** The place and those around it, on 24 days before. */
function situationsAt(place: number): SituationRecord[] {
  const places = placesWithin(whole.links, place, reachLinks);
  return past.map(({ history, historySteps }, day) => ({
    ...{ day, places: Uint32Array.from(places), sameTime: [], covariates: [] },
    history: Float32Array.from(
      places.flatMap((at) => [...history.subarray(at * historySteps, (at + 1) * historySteps)]),
    ),
  }));
}

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

function highest(values: readonly number[], share: number): number {
  return values.toSorted((one, other) => one - other)[Math.ceil(share * values.length) - 1] ?? NaN;
}

/** What a click asks for, one after the other, on a compute host. */
async function clicksOn(backend: BackendId, compute: ComputeSupervisor): Promise<void> {
  const said = wording('en');
  const scene = {
    placeIds: Int32Array.from(whole.places.keys()),
    span: { from: 0, to: 0, stepSeconds: 300 },
  };
  const times = new Map<string, number[]>();
  for (let click = -warmUps; click < clicks; click++) {
    const place = ((click + warmUps) * 31) % cityPlaces;
    const asked = { model, setting, stateFile, window: whole, place, step: 11, priority: 'watched' as const };
    const situations = situationsAt(place);
    const taken = {
      'contributions and words': await milliseconds(async () => {
        const record = await compute.call('compute.explain', { ...asked, situations });
        const rows = contributionRows(explanationOf(scene, model, record, null), 0, said, String);
        explanationWords(rows, 'km/h', 0, said);
      }),
      'the map': await milliseconds(() => compute.call('compute.reach', { ...asked, situations })),
      scenarios: await milliseconds(() =>
        compute.call('compute.scenarios', {
          ...asked,
          scenarios: [{ asUsual: 'neighbours' }, { asUsual: 'place' }],
        }),
      ),
    };
    if (click < 0) continue;
    for (const [what, time] of Object.entries(taken)) times.set(what, [...(times.get(what) ?? []), time]);
    const all = Object.values(taken).reduce((sum, time) => sum + time, 0);
    times.set('all of it', [...(times.get('all of it') ?? []), all]);
  }
  const goal = goals[backend] ?? NaN;
  console.table(
    [...times].map(([what, all]) => ({
      backend,
      'of a click': what,
      'median, ms': median(all).toFixed(1),
      '95th percentile, ms': highest(all, 0.95).toFixed(1),
      [`goal: ${goal} ms`]: highest(all, 0.95) <= goal ? 'met' : 'missed',
    })),
  );
}

/** The same explanations in this process, on WebAssembly: what is spent outside the forecasts and derivatives of the model. */
async function overhead(): Promise<void> {
  await useWasm();
  const served = await forecasterById(model, setting).restore(decodeStoredModel(readFileSync(stateFile)));
  if (!(served instanceof TrainedNetwork)) throw new TypeError(`${model} is no network`);
  const spent = { forecasts: 0, gradients: 0 };
  const timed =
    <A extends readonly unknown[], R>(what: keyof typeof spent, work: (...asked: A) => Promise<R>) =>
    async (...asked: A): Promise<R> => {
      const began = performance.now();
      const answer = await work(...asked);
      spent[what] += performance.now() - began;
      return answer;
    };
  Object.assign(served, { predict: timed('forecasts', served.predict.bind(served)) });
  const { differentiable } = served;
  Object.assign(differentiable, {
    gradient: timed('gradients', differentiable.gradient.bind(differentiable)),
  });
  const [forecasts, gradients, outside]: [number[], number[], number[]] = [[], [], []];
  for (let click = -warmUps; click < clicks; click++) {
    const place = ((click + warmUps) * 31) % cityPlaces;
    const situations = situationsAt(place);
    Object.assign(spent, { forecasts: 0, gradients: 0 });
    const all = await milliseconds(() => served.explain(whole, place, 11, situations));
    if (click < 0) continue;
    forecasts.push(spent.forecasts);
    gradients.push(spent.gradients);
    outside.push(all - spent.forecasts - spent.gradients);
  }
  const share = median(outside) / (median(forecasts) + median(gradients));
  console.table([
    {
      'bare forecasts, median ms': median(forecasts).toFixed(1),
      'their derivatives, median ms': median(gradients).toFixed(1),
      'all else, median ms': median(outside).toFixed(1),
      'all else, share': share.toFixed(2),
      [`goal: ${goalShare} or ${goalMilliseconds} ms`]:
        share <= goalShare || median(outside) <= goalMilliseconds ? 'met' : 'missed',
    },
  ]);
}

try {
  const first = computeOn('wasm');
  const series = new GeneratedCity(100).series(stepsPerDay * 3);
  await first.call('compute.train', { model, setting, series, seed: 1, stateFile });
  const backends: BackendId[] = readyTensorflow() === undefined ? ['wasm'] : ['wasm', 'tensorflow'];
  for (const backend of backends) await clicksOn(backend, backend === 'wasm' ? first : computeOn(backend));
  await overhead();
} finally {
  for (const compute of started) await compute.close();
  rmSync(folder, { recursive: true, force: true });
}
