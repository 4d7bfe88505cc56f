import { join } from 'node:path';
import type { Grid } from '../../words.ts';
import { changesOf, fluctuationsWithin } from '../measures/fluctuations.ts';
import { jammedPairs, leadOfGrowingQueues } from '../measures/growing-queues.ts';
import { laggedCorrelation } from '../measures/lagged.ts';
import { meanOf } from '../measures/order.ts';
import { hourlyProfile, rushHours, type Clock } from '../measures/profile.ts';
import { residualsOf } from '../measures/residuals.ts';
import { freeSpeeds, rowOf, shareSlower, slownessOf } from '../measures/slowness.ts';
import { waveSpeed } from '../measures/wave-speed.ts';
import type { CheckName } from '../thresholds.ts';
import { rowsOf } from './files.ts';
import { farPairs, losLoopPairs } from './los-loop-roads.ts';

/** What the checks of roads find on a week of Los Angeles: 207 loops from Thursday 1 March 2012, local time, mph. */
export function measureLosLoop(folder: string): Partial<Record<CheckName, number>> {
  const speed = speeds(folder);
  const clock: Clock = {
    minuteOfDay: Uint16Array.from({ length: speed.steps }, (_, step) => (step % 288) * 5),
    isWorkday: Uint8Array.from({ length: speed.steps }, (_, step) =>
      (3 + Math.floor(step / 288)) % 7 < 5 ? 1 : 0,
    ),
    day: Uint16Array.from({ length: speed.steps }, (_, step) => Math.floor(step / 288)),
  };
  const free = freeSpeeds(speed);
  const slowness = slownessOf(speed, free);
  const [workdays, daysOff] = [true, false].map((isWorkday) =>
    rushHours(hourlyProfile(slowness, clock, isWorkday)),
  );
  const residuals = residualsOf(speed, clock);
  const pairs = losLoopPairs(folder);
  const correlationOf = (one: number, other: number) =>
    laggedCorrelation(rowOf(residuals, one), rowOf(residuals, other), 0);
  const near = meanOf(
    pairs.filter(({ metres }) => metres < 1500).map(({ up, down }) => correlationOf(up, down)),
  );
  const far = meanOf(farPairs(folder, 8000).map(([one, other]) => correlationOf(one, other)));
  const wave = waveSpeed(
    changesOf(fluctuationsWithin(speed, free, { from: 0, to: 0.7, minutes: 20 })),
    pairs.filter(({ metres }) => metres > 800 && metres < 5000),
    'upstream',
    Array.from({ length: 101 }, (_, index) => 10 + index / 4),
  );
  const peaksOf = (hours: ReturnType<typeof rushHours> | undefined) =>
    (hours?.morning ?? Number.NaN) + (hours?.evening ?? Number.NaN);
  return {
    'congested-branch-occupied': shareSlower(speed, free, 0.6),
    'rush-hours':
      Math.min(workdays?.morning ?? Number.NaN, workdays?.evening ?? Number.NaN) /
      (workdays?.midday ?? Number.NaN),
    weekend: peaksOf(daysOff) / peaksOf(workdays),
    'neighbours-correlate': near,
    'correlation-falls': far / near,
    'trouble-moves-upstream': leadOfGrowingQueues(residuals, clock, jammedPairs(speed, free, pairs)),
    'queue-wave-speed': wave.speed,
    'queue-wave-strength': wave.correlation - wave.mirrored,
  };
}

function speeds(folder: string): Grid {
  const [header = [], ...rows] = rowsOf(join(folder, 'speed.csv'));
  const values = new Float32Array(header.length * rows.length);
  rows.forEach((row, step) => {
    row.forEach((text, place) => {
      values[place * rows.length + step] = Number(text);
    });
  });
  return { start: Date.UTC(2012, 2, 1, 8), stepSeconds: 300, steps: rows.length, values };
}
