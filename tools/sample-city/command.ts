import { join, resolve } from 'node:path';
import { Command, CommanderError } from 'commander';
import { checkWorld } from './check/check-world.ts';
import { tableOf } from './check/table.ts';
import type { Manifest } from './files/manifest.ts';
import { feedOf, feedWorkspace } from './live-feed.ts';
import { fitModels } from './fit-models.ts';
import { generateCity } from './generate.ts';
import { makeWorld } from './make-world.ts';
import { ScenarioProblem, scenarioOf, type ScenarioWords } from './scenario.ts';
import { Stopwatch } from './stopwatch.ts';
import { causeKinds } from './words.ts';

interface Options extends ScenarioWords {
  readonly out: string;
  readonly csv: boolean;
  readonly truth: boolean;
  readonly check: boolean;
  readonly fit: boolean;
  readonly live?: string;
  readonly speed: string;
  readonly hours: string;
}

/** What the command needs to know of the checkout. */
export interface Surroundings {
  /** Folder that holds package.json. */
  readonly root: string;
  /** Folder of the build. */
  readonly built: string;
  /** Folder of native TensorFlow; empty for none. */
  readonly tensorflow: string;
}

const shippedFolder = join('assets', 'sample-city');
const status = { done: 0, failed: 1, usage: 2 } as const;

/**
 * `npm run sample-city`: generates the sample city, or another one of any size.
 *
 * @returns exit status
 */
export async function sampleCity(parameters: readonly string[], surroundings: Surroundings): Promise<number> {
  const program = new Command('npm run sample-city --')
    .description(
      'Generates the sample city. Without options: the one that is shipped, into assets/sample-city.',
    )
    .option('--seed <number>', 'decides what is drawn at random')
    .option('--sensors <number>', 'detectors; the city grows with them')
    .option('--days <number>', 'days of five-minute traffic')
    .option('--hourly-days <number>', 'days of energy, safety and weather')
    .option('--until <instant>', 'end of the data, such as 2026-06-18T16:05Z')
    .option('--without <cause...>', `leave causes out of the world: ${causeKinds.join(', ')}`)
    .option('--reporting-bias', 'test case: incidents in poorer districts are reported less')
    .option('--out <folder>', 'where the files go', shippedFolder)
    .option('--csv', 'readings as CSV in place of Parquet', false)
    .option('--no-truth', 'leave out what the causes did, and the error of the oracle')
    .option('--check', 'measure whether the city is believable, and write nothing', false)
    .option('--fit', 'fit the models to the city in the folder, which is generated already', false)
    .option('--live <workspace>', 'go on with the city in this workspace, as its detectors would')
    .option('--speed <factor>', 'how much faster than the clock on the wall the feed goes', '60')
    .option('--hours <number>', 'how long the feed goes on, in the city', '6')
    .exitOverride()
    .showHelpAfterError();
  try {
    program.parse([...parameters], { from: 'user' });
    const options = program.opts<Options>();
    const folder = resolve(surroundings.root, options.out);
    if (options.live !== undefined) return await live(options, options.live, surroundings);
    if (options.check) return await check(options);
    return await (options.fit ? fit(folder, surroundings) : generate(options, folder));
  } catch (thrown) {
    if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? status.done : status.usage;
    if (!(thrown instanceof ScenarioProblem)) throw thrown;
    console.error(thrown.message);
    return status.usage;
  }
}

async function generate(options: Options, folder: string): Promise<number> {
  const { csv, truth } = options;
  const watch = new Stopwatch();
  const scenario = scenarioOf(options);
  const manifest = await generateCity(scenario, { folder, csv, truth, say: (step) => watch.begin(step) });
  watch.end();
  tell(manifest, folder);
  return status.done;
}

async function live(options: Options, workspace: string, { built }: Surroundings): Promise<number> {
  const speed = Number(options.speed);
  const hours = Number(options.hours);
  if (!(speed > 0 && speed <= 3600))
    throw new ScenarioProblem(`“${options.speed}” is no speed from above 0 to 3600.`);
  if (!(hours > 0 && hours <= 48))
    throw new ScenarioProblem(`“${options.hours}” is no number of hours up to 48.`);
  const watch = new Stopwatch();
  const steps = feedOf(scenarioOf(options), hours, (step) => watch.begin(step));
  watch.begin('feeding');
  await feedWorkspace(steps, {
    workspace: resolve(workspace),
    built,
    everyMilliseconds: 300_000 / speed,
    say: (moment) => console.log(moment),
  });
  watch.end();
  return status.done;
}

async function fit(folder: string, { built, tensorflow }: Surroundings): Promise<number> {
  const watch = new Stopwatch();
  await fitModels({ folder, built, tensorflow, say: (step) => watch.begin(step) });
  watch.end();
  return status.done;
}

function tell({ name, files, content, oracle }: Manifest, folder: string): void {
  const megabytes = files.reduce((sum, { bytes }) => sum + bytes, 0) / 1e6;
  console.log(`${name.en} is in ${folder}: ${String(files.length)} files, ${megabytes.toFixed(1)} MB.`);
  console.log(`Content ${content}`);
  for (const { minutes, rmse, mae } of oracle ?? [])
    console.log(
      `No forecast ${String(minutes)} min ahead beats RMSE ${rmse.toFixed(2)}, MAE ${mae.toFixed(2)} km/h.`,
    );
}

async function check(options: Options): Promise<number> {
  const watch = new Stopwatch();
  const world = makeWorld(scenarioOf(options), (step) => watch.begin(step));
  watch.begin('checking');
  const results = checkWorld(world);
  watch.end();
  console.log(tableOf(results));
  return Promise.resolve(results.every(({ passed }) => passed) ? status.done : status.failed);
}
