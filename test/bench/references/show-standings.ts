import { median } from '../generated-city.ts';
import { eager, onnxruntime, ours, ownTraining } from './names.ts';
import { ratioOf, type Standing } from './race.ts';

/** Goal: so many times as long as Python's eager time, at so many rows and more. */
const goal = { ofEager: 1.2, rows: 2000 };

/** Planned ahead, TensorFlow itself is faster: `tf.function` in the same table. Fusing is not it: without, onnxruntime is as fast. */
const whyOnnxruntimeIsFaster =
  'Where onnxruntime is faster: it plans the whole network and its memory once. TensorFlow is asked for one operation ' +
  'after the other, and each is looked up and given new memory for what it gives.';

/** Prints milliseconds, and how long ours took as a multiple of each, by rows of the matrix. */
export function showStandings(standings: ReadonlyMap<number, Standing>): void {
  console.log('The network alone, milliseconds:');
  console.table(tableOf(standings, (standing, name) => median(standing.get(name) ?? [])));
  console.log(`How many times as long ${ours} took:`);
  console.table(tableOf(standings, (standing, name) => ratioOf(standing, ours, name)));
  const all = [...standings];
  if (all.some(([, standing]) => standing.has(eager))) {
    const judged = all.filter(([rows]) => rows >= goal.rows).map(([, one]) => ratioOf(one, ours, eager));
    const worst = Math.max(...judged);
    console.table({
      [`${ours} against ${eager}, ${goal.rows} rows and more`]: worst.toFixed(2),
      [`goal: at most ${goal.ofEager}`]: worst <= goal.ofEager ? 'met' : 'missed',
    });
  }
  if (all.some(([, standing]) => ratioOf(standing, ours, onnxruntime) > 1))
    console.log(whyOnnxruntimeIsFaster);
}

/** Prints milliseconds of a training step, and how long ours took as a multiple of each. @param rows of a step */
export function showTraining(standing: Standing, rows: number): void {
  const standings = new Map([[rows, standing]]);
  console.log('A training step, milliseconds:');
  console.table(tableOf(standings, (of, name) => median(of.get(name) ?? [])));
  console.log(`How many times as long ${ownTraining} took:`);
  console.table(tableOf(standings, (of, name) => ratioOf(of, ownTraining, name)));
}

type Table = Record<string, Record<string, string>>;

function tableOf(
  standings: ReadonlyMap<number, Standing>,
  figure: (standing: Standing, name: string) => number,
): Table {
  const table: Table = {};
  for (const [rows, standing] of standings)
    for (const name of standing.keys())
      (table[name] ??= {})[`${rows} rows`] = figure(standing, name).toFixed(2);
  return table;
}
