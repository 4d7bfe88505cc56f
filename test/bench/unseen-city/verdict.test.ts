import { expect, it } from 'vitest';
import type { EvaluationRow, EvaluationTable } from '../../../models/evaluation/evaluation-table.ts';
import { meanOverSeeds } from '../../../models/evaluation/evaluation-table.ts';
import { ScoreSheet } from '../../../models/evaluation/metrics.ts';
import { forecasterById } from '../../../models/registry.ts';
import { sharesOfGain } from './verdict.ts';

const setting = { stepSeconds: 300, horizonSteps: 12 };

/** A row of one horizon whose origins all lose as much, up to a swing that all rows share. */
function row(name: string, pinball: number): EvaluationRow {
  const { declaration } = forecasterById('traffic.persistence', setting);
  const empty = meanOverSeeds([new ScoreSheet(1, 0).scores()]);
  return {
    model: { ...declaration, name, title: name },
    seeds: [1],
    fitSeconds: 0,
    notices: [],
    cells: [
      {
        horizonSteps: 12,
        windows: 240,
        breakdowns: null,
        scores: { ...empty, pinball: { mean: pinball, spread: 0 } },
        pinballPerOrigin: Float64Array.from({ length: 240 }, (_, origin) => pinball + Math.sin(origin / 20)),
      },
    ],
  };
}

function tableOf(unseen: number): EvaluationTable {
  const rows = [row('usual', 3), row('persistence', 2), row('own', 1), row('unseen', unseen)];
  return { split: 'test', stepSeconds: 300, horizons: [12], congestedBelow: 0, rows };
}

const names = { rivals: ['usual', 'persistence'], own: 'own', unseen: 'unseen' };

it('counts the gain from the best rival to the network trained on the city', () => {
  const [share] = sharesOfGain(tableOf(1.1), names);
  expect(share).toMatchObject({
    minutes: 60,
    best: { title: 'persistence', pinball: 2 },
    own: 1,
    unseen: 1.1,
  });
  expect(share?.share).toBeCloseTo(0.9);
});

it('says with what certainty the goal is met or missed', () => {
  const [met] = sharesOfGain(tableOf(1.1), names);
  expect(met?.apart.difference).toBeCloseTo(-0.1);
  expect(met?.apart.high).toBeLessThan(0);
  const [missed] = sharesOfGain(tableOf(1.3), names);
  expect(missed?.apart.difference).toBeCloseTo(0.1);
  expect(missed?.apart.low).toBeGreaterThan(0);
});

it('refuses a table that lacks one of them', () => {
  expect(() => sharesOfGain(tableOf(1.1), { ...names, own: 'nobody' })).toThrow(RangeError);
});
