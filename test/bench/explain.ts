import { createHash } from 'node:crypto';
import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { namedFrom } from '../../main/common/cause-certainty.ts';
import weights from '../../models/explain/causes/weights.json' with { type: 'json' };
import { departuresOf } from './explain/cases.ts';
import { CityUnderStudy } from './explain/city-under-study.ts';
import { brier, falseRate, judged, recallByKind, reliability, type JudgedCase } from './explain/figures.ts';
import { fitWeights, prepared } from './explain/fit-weights.ts';
import { observedCity } from './explain/observed-city.ts';
import { caseSeeds, causeCities, goals, type CauseCity } from './explain/protocol.ts';
import {
  orders,
  type Order,
  shareOfCauses,
  sourceCase,
  sourcesOf,
  type SourceCase,
} from './explain/sources.ts';

/**
 * The cause finder on generated cities, whose causes are known. Without an option the validation cities are judged; `--final` judges those
 * that are held out and adds a line to the looks; `--fit` makes the weights from the training cities.
 */
const { values: options } = parseArgs({
  args: process.argv.slice(3),
  options: {
    final: { type: 'boolean', default: false },
    fit: { type: 'boolean', default: false },
    /** Where cities are kept from one run to the next. */
    keep: { type: 'string' },
  },
});
const [penalty, fittingSeed] = [1, 0];
const orderNames: Readonly<Record<Order, string>> = {
  sources: `causes, road and departures (goal ${goals.sources})`,
  finder: 'the cause finder',
  ahead: 'the nearest ahead',
  nearest: 'the nearest',
};

function studyOf(city: CauseCity): CityUnderStudy {
  console.error(city.name);
  return new CityUnderStudy(observedCity(city, options.keep));
}

if (options.fit) {
  const cities = causeCities.filter(({ part }) => part === 'training');
  const cases = cities.flatMap((city) =>
    [...departuresOf(studyOf(city), fittingSeed)].filter(({ logged }) => logged.length > 0).map(prepared),
  );
  const text = `${JSON.stringify(fitWeights(cases, penalty), null, 2)}\n`;
  const file = join(import.meta.dirname, '..', '..', 'models', 'explain', 'causes', 'weights.json');
  writeFileSync(file, text);
  const sha256 = createHash('sha256').update(text).digest('hex');
  console.log(`${cases.length} departures of ${cities.length} cities, sha256 of the weights ${sha256}`);
} else {
  const part = options.final ? 'held-out' : 'validation';
  const studies = causeCities
    .filter((city) => city.part === part)
    .map((city) => ({ study: studyOf(city), seed: city.scenario.seed }));
  const places = studies.map(({ study }) => sourcesOf(study));
  const tables = caseSeeds.map((seed) => {
    const cases: JudgedCase[] = [];
    const sources: SourceCase[] = [];
    for (const [index, { study, seed: city }] of studies.entries())
      for (const one of departuresOf(study, seed)) {
        cases.push(judged(city, one, weights));
        const source = sourceCase(study, places[index] ?? new Map(), one, weights);
        if (source !== null) sources.push({ ...source, key: `${city} ${source.key}` });
      }
    return { ...figuresOf(cases), ...sourceFigures(sources) };
  });
  const result = Object.fromEntries(
    Object.keys(tables[0] ?? {}).map((name) => [
      name,
      meanAndSpread(tables.map((table) => table[name] ?? NaN)),
    ]),
  );
  for (const [name, { mean, spread }] of Object.entries(result))
    console.log(`${name.padEnd(84)} ${mean.toFixed(3)} ± ${spread.toFixed(3)}`);
  if (options.final) {
    const look = { at: new Date().toISOString(), part, seeds: caseSeeds, named: namedFrom, result };
    appendFileSync(join(import.meta.dirname, 'explain', 'looks.jsonl'), `${JSON.stringify(look)}\n`);
  }
}

/** All figures of one draw of cases, by what they are called in the table. */
function figuresOf(cases: readonly JudgedCase[]): Record<string, number> {
  const isNamed = ({ probability }: JudgedCase): boolean => probability >= namedFrom.possible;
  const recalls = recallByKind(cases, (one) => (isNamed(one) ? one.best : null));
  const kinds = [...recalls].toSorted(([one], [other]) => (one < other ? -1 : 1));
  const counts = new Map<string, number>();
  for (const { case: one } of cases) {
    const kind = one.logged[one.truth]?.kind;
    if (kind !== undefined) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  const commonest = [...counts].toSorted(([, one], [, other]) => other - one)[0]?.[0];
  const guesses = recallByKind(
    cases,
    ({ case: one }) => one.logged.find(({ kind }) => kind === commonest) ?? null,
  );
  const macro = (over: typeof recalls): number =>
    [...over.values()].reduce((sum, { recall }) => sum + recall, 0) / over.size;
  const all = falseRate(cases, isNamed);
  const logged = falseRate(
    cases.filter(({ best }) => best !== null),
    isNamed,
  );
  const decoys = falseRate(
    cases.filter((one) => one.case.hasDecoy),
    isNamed,
  );
  const outages = falseRate(
    cases.filter((one) => one.case.logged.some(({ kind }) => kind === 'outage')),
    isNamed,
  );
  const guessed = falseRate(cases, ({ case: one }) => one.logged.some(({ kind }) => kind === commonest));
  const scores = brier(cases);
  return {
    ...Object.fromEntries(
      kinds.flatMap(([kind, { incidents, recall }]) => [
        [`${kind}: incidents`, incidents],
        [`${kind}: recall`, recall],
      ]),
    ),
    [`macro-recall (goal ${goals.macroRecall})`]: macro(recalls),
    'macro-recall without outages': macro(new Map([...recalls].filter(([kind]) => kind !== 'outage'))),
    [`macro-recall of the majority class (always ${commonest})`]: macro(guesses),
    'no cause: departures': all.cases,
    [`no cause: given one (goal ${goals.falseCauses})`]: all.rate,
    'no cause: the majority class gives one': guessed.rate,
    'no cause but something logged: given one': logged.rate,
    'no cause but a decoy: departures': decoys.cases,
    [`no cause but a decoy: given one (goal ${goals.falseCauses})`]: decoys.rate,
    'no cause but an outage: departures': outages.cases,
    'no cause but an outage: given one': outages.rate,
    'Brier score': scores.finder,
    'Brier score of the mean': scores.mean,
    ...Object.fromEntries(
      reliability(cases).flatMap(({ said, right, count }, bin) => [
        [`reliability ${bin + 1}: said`, said],
        [`reliability ${bin + 1}: right`, right],
        [`reliability ${bin + 1}: departures`, count],
      ]),
    ),
  };
}

/** How often the true source of a departure is among the three first told, by the ordering. */
function sourceFigures(cases: readonly SourceCase[]): Record<string, number> {
  const figures: Record<string, number> = {};
  for (const [of, some] of [
    ['true source', cases],
    ['true source of what is logged', cases.filter(({ isLogged }) => isLogged)],
  ] as const) {
    figures[`${of}: causes`] = shareOfCauses(some, () => 1).causes;
    for (const order of orders)
      figures[`${of}: among three by ${orderNames[order]}`] = shareOfCauses(some, ({ isFound }) =>
        isFound[order] ? 1 : 0,
      ).share;
    figures[`${of}: among three by chance`] = shareOfCauses(some, ({ chance }) => chance).share;
  }
  return figures;
}

function meanAndSpread(values: readonly number[]): { readonly mean: number; readonly spread: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const square = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, values.length - 1);
  return { mean, spread: Math.sqrt(square) };
}
