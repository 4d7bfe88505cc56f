import { join } from 'node:path';
import type { CallOptions } from '../../common/contract/client.ts';
import type { Influence, InfluenceSlice } from '../../common/contract/messages/influence.ts';
import { MetropoleError, throwIfAborted } from '../../common/errors.ts';
import { SeededRandom } from '../../common/seeded-random.ts';
import type { DrilldownTools } from '../drilldown/drilldown.ts';
import { stepCalendar } from '../origin/calendar.ts';
import { windowFromStore } from '../origin/window.ts';
import type { Scene } from '../scene.ts';
import { alignedDown } from '../shown/clock.ts';
import { modelOfRun } from '../trust/served.ts';
import { districtsOf } from '../trust/drift-inputs.ts';

const hour = 3_600_000;
/** So many moments this far apart reach over a week and all hours of the day. */
const [moments, momentsApart] = [12, 17 * hour];
/** Places that are explained from each moment. */
const placesOfMoment = 24;
/** A district with fewer explained forecasts is not told of. */
const leastOfDistrict = 8;
const partsOfDay = [
  { from: 0, to: 6 },
  { from: 6, to: 10 },
  { from: 10, to: 16 },
  { from: 16, to: 20 },
  { from: 20, to: 24 },
] as const;

/** What moved one forecast. */
export interface Moved {
  /** Of the local day at the target. */
  readonly hour: number;
  readonly district: string;
  readonly contributions: readonly { readonly group: string; readonly value: number }[];
}

/**
 * How far each group of inputs moves the forecasts of the shown model: explanations of places drawn by a fixed seed, from moments of the
 * last days before now, at all steps ahead.
 * @throws MetropoleError `forecast-no-model` while there is no run, `aborted`
 */
export async function influenceOf(
  { store, forecasting, situations }: DrilldownTools,
  scene: Scene,
  now: number,
  { signal, onProgress }: CallOptions,
): Promise<Influence> {
  const run = await store.runs.latest(scene.topic, now);
  const model = run === undefined ? undefined : modelOfRun(await store.models.list(scene.topic), run);
  const { declarations } = await forecasting.call('compute.declarations', scene.setting);
  const declaration = declarations.find(({ id }) => id === model?.modelId);
  if (model === undefined || declaration === undefined)
    throw new MetropoleError('forecast-no-model', { model: scene.topic });
  const { stepSeconds, from } = scene.span;
  const random = new SeededRandom(1);
  const moved: Moved[] = [];
  const origins = Array.from({ length: moments }, (_, back) =>
    alignedDown(now - back * momentsApart, scene),
  ).filter((asOf) => asOf - declaration.historySteps * stepSeconds * 1000 >= from);
  for (const [index, asOf] of origins.entries()) {
    throwIfAborted(signal);
    onProgress?.({ fraction: index / origins.length, stage: 'explaining-model' });
    const window = await windowFromStore(store, scene, declaration, asOf);
    const places = random.shuffle(Uint32Array.from(scene.series.keys())).slice(0, placesOfMoment);
    for (const place of places) {
      const step = random.below(scene.setting.horizonSteps);
      const asked = {
        ...{ model: model.modelId, setting: scene.setting, window, place, step },
        stateFile: join(store.folder.models, model.stateFile),
        situations: await situations.near(scene, declaration, asOf, place),
        priority: 'background' as const,
      };
      const explained = await forecasting.call('compute.explain', asked, { signal }).catch(unlessUnknown);
      if (explained === null) continue;
      const target = stepCalendar(asOf + step * stepSeconds * 1000, stepSeconds, 1, scene.zone);
      moved.push({
        hour: Math.floor((target.minuteOfDay[0] ?? 0) / 60),
        district: scene.districts[place] ?? '',
        contributions: explained.contributions,
      });
    }
  }
  if (moved.length === 0) throw new MetropoleError('forecast-no-data');
  return {
    ...{ unit: scene.unit, model: model.modelId, version: model.version },
    ...{ from: origins.at(-1) ?? now, to: origins[0] ?? now },
    ...influenceIn(moved, districtsOf(scene)),
  };
}

/** A place that says nothing from a moment has no forecast to explain. */
function unlessUnknown(thrown: unknown): null {
  if (MetropoleError.from(thrown).code === 'forecast-no-data') return null;
  throw thrown;
}

/** The mean size of each group's contribution over all forecasts, over parts of the day, and over districts. */
export function influenceIn(
  moved: readonly Moved[],
  districts: readonly string[],
): Pick<Influence, 'groups' | 'rows'> {
  const groups = [...new Set(moved.flatMap(({ contributions }) => contributions.map(({ group }) => group)))];
  const rowOf = (slice: InfluenceSlice, of: readonly Moved[]): Influence['rows'][number] => ({
    slice,
    count: of.length,
    values: groups.map(
      (group) =>
        of.reduce((sum, { contributions }) => sum + sizeOf(contributions, group), 0) / Math.max(1, of.length),
    ),
  });
  return {
    groups,
    rows: [
      rowOf({ kind: 'all' }, moved),
      ...partsOfDay.map((part) =>
        rowOf(
          { kind: 'hours', ...part },
          moved.filter((one) => one.hour >= part.from && one.hour < part.to),
        ),
      ),
      ...districts
        .map((district) =>
          rowOf(
            { kind: 'district', district },
            moved.filter((one) => one.district === district),
          ),
        )
        .filter(({ count }) => count >= leastOfDistrict),
    ].filter(({ count }) => count > 0),
  };
}

function sizeOf(contributions: Moved['contributions'], group: string): number {
  return Math.abs(contributions.find((one) => one.group === group)?.value ?? 0);
}
