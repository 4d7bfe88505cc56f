import { pairedBlockBootstrap, type PairedDifference } from '../../../models/evaluation/bootstrap.ts';
import { signFrom } from './protocol.ts';

/** What was said of an effect, and what it is; km/h. */
export interface Said {
  /** Of the collision, over all cities. */
  readonly key: string;
  readonly truth: number;
  readonly said: number;
}

export function meanError(cases: readonly Said[]): number {
  return mean(cases.map(({ truth, said }) => Math.abs(said - truth)));
}

/** Share of effects that are not small whose direction was said; saying nothing of one is wrong. */
export function signRight(cases: readonly Said[]): { readonly cases: number; readonly share: number } {
  const large = cases.filter(({ truth }) => Math.abs(truth) >= signFrom);
  return {
    cases: large.length,
    share: mean(large.map(({ truth, said }) => (Math.sign(said) === Math.sign(truth) ? 1 : 0))),
  };
}

/** Mean absolute error of one less that of another, with the uncertainty that cases of one collision share. */
export function errorsApart(one: readonly Said[], other: readonly Said[]): PairedDifference {
  const [first, second] = [byCollision(one), byCollision(other)];
  const keys = [...first.keys()];
  const column = (errors: ReadonlyMap<string, number>): Float64Array =>
    Float64Array.from(keys, (key) => errors.get(key) ?? NaN);
  return pairedBlockBootstrap(column(first), column(second), 1, { resamples: 2000, seed: 1 });
}

function byCollision(cases: readonly Said[]): ReadonlyMap<string, number> {
  const keys = [...new Set(cases.map(({ key }) => key))];
  return new Map(keys.map((key) => [key, meanError(cases.filter((one) => one.key === key))]));
}

/** Pearson's, of what was said with what is. */
export function correlation(cases: readonly Pick<Said, 'truth' | 'said'>[]): number {
  const [x, y] = [cases.map(({ said }) => said), cases.map(({ truth }) => truth)];
  const [atX, atY] = [mean(x), mean(y)];
  const products = (a: readonly number[], atA: number, b: readonly number[], atB: number): number =>
    a.reduce((sum, value, index) => sum + (value - atA) * ((b[index] ?? NaN) - atB), 0);
  return products(x, atX, y, atY) / Math.sqrt(products(x, atX, x, atX) * products(y, atY, y, atY));
}

/** Spearman's: the correlation of ranks, ties sharing theirs. */
export function rankCorrelation(one: readonly number[], other: readonly number[]): number {
  const [said, truth] = [ranks(one), ranks(other)];
  return correlation(said.map((rank, index) => ({ said: rank, truth: truth[index] ?? NaN })));
}

function ranks(values: readonly number[]): readonly number[] {
  const sorted = values.toSorted((a, b) => a - b);
  return values.map((value) => (sorted.indexOf(value) + sorted.lastIndexOf(value)) / 2);
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
