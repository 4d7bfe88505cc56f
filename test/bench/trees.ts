import { createHash } from 'node:crypto';
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { ThrowAwayPython } from './references/throw-away.ts';

/**
 * Gradient-boosted trees on Los-loop, to be read beside `metropole evaluate traffic`, whose protocol this is: errors over all steps up to
 * the horizon, three seeds. `--final` judges on the test part, which nothing was chosen on, and adds a line to the looks.
 */
const versions = { lightgbm: '4.6.0', numpy: '2.3.5' };

const { values, positionals } = parseArgs({
  args: process.argv.slice(3),
  allowPositionals: true,
  options: {
    final: { type: 'boolean', default: false },
    seeds: { type: 'string', default: '1,2,3' },
    rows: { type: 'string', default: '120000' },
  },
});
const data = resolve(positionals[0] ?? join(import.meta.dirname, '../../../shared/data/los-loop'));
/** Hundreds of boosters on a busy machine. */
const limitMs = 3 * 3_600_000;
const folder = mkdtempSync(join(tmpdir(), 'metropole-trees-'));

const resultSchema = z.object({
  size: z.record(z.string(), z.number()),
  tried: z.number(),
  seeds: z.array(
    z.array(z.object({ minutes: z.number(), rmse: z.number(), mae: z.number(), pinball: z.number() })),
  ),
});
type Horizon = z.infer<typeof resultSchema>['seeds'][number][number];

try {
  console.log('Fetching LightGBM …');
  const python = await ThrowAwayPython.in(join(folder, 'python'));
  for (const [name, version] of Object.entries(versions)) console.log(await python.install(name, version));
  const sha256 = createHash('sha256')
    .update(readFileSync(join(data, 'speed.csv')))
    .digest('hex');
  console.log(`speed.csv sha256 ${sha256}`);
  const split = values.final ? 'test' : 'validation';
  const into = join(folder, 'scores.json');
  const script = join(import.meta.dirname, 'references', 'boosted_trees.py');
  console.log(`Boosting on the ${split} split, some minutes for each seed …`);
  await python.run(script, [data, split, values.rows, into, ...values.seeds.split(',')], limitMs);
  const result = resultSchema.parse(JSON.parse(readFileSync(into, 'utf8')));
  if (values.final) {
    const look = { at: new Date().toISOString(), data: 'speed.csv', sha256, ...versions, rows: values.rows };
    appendFileSync(
      join(import.meta.dirname, 'references', 'boosted-trees-looks.jsonl'),
      `${JSON.stringify({ ...look, size: result.size, seeds: values.seeds, scores: result.seeds })}\n`,
    );
  }
  console.log(`best of ${result.tried} sizes on validation: ${JSON.stringify(result.size)}`);
  console.table(
    Object.fromEntries(
      (result.seeds[0] ?? []).map(({ minutes }, index) => {
        const ofSeeds = result.seeds.flatMap((horizons) => horizons[index] ?? []);
        return [
          `${minutes} min`,
          {
            'RMSE of the mean': meanAndSpread(ofSeeds, 'rmse'),
            'MAE of the median': meanAndSpread(ofSeeds, 'mae'),
            'pinball, five levels': meanAndSpread(ofSeeds, 'pinball'),
          },
        ];
      }),
    ),
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Mean over seeds and, where there are several, the distance between the best and the worst. */
function meanAndSpread(ofSeeds: readonly Horizon[], score: 'rmse' | 'mae' | 'pinball'): string {
  const each = ofSeeds.map((horizon) => horizon[score]);
  const mean = each.reduce((sum, value) => sum + value, 0) / each.length;
  const spread = Math.max(...each) - Math.min(...each);
  return each.length < 2 ? mean.toFixed(3) : `${mean.toFixed(3)} ± ${spread.toFixed(3)}`;
}
