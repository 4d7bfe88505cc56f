import { createHash } from 'node:crypto';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { countIncidents, localDays } from '../../main/forecast/counts/count-incidents.ts';
import { compareCounts, judgedDays } from '../../models/evaluation/count-protocol.ts';
import { countScores, type CountScores } from '../../models/evaluation/count-scores.ts';
import { countFolds } from '../../models/safety/choose-setting.ts';
import { fitDispersion } from '../../models/safety/count-likelihood.ts';
import { firstForecast } from '../../models/safety/count-method.ts';
import { allTogether, countsBetween } from '../../models/safety/counts.ts';
import { safetyFeatures } from '../../models/safety/features.ts';
import { countMethodOf } from '../../models/safety/methods.ts';
import { newYork, newYorkCsv } from '../models/safety/new-york.ts';
import { ThrowAwayPython } from './references/throw-away.ts';

/**
 * Gradient-boosted trees on the incidents of New York, hexagons by day, to be read beside `metropole evaluate safety`, whose protocol this
 * is. They are told what the regression is told, begin at the same mean of the cell, and choose among as many sizes as it has penalties.
 * `--final` judges on the test part and adds a line to the looks.
 */
const versions = { lightgbm: '4.6.0', numpy: '2.3.5' };
const seeds = [1, 2, 3] as const;
const { values } = parseArgs({
  args: process.argv.slice(3),
  options: { final: { type: 'boolean', default: false } },
});
const split = values.final ? 'test' : 'validation';
const incidents = newYork();
const days = judgedDays(localDays(incidents, 'UTC'), split);
const counts = allTogether(
  countIncidents(incidents, { grid: 'h3', periodsPerDay: 1, zone: 'UTC', cellsFromDays: days.from }),
);
const from = firstForecast(counts, days.from);
const features = safetyFeatures(counts, 0, from, days.to);
const rowOf = (day: number): number => (day - from) * counts.cells.length;
const seen = countsBetween(counts, 0, from, days.to);
const folder = mkdtempSync(join(tmpdir(), 'metropole-count-trees-'));

try {
  const sha256 = createHash('sha256').update(newYorkCsv()).digest('hex');
  console.log(`NYC_Crime.csv sha256 ${sha256}, ${split} part, days ${days.from} to ${days.to}`);
  const python = await ThrowAwayPython.in(join(folder, 'python'));
  for (const [name, version] of Object.entries(versions)) console.log(await python.install(name, version));
  writeFileSync(join(folder, 'features.f32'), bytesOf(features.rows));
  writeFileSync(join(folder, 'offsets.f32'), bytesOf(features.offsets));
  writeFileSync(join(folder, 'counts.u16'), bytesOf(seen));
  const folds = countFolds(counts, days.from).map(({ learnedUntil, judgedUntil }) => [
    ...[rowOf(learnedUntil), rowOf(learnedUntil), rowOf(judgedUntil)],
  ]);
  const judged = [rowOf(days.from), rowOf(days.from), rowOf(days.to)];
  const about = { width: features.names.length, folds, judged, seeds };
  writeFileSync(join(folder, 'about.json'), JSON.stringify(about));
  await python.run(join(import.meta.dirname, 'references', 'boosted_counts.py'), [folder], 3_600_000);
  console.log(`chosen on the folds: ${readFileSync(join(folder, 'chosen.json'), 'utf8')}`);

  const trees = seeds.map(scoresOfTrees);
  const own = ['mean', 'exponential-mean', 'regression'].map((name) => {
    const expected = countMethodOf(name).fit(counts, days.from).expect(counts, days.from, days.to);
    return { name, scores: countScores(counts, expected, 0) };
  });
  const rows = [
    ...own.map(({ name, scores }) => [name, row(scores)] as const),
    ...trees.map((scores, at) => [`boosted trees, seed ${seeds[at]}`, row(scores)] as const),
  ];
  console.table(Object.fromEntries(rows));
  for (const [at, scores] of trees.entries()) {
    for (const { name, scores: other } of own)
      console.log(`seed ${seeds[at]} less ${name}: ${JSON.stringify(compareCounts(scores, other, name))}`);
  }
  if (values.final)
    appendFileSync(
      join(import.meta.dirname, 'references', 'boosted-counts-looks.jsonl'),
      `${JSON.stringify({ at: new Date().toISOString(), sha256, ...versions, rows })}\n`,
    );
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** With a dispersion of their own, fitted to their forecasts of the folds, as each benchmark has. */
function scoresOfTrees(seed: number): CountScores {
  const read = (name: string): Float64Array =>
    new Float64Array(new Uint8Array(readFileSync(join(folder, `${name}-${seed}.f64`))).buffer);
  const means = read('means');
  const first = countFolds(counts, days.from)[0]?.learnedUntil ?? 0;
  const dispersion = fitDispersion(countsBetween(counts, 0, first, days.from), read('folds'));
  return countScores(
    counts,
    { from: days.from, to: days.to, means, dispersions: Float64Array.of(dispersion) },
    0,
  );
}

function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

function row({ logScore, hits, slope, observedOverExpected }: CountScores): Record<string, string> {
  return {
    'negative log score': logScore.toFixed(5),
    'hits at 1 / 5 / 10 / 20 %': hits.map((share) => share.toFixed(3)).join(' / '),
    slope: slope.toFixed(3),
    'observed / expected by tenth': `${Math.min(...observedOverExpected).toFixed(2)} … ${Math.max(...observedOverExpected).toFixed(2)}`,
  };
}
