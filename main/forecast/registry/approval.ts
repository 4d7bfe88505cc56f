import { MetropoleError } from '../../common/errors.ts';
import type { Fit, ModelRow } from '../../common/rows/models.ts';
import { withBestShown } from '../runs/serving.ts';

/** How many retired versions are kept, with their files. What one preparation fitted counts as one. */
const retiredKept = 5;

/** Who decides, and when (epoch milliseconds). */
export interface Decision {
  readonly by: string;
  readonly at: number;
}

/**
 * What a preparation has fitted so far, approved by the console itself, the best of it shown. Of networks only the best serves: one
 * that gives way is retired, and one that is no better than what there is waits as a candidate.
 * @param fitted before
 * @param later fitted now
 * @param at epoch milliseconds
 */
export function withLater(
  fitted: readonly ModelRow[],
  later: readonly ModelRow[],
  at: number,
): readonly ModelRow[] {
  const all = [...fitted, ...later];
  const networks = withBestShown(all.filter(({ isBenchmark }) => !isBenchmark));
  const best = networks.find(({ isShown }) => isShown);
  const serves = (model: ModelRow): boolean => model.isBenchmark || model.stateFile === best?.stateFile;
  const serving = withBestShown(all.filter(serves));
  const gaveWay = fitted.filter((model) => !serves(model));
  return [
    ...serving.map((model) => ({
      ...model,
      state: 'approved' as const,
      approval: model.approval ?? { by: null, at },
    })),
    ...gaveWay.map((model) => ({
      ...model,
      state: 'retired' as const,
      isShown: false,
      replacedAt: model.isShown ? at : model.replacedAt,
    })),
    ...later.filter((model) => !serves(model)),
  ];
}

/**
 * Puts what a preparation fitted in service, in the states that it has; what served until now is retired. Candidates go on waiting.
 * @param at epoch milliseconds
 */
export function withFirstFit(
  models: readonly ModelRow[],
  fitted: readonly ModelRow[],
  at: number,
): readonly ModelRow[] {
  const others = models.filter((model) => !fitted.some((one) => isSame(one, model)));
  return withoutTheOldest([
    ...fitted,
    ...others.map((model) =>
      model.state === 'approved'
        ? {
            ...model,
            state: 'retired' as const,
            isShown: false,
            replacedAt: model.isShown ? at : model.replacedAt,
          }
        : model,
    ),
  ]);
}

/**
 * Puts benchmarks that the console fitted anew in the place of their own older versions. What else serves goes on, and is shown if it was; one
 * of them is shown where one of the older was, or nothing.
 * @param at epoch milliseconds
 */
export function withBenchmarksRenewed(
  models: readonly ModelRow[],
  fitted: readonly ModelRow[],
  at: number,
): readonly ModelRow[] {
  const older = models.filter(({ modelId }) => fitted.some((one) => one.modelId === modelId));
  const isOtherShown = models.some((model) => model.isShown && !older.includes(model));
  const approval = { by: null, at };
  return withoutTheOldest([
    ...fitted.map((model, index) => ({
      ...model,
      state: 'approved' as const,
      approval,
      isShown: index === 0 && !isOtherShown,
    })),
    ...models.map((model) =>
      older.includes(model) && model.state === 'approved'
        ? { ...model, state: 'retired' as const, isShown: false }
        : model,
    ),
  ]);
}

/**
 * Lets a version serve: its forecasts are shown from the next one on. The network that was shown is retired; a benchmark that was
 * goes on as what the shown one is measured by.
 * @throws MetropoleError `model-version-unknown`
 */
export function withApproved(
  models: readonly ModelRow[],
  wanted: Fit,
  { by, at }: Decision,
): readonly ModelRow[] {
  const target = versionIn(models, wanted);
  return withoutTheOldest(
    models.map((model) => {
      if (model === target)
        return { ...model, state: 'approved', isShown: true, approval: { by, at }, replacedAt: null };
      return withdrawn(model, target, model.isShown ? at : model.replacedAt);
    }),
  );
}

/**
 * Puts the version that was shown before the present one back in service. The present one is withdrawn: the next roll back goes
 * further back, not to it.
 * @param canServe whether a version could forecast with what is loaded
 * @throws MetropoleError `model-none-before`
 */
export function withRolledBack(
  models: readonly ModelRow[],
  canServe: (model: ModelRow) => boolean,
  { by, at }: Decision,
): readonly ModelRow[] {
  const target = shownBefore(models.filter(canServe));
  if (target === undefined) throw new MetropoleError('model-none-before');
  return withoutTheOldest(
    models.map((model) => {
      if (model === target)
        return { ...model, state: 'approved', isShown: true, approval: { by, at }, replacedAt: null };
      return withdrawn(model, target, model.isShown ? null : model.replacedAt);
    }),
  );
}

/**
 * Puts a version aside that does not serve.
 * @param inUse the shown one and the benchmarks beside it
 * @throws MetropoleError `model-version-unknown`, `model-serves` for one that is in use
 */
export function withRetired(
  models: readonly ModelRow[],
  wanted: Fit,
  inUse: readonly Fit[],
): readonly ModelRow[] {
  const target = versionIn(models, wanted);
  if (inUse.some((one) => isSame(one, target)))
    throw new MetropoleError('model-serves', { model: target.modelId, version: target.version });
  return withoutTheOldest(
    models.map((model) => (model === target ? { ...model, state: 'retired' as const } : model)),
  );
}

/** The version that a roll back would go to. */
export function shownBefore(models: readonly ModelRow[]): ModelRow | undefined {
  return models
    .filter(({ isShown, replacedAt }) => !isShown && replacedAt !== null)
    .toSorted((one, other) => (other.replacedAt ?? 0) - (one.replacedAt ?? 0))[0];
}

/** @throws MetropoleError `model-version-unknown` */
export function versionIn(models: readonly ModelRow[], { modelId, version }: Fit): ModelRow {
  const found = models.find((model) => isSame(model, { modelId, version }));
  if (found === undefined) throw new MetropoleError('model-version-unknown', { model: modelId, version });
  return found;
}

function isSame(one: Fit, other: Fit): boolean {
  return one.modelId === other.modelId && one.version === other.version;
}

/** What an approved one becomes when another is approved: of networks only one serves, of a benchmark one version. */
function withdrawn(model: ModelRow, by: ModelRow, replacedAt: number | null): ModelRow {
  if (model.state !== 'approved') return model;
  const stays = model.isBenchmark && model.modelId !== by.modelId;
  return { ...model, state: stays ? 'approved' : 'retired', isShown: false, replacedAt };
}

/** Retired versions beyond the last few are forgotten, but for the one that a roll back would go to. */
function withoutTheOldest(models: readonly ModelRow[]): readonly ModelRow[] {
  const back = shownBefore(models);
  const lastUse = new Map<number, number>();
  for (const { state, createdAt, replacedAt } of models)
    if (state === 'retired')
      lastUse.set(createdAt, Math.max(lastUse.get(createdAt) ?? createdAt, replacedAt ?? 0));
  const kept = [...lastUse]
    .toSorted(([, one], [, other]) => other - one)
    .slice(0, retiredKept)
    .map(([createdAt]) => createdAt);
  return models.filter(
    (model) => model.state !== 'retired' || model === back || kept.includes(model.createdAt),
  );
}
