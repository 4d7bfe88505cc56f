import { streamOf } from '../../../../../tools/sample-city/random.ts';
import type { Cause, Scenario } from '../../../../../tools/sample-city/words.ts';
import { cellMetres, cellsPerCorridor } from './corridors.ts';

/** What one corridor does: `[cell * steps + step]`, means of five minutes, km/h and veh/h and veh/km over all lanes. */
export interface CorridorTruth {
  readonly speed: Float32Array;
  readonly flow: Float32Array;
}

const lanes = 3;
const freeKmh = 110;
const waveKmh = 17.5;
const capacity = 2100 * lanes;
const jamDensity = lanes * (2100 / freeKmh + 2100 / waveKmh);
const seconds = 15;
const substeps = 20;
const bottleneck = 34;

/** A corridor by Daganzo's cell transmission model (1994), with a lane less from its 17th kilometre on. */
export function runCorridor(
  scenario: Scenario,
  corridor: number,
  collisions: readonly Cause[],
): CorridorTruth {
  const { seed, days, until } = scenario;
  const steps = days * 288;
  const start = until - days * 86_400_000;
  const random = streamOf(seed, 'corridor', corridor);
  const density = new Float64Array(cellsPerCorridor);
  const passes = new Float64Array(cellsPerCorridor + 1);
  const speed = new Float32Array(cellsPerCorridor * steps);
  const flow = new Float32Array(cellsPerCorridor * steps);
  let mood = 0;
  let squeeze = 0;
  for (let step = 0; step < steps; step++) {
    const at = start + step * 300_000;
    if (step % 288 === 0) mood = 0.04 * random.normal();
    squeeze = 0.7 * squeeze + 0.09 * random.normal();
    const demand = demandAt(at) * (1 + mood + 0.06 * random.normal());
    const closed = new Map(
      collisions
        .filter(({ startsAt, endsAt }) => startsAt <= at && at < endsAt)
        .map((cause) => [cellOfCause(cause), cause.size]),
    );
    const most = (cell: number) =>
      capacity * (1 - (closed.get(cell) ?? 0)) * (cell === bottleneck ? 0.8 * (1 + squeeze) : 1);
    for (let substep = 0; substep < substeps; substep++) {
      for (let cell = 0; cell <= cellsPerCorridor; cell++) {
        const sends = cell === 0 ? demand : Math.min(freeKmh * (density[cell - 1] ?? 0), most(cell - 1));
        const takes =
          cell === cellsPerCorridor
            ? Infinity
            : Math.min(most(cell), waveKmh * (jamDensity - (density[cell] ?? 0)));
        passes[cell] = Math.max(0, Math.min(sends, takes));
      }
      for (let cell = 0; cell < cellsPerCorridor; cell++) {
        const index = cell * steps + step;
        flow[index] = (flow[index] ?? 0) + (passes[cell + 1] ?? 0) / substeps;
        speed[index] = (speed[index] ?? 0) + (density[cell] ?? 0) / substeps;
        density[cell] =
          (density[cell] ?? 0) +
          (((passes[cell] ?? 0) - (passes[cell + 1] ?? 0)) * seconds) / 3600 / (cellMetres / 1000);
      }
    }
    for (let cell = 0; cell < cellsPerCorridor; cell++) {
      const index = cell * steps + step;
      speed[index] = Math.min(freeKmh, (flow[index] ?? 0) / Math.max(1e-6, speed[index] ?? 0));
    }
  }
  return { speed, flow };
}

function cellOfCause({ at }: Cause): number {
  return at.kind === 'road' ? (at.road % 11) * 4 + Math.floor(at.atMetres / cellMetres) : -1;
}

/** veh/h at the head of a corridor: two rush hours on working days, one gentle hump on others. */
function demandAt(at: number): number {
  const hour = (at % 86_400_000) / 3_600_000;
  const hump = (centre: number, width: number) => Math.exp(-(((hour - centre) / width) ** 2) / 2);
  const isWorkday = (Math.floor(at / 86_400_000) + 3) % 7 < 5;
  return isWorkday
    ? 350 + 3900 * hump(8, 1) + 3000 * hump(12.5, 3) + 4300 * hump(17.5, 1.1)
    : 350 + 3300 * hump(14, 3.5);
}
