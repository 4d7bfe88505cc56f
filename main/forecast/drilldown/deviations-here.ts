import { isWeekend } from '../../../models/series/daily-profile.ts';
import { stepCalendar } from '../origin/calendar.ts';
import type { ForecastStore } from '../ports.ts';
import type { Scene } from '../scene.ts';

/** How far some places were from their usual, over a stretch of the past and what follows it. */
export interface DeviationsHere {
  readonly rows: number;
  /** Of the past and of what follows. */
  readonly steps: number;
  /** `[row, step]`, in the order that was asked for; NaN where nothing was measured, nothing is usual, or it lies ahead. */
  readonly values: Float32Array;
  /** What is usual at the first row, by step. */
  readonly usual: Float32Array;
  readonly minuteOfDay: Uint16Array;
  readonly dayOfWeek: Uint8Array;
  /** The first step that lies ahead. */
  readonly origin: number;
  /** Start of the first step, epoch milliseconds. */
  readonly from: number;
}

/**
 * Reads how far places were from their usual.
 * @param rows positions in the scene's series
 * @param stretch what had been received by `asOf`, between two instants; `beyond` counts the steps that follow
 */
export async function deviationsHere(
  store: Pick<ForecastStore, 'readings' | 'usual'>,
  scene: Scene,
  rows: readonly number[],
  stretch: { readonly from: number; readonly to: number; readonly beyond: number; readonly asOf: number },
): Promise<DeviationsHere> {
  const { stepSeconds } = scene.span;
  const { from, to, beyond, asOf } = stretch;
  const past = Math.max(0, Math.round((to - from) / (stepSeconds * 1000)));
  const steps = past + beyond;
  const ids = rows.map((row) => scene.series[row]?.seriesId ?? -1);
  const measured = await store.readings.matrix({
    ...{ metric: scene.metric, from, to, stepSeconds, asOf },
    series: ids,
  });
  const calendar = stepCalendar(from, stepSeconds, steps, scene.zone);
  const values = new Float32Array(rows.length * steps).fill(NaN);
  let ofFirst: Float32Array = new Float32Array(0);
  for (const [row, id] of ids.entries()) {
    const usual = await usualOf(store, id, stepSeconds, calendar);
    if (row === 0) ofFirst = usual;
    const found = measured.seriesIds.indexOf(id);
    if (found < 0) continue;
    for (let step = 0; step < past; step++)
      values[row * steps + step] = (measured.values[found * past + step] ?? NaN) - (usual[step] ?? NaN);
  }
  return { rows: rows.length, steps, values, usual: ofFirst, ...calendar, origin: past, from };
}

/** What is usual at a series, by step. */
async function usualOf(
  { usual }: Pick<ForecastStore, 'usual'>,
  seriesId: number,
  stepSeconds: number,
  { minuteOfDay, dayOfWeek }: Pick<DeviationsHere, 'minuteOfDay' | 'dayOfWeek'>,
): Promise<Float32Array> {
  const slot = Math.max(1, stepSeconds / 60);
  const slotOf = (minute: number): number => Math.floor(Math.floor(minute / slot) * slot);
  const minutes = [...new Set(Array.from(minuteOfDay, slotOf))];
  const { rows, columns } = await usual.at(minutes, seriesId);
  const known = new Map<string, number>();
  for (let row = 0; row < rows; row++)
    known.set(`${columns.dayKind[row] ?? ''} ${columns.minuteOfDay[row] ?? 0}`, columns.value[row] ?? NaN);
  return Float32Array.from(minuteOfDay, (minute, step) => {
    const kind = isWeekend(dayOfWeek[step] ?? 0) ? 'weekend' : 'weekday';
    const at = slotOf(minute);
    return known.get(`${kind} ${at}`) ?? known.get(`every ${at}`) ?? NaN;
  });
}
