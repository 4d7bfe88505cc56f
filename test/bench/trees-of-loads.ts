import { createHash } from 'node:crypto';
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { ThrowAwayPython } from './references/throw-away.ts';

/**
 * Gradient-boosted trees on Tetouan, to be read beside `metropole evaluate energy`, whose protocol this is but for the fits: every thirty
 * days instead of daily. A second run sees the weather of the very day. `--final` judges on the test part and adds a line to the looks.
 */
const versions = { lightgbm: '4.6.0', numpy: '2.3.5' };

const { values, positionals } = parseArgs({
  args: process.argv.slice(3),
  allowPositionals: true,
  options: {
    final: { type: 'boolean', default: false },
    seeds: { type: 'string', default: '1,2,3' },
    'refit-days': { type: 'string', default: '30' },
  },
});
const standard = join(import.meta.dirname, '../../../shared/data/tetouan/power-consumption.csv');
const file = resolve(positionals[0] ?? standard);
const limitMs = 3_600_000;
const folder = mkdtempSync(join(tmpdir(), 'metropole-load-trees-'));

const zoneSchema = z.object({ mae: z.number(), rmse: z.number(), pinball: z.number(), coverage: z.number() });
type Zone = z.infer<typeof zoneSchema>;
const resultSchema = z.object({
  size: z.record(z.string(), z.number()),
  tried: z.number(),
  runs: z.array(z.object({ inputs: z.string(), seeds: z.array(z.array(zoneSchema)) })),
});

try {
  console.log('Fetching LightGBM …');
  const python = await ThrowAwayPython.in(join(folder, 'python'));
  for (const [name, version] of Object.entries(versions)) console.log(await python.install(name, version));
  const sha256 = createHash('sha256').update(readFileSync(file)).digest('hex');
  const split = values.final ? 'test' : 'validation';
  console.log(`${file} sha256 ${sha256}, ${split} part, fitted every ${values['refit-days']} days`);
  const into = join(folder, 'scores.json');
  const script = join(import.meta.dirname, 'references', 'boosted_loads.py');
  await python.run(script, [file, split, values['refit-days'], into, ...values.seeds.split(',')], limitMs);
  const result = resultSchema.parse(JSON.parse(readFileSync(into, 'utf8')));
  if (values.final) {
    const look = { at: new Date().toISOString(), sha256, ...versions, refitDays: values['refit-days'] };
    appendFileSync(
      join(import.meta.dirname, 'references', 'boosted-loads-looks.jsonl'),
      `${JSON.stringify({ ...look, size: result.size, seeds: values.seeds, runs: result.runs })}\n`,
    );
  }
  console.log(`best of ${result.tried} sizes on validation: ${JSON.stringify(result.size)}`);
  for (const { inputs, seeds } of result.runs) {
    console.log(inputs);
    console.table((seeds[0] ?? []).map((_, zone) => zoneRow(seeds.flatMap((zones) => zones[zone] ?? []))));
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Mean over seeds and the distance between the best and the worst. */
function zoneRow(ofSeeds: readonly Zone[]): Record<string, string> {
  const figure = (name: keyof Zone, digits: number): string => {
    const each = ofSeeds.map((zone) => zone[name]);
    const mean = each.reduce((sum, value) => sum + value, 0) / each.length;
    return `${mean.toFixed(digits)} ± ${(Math.max(...each) - Math.min(...each)).toFixed(digits)}`;
  };
  return {
    'MAE of the median': figure('mae', 0),
    'RMSE of the mean': figure('rmse', 0),
    'pinball, deciles': figure('pinball', 0),
    'inside 90 %': figure('coverage', 3),
  };
}
