import type { Grid } from '../../words.ts';
import type { Check } from '../check.ts';
import { changesOf, fluctuationsWithin } from '../measures/fluctuations.ts';
import { meanOf } from '../measures/order.ts';
import { residualsOf } from '../measures/residuals.ts';
import { waveSpeed, type WaveSpeed } from '../measures/wave-speed.ts';
import type { Study } from '../study/study.ts';

const upstreamSpeeds = Array.from({ length: 101 }, (_, index) => 10 + index / 4);
const downstreamSpeeds = Array.from({ length: 91 }, (_, index) => 20 + index * 2);

function queueWave(study: Study): WaveSpeed {
  return study.once('queue wave', () =>
    waveSpeed(
      changesOf(fluctuationsWithin(study.world.traffic.speed, study.free, { from: 0, to: 0.7, minutes: 20 })),
      study.motorwayPairs.filter(({ metres }) => metres > 800 && metres < 5000),
      'upstream',
      upstreamSpeeds,
    ),
  );
}

/** How fast drops of speed travel upstream through congested motorways. */
export const queueWaveSpeed: Check = (study) => {
  const wave = queueWave(study);
  return { figure: wave.speed, detail: `${told(wave)}, 0.8 to 5 km` };
};

/** How much better they are found again upstream than downstream. */
export const queueWaveStrength: Check = (study) => {
  const wave = queueWave(study);
  return { figure: clearness(wave), detail: `${told(wave)}, 0.8 to 5 km` };
};

/** Where the two directions differ by less, nothing is taken for a wave: several times what chance leaves of a month. */
const faintest = 0.01;

/** How fast unusual changes of flow travel downstream in free traffic, against the vehicles' speed. */
export const freeWaveSpeed: Check = (study) => {
  const wave = waveSpeed(
    freeChanges(study),
    study.motorwayPairs.filter(({ metres }) => metres > 2000),
    'downstream',
    downstreamSpeeds,
  );
  const driven = meanOf(study.motorway.map((detector) => study.free[detector] ?? Number.NaN));
  return {
    figure: clearness(wave) > faintest ? wave.speed / driven : Number.NaN,
    detail: `vehicle speed ${Math.round(driven)} km/h, ${told(wave)}, 2 to 8 km`,
  };
};

/** Unusual flow less its mean over an hour and a half, where and while traffic is free; 0 elsewhere. */
function freeChanges(study: Study): Grid {
  const { speed, flow } = study.world.traffic;
  const unusual = residualsOf(flow, study.clock);
  const isFree = fluctuationsWithin(speed, study.free, { from: 0.85, to: 2, minutes: 45 });
  const known = { ...unusual, values: unusual.values.map((value) => (value === 0 ? Number.NaN : value)) };
  const changes = fluctuationsWithin(known, new Float32Array(study.free.length).fill(1), {
    from: -Infinity,
    to: Infinity,
    minutes: 45,
  });
  return {
    ...changes,
    values: changes.values.map((value, index) => (isFree.values[index] === 0 ? 0 : value)),
  };
}

/** How much better a wave is seen in its direction than in the other; NaN where too few pairs are ever congested together. */
function clearness({ correlation, mirrored, pairs }: WaveSpeed): number {
  return pairs < 10 ? Number.NaN : correlation - mirrored;
}

function told({ speed, correlation, mirrored, pairs }: WaveSpeed): string {
  return `${speed} km/h, correlation ${correlation.toFixed(2)} (${mirrored.toFixed(2)} the other way) over ${pairs} pairs`;
}
