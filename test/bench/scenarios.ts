import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { tensorflow } from '../../main/compute/backends/tensorflow.ts';
import { alterations, alteredStore } from '../../main/forecast/scenarios/altered-surroundings.ts';
import { covariatesFromStore } from '../../main/forecast/covariates/covariates.ts';
import { SituationBook } from '../../main/forecast/origin/situations.ts';
import { seriesFromStore, windowFromStore } from '../../main/forecast/origin/window.ts';
import type { Explanation } from '../../models/explain/explanation.ts';
import { underScenarios } from '../../models/explain/scenario.ts';
import type { TrainedModel } from '../../models/model.ts';
import { forecasterById } from '../../models/registry.ts';
import { fitDailyProfile, profileAlong, usualOptions } from '../../models/series/daily-profile.ts';
import { seriesUntil } from '../../models/series/series.ts';
import { givenNames } from '../../models/traffic/given/given.ts';
import { nativeFolder } from '../../tools/tensorflow/places.mjs';
import { SeededRandom } from '../../main/common/seeded-random.ts';
import { causeCities } from './explain/protocol.ts';
import { claimFigures, claimOf, type Claim } from './scenarios/claims.ts';
import { ClearanceCurve } from './scenarios/clearance-curve.ts';
import { openCollisions, placesAround, type OpenCollision } from './scenarios/collisions.ts';
import {
  correlation,
  errorsApart,
  mean,
  meanError,
  rankCorrelation,
  signRight,
  type Said,
} from './scenarios/figures.ts';
import { loggedCity, type LoggedCity } from './scenarios/logged-city.ts';
import { claimed, explained, horizons, networkSeeds, trainedShare } from './scenarios/protocol.ts';

/**
 * What the network makes of the collisions of generated cities, against the simulator run again: the scenario that they are cleared now, beside
 * no effect and an average clearance curve; and the contribution of incidents to forecasts, against what they really do. Without an option
 * the validation cities are judged; `--final` judges those that are held out and adds a line to the looks.
 */
const { values: options } = parseArgs({
  args: process.argv.slice(3),
  options: {
    final: { type: 'boolean', default: false },
    seeds: { type: 'string', default: networkSeeds.join(',') },
    /** Only so many cities of the part. */
    cities: { type: 'string', default: '3' },
    /** Where generated files are kept from one run to the next. */
    keep: { type: 'string' },
  },
});
const part = options.final ? 'held-out' : 'validation';
const seeds = options.seeds.split(',').map(Number);
const began = performance.now();
const say = (line: string): void => {
  console.error(`${((performance.now() - began) / 1000).toFixed(0).padStart(5)} s  ${line}`);
};

/** Of one network: what clearing does by scenario, by no effect and by the curve; what incidents do; and all contributions by their group. */
interface Found {
  readonly scenario: Said[];
  readonly curve: Said[];
  readonly contribution: Said[];
  readonly groups: Map<string, ReadonlyMap<string, number>>;
  readonly claims: Claim[];
}

await tensorflow({ tensorflowFolder: nativeFolder(), wasmFolder: '' }).start();
const found = seeds.map((): Found => ({
  scenario: [],
  curve: [],
  contribution: [],
  groups: new Map(),
  claims: [],
}));
for (const one of causeCities.filter((city) => city.part === part).slice(0, Number(options.cities))) {
  const city = await loggedCity(one, options.keep);
  say(`${city.name}: ${city.detectors.length} places`);
  try {
    await judgeCity(city);
    tell(resultOf(found));
  } finally {
    await city.close();
  }
}
const result = resultOf(found);
if (options.final) {
  const look = { at: new Date().toISOString(), part, seeds, result };
  appendFileSync(join(import.meta.dirname, 'scenarios', 'looks.jsonl'), `${JSON.stringify(look)}\n`);
}

/** The scenario that whatever is logged as an incident is cleared now. */
function clearing(): (typeof alterations)[number]['alter'] {
  const found = alterations.find(({ id }) => id === 'incidents-cleared');
  if (found === undefined) throw new RangeError('no such scenario');
  return found.alter;
}

type Result = Record<string, { readonly mean: number; readonly spread: number }>;

/** All figures so far: mean and spread over the networks. */
function resultOf(networks: readonly Found[]): Result {
  const tables = networks.map((one) => ({ ...figuresOf(one), ...claimFigures(one.claims) }));
  const names = Object.keys(tables[0] ?? {});
  return {
    ...Object.fromEntries(
      names.map((name) => [name, meanAndSpread(tables.map((table) => table[name] ?? Number.NaN))]),
    ),
    ...agreement(networks),
  };
}

function tell(result: Result): void {
  for (const [name, { mean: value, spread }] of Object.entries(result))
    console.log(`${name.padEnd(76)} ${value.toFixed(3)} ± ${spread.toFixed(3)}`);
}

async function judgeCity(city: LoggedCity): Promise<void> {
  const { store, scene } = city;
  const { from, to, stepSeconds } = scene.span;
  const series = await seriesFromStore(store, scene, from, to);
  const visible = seriesUntil(series, Math.floor(series.steps * trainedShare));
  const after = visible.start + visible.steps * stepSeconds * 1000;
  const profile = fitDailyProfile(visible, usualOptions);
  const usual = profileAlong(profile, Int32Array.from(series.places.keys()), series.calendar);
  const curve = new ClearanceCurve(
    visible,
    profileAlong(profile, Int32Array.from(series.places.keys()), visible.calendar),
    clearedUntil(city, after),
    horizons,
  );
  const collisions = [...openCollisions(city, after)];
  say(`${collisions.length} collisions; back after an hour: ${curve.share(12).toFixed(2)}`);
  const setting = { stepSeconds, horizonSteps: scene.setting.horizonSteps };
  const models: TrainedModel[] = [];
  for (const seed of seeds) {
    models.push(await forecasterById('traffic.network', setting).fit(visible, { seed, given: givenNames }));
    say(`seed ${seed} trained`);
  }
  const { declaration } = models[0] ?? {};
  if (declaration === undefined) return;
  const { historySteps, daysBefore } = declaration.inputs;
  const needs = { ...declaration, historySteps, daysBefore: [...daysBefore] };
  const situations = new SituationBook(store);
  for (const [index, collision] of collisions.entries()) {
    const { asOf } = collision;
    const window = await windowFromStore(store, scene, needs, asOf);
    const start = asOf - historySteps * stepSeconds * 1000;
    const altered = alteredStore(store, clearing(), asOf, asOf);
    const covariates = await covariatesFromStore(altered, scene, start, historySteps, asOf);
    const key = `${city.name} ${collision.key}`;
    for (const [at, model] of models.entries()) {
      const into = found[at];
      if (into === undefined) continue;
      for (const ahead of horizons) {
        const [nearest = -1] = collision.places;
        const [outcome] = await underScenarios(model, window, nearest, ahead - 1, [{ covariates }]);
        const around = new Map(outcome?.around.map(({ place, value }) => [place, value]));
        around.set(nearest, outcome?.mean ?? 0);
        for (const place of collision.places) {
          const truth = collision.cleared(place, ahead);
          const byCurve = curve.effect(series, usual, collision, place, ahead);
          if (Number.isNaN(truth) || Number.isNaN(byCurve)) continue;
          into.scenario.push({ key, truth, said: around.get(place) ?? 0 });
          into.curve.push({ key, truth, said: byCurve });
        }
      }
    }
    if (index % explained.every !== 0) continue;
    for (const place of collision.places.slice(0, explained.places)) {
      const near = await situations.near(scene, needs, asOf, place);
      for (const [at, model] of models.entries())
        noteContributions(
          found[at],
          key,
          collision,
          place,
          await model.explain(window, place, explained.step, near),
        );
    }
  }
  say('collisions judged');
  const random = new SeededRandom(claimed.seed);
  const step = stepSeconds * 1000;
  const [firstStep, lastStep] = [visible.steps, series.steps - scene.setting.horizonSteps];
  for (let origin = 0; origin < claimed.origins; origin++) {
    const at = firstStep + random.below(lastStep - firstStep);
    const window = await windowFromStore(store, scene, needs, series.start + at * step);
    for (let drawn = 0; drawn < claimed.places; drawn++) {
      const place = random.below(series.places.length);
      const ahead = horizons[random.below(horizons.length)] ?? 1;
      const outcome = series.values[place * series.steps + at + ahead - 1] ?? Number.NaN;
      for (const [index, model] of models.entries()) {
        const claim = await claimOf(model, scene, window, place, ahead - 1, outcome);
        if (claim !== null) found[index]?.claims.push(claim);
      }
    }
  }
  say('claims judged');
}

function noteContributions(
  into: Found | undefined,
  key: string,
  collision: OpenCollision,
  place: number,
  { contributions }: Explanation,
): void {
  const truth = collision.acted(place, explained.step + 1);
  if (into === undefined || Number.isNaN(truth)) return;
  const said = contributions.find(({ group }) => group === 'incidents')?.value ?? 0;
  into.contribution.push({ key, truth, said });
  into.groups.set(`${key} ${place}`, new Map(contributions.map(({ group, value }) => [group, value])));
}

/** Collisions that the log had cleared before an instant, with the places around them. */
function clearedUntil(
  city: LoggedCity,
  until: number,
): { readonly endsAt: number; readonly places: readonly number[] }[] {
  return city.world.causes
    .filter(
      ({ kind, decoy, reportedAt, endsAt }) =>
        kind === 'collision' &&
        decoy === null &&
        reportedAt !== null &&
        endsAt < until &&
        endsAt > city.scene.span.from,
    )
    .map((cause) => ({ endsAt: cause.endsAt, places: placesAround(city, cause) }));
}

/** The figures of one network, by what they are called in the table. */
function figuresOf({ scenario, curve, contribution }: Found): Record<string, number> {
  const nothing = scenario.map((one) => ({ ...one, said: 0 }));
  const said = { 'the scenario': scenario, 'no effect': nothing, 'the average clearance curve': curve };
  const rows: Record<string, number> = {
    collisions: new Set(scenario.map(({ key }) => key)).size,
    'places and horizons': scenario.length,
    'of these with an effect of 3 km/h or more': signRight(scenario).cases,
  };
  for (const [name, cases] of Object.entries(said)) {
    rows[`error of ${name}, km/h`] = meanError(cases);
    if (name !== 'no effect') rows[`sign right, ${name}`] = signRight(cases).share;
    const large = cases.filter(({ truth }) => Math.abs(truth) >= 3);
    rows[`error of ${name} where the effect is 3 km/h or more`] = meanError(large);
  }
  for (const [name, cases] of Object.entries(said).slice(1)) {
    const { difference, low, high } = errorsApart(scenario, cases);
    rows[`error of the scenario less that of ${name}`] = difference;
    rows[`error of the scenario less that of ${name}: 2.5 %`] = low;
    rows[`error of the scenario less that of ${name}: 97.5 %`] = high;
  }
  rows['correlation of the scenario with the effect'] = correlation(scenario);
  rows['correlation of the curve with the effect'] = correlation(curve);
  rows['contributions of incidents'] = contribution.length;
  rows['correlation of the contribution of incidents with their effect'] = correlation(contribution);
  rows['error of the contribution of incidents, km/h'] = meanError(contribution);
  rows['mean size of their effect, km/h'] = mean(contribution.map(({ truth }) => Math.abs(truth)));
  return rows;
}

/** How much alike networks of different seeds explain the same forecasts: over pairs of seeds. */
function agreement(networks: readonly Found[]): Record<string, { mean: number; spread: number }> {
  const ranks: number[] = [];
  const apart: number[] = [];
  const sizes: number[] = [];
  networks.forEach((one, at) => {
    for (const other of networks.slice(at + 1))
      for (const [key, groups] of one.groups) {
        const names = [...groups.keys()].filter((name) => name !== 'limits');
        const values = (of: Found): number[] => names.map((name) => of.groups.get(key)?.get(name) ?? 0);
        const [first, second] = [values(one), values(other)];
        const rank = rankCorrelation(first, second);
        if (!Number.isNaN(rank)) ranks.push(rank);
        apart.push(...first.map((value, index) => Math.abs(value - (second[index] ?? 0))));
        sizes.push(...first.map(Math.abs));
      }
  });
  return {
    'seeds: rank correlation of the contributions of a forecast': meanAndSpread(ranks),
    'seeds: contributions apart, km/h': meanAndSpread(apart),
    'seeds: size of contributions, km/h': meanAndSpread(sizes),
  };
}

function meanAndSpread(values: readonly number[]): { mean: number; spread: number } {
  const middle = mean(values);
  const square =
    values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / Math.max(1, values.length - 1);
  return { mean: middle, spread: Math.sqrt(square) };
}
