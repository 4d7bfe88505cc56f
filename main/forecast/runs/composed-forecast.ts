import type { ForecastRecord } from '../../common/contract/compute-contract.ts';
import { quantileLevels } from '../../common/quantiles.ts';

/**
 * One forecast of several forecasters: at each place what the one says that is chosen there. Places of which it says nothing are left out.
 * @param chosen at a position of the window's places
 */
export function composed<Model>(
  forecasts: ReadonlyMap<Model, ForecastRecord>,
  chosen: (place: number) => Model,
): ForecastRecord {
  const [first, ...others] = forecasts.values();
  if (first === undefined) throw new Error('nothing to compose');
  if (others.length === 0) return first;
  const rows = [...forecasts].flatMap(([model, forecast]) =>
    Array.from(forecast.places, (place, row) => ({ place, row, forecast, model })).filter(
      ({ place, model: by }) => chosen(place) === by,
    ),
  );
  rows.sort((one, other) => one.place - other.place);
  const { horizonSteps } = first;
  const column = (name: 'mean' | 'quantiles', width: number): Float32Array => {
    const values = new Float32Array(rows.length * width);
    for (const [to, { row, forecast }] of rows.entries())
      values.set(forecast[name].subarray(row * width, (row + 1) * width), to * width);
    return values;
  };
  return {
    places: Uint32Array.from(rows, ({ place }) => place),
    horizonSteps,
    mean: column('mean', horizonSteps),
    quantiles: column('quantiles', horizonSteps * quantileLevels.length),
    imputedSteps: Uint16Array.from(rows, ({ row, forecast }) => forecast.imputedSteps[row] ?? 0),
  };
}
