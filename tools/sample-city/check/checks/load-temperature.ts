import type { Check } from '../check.ts';
import { meanOf } from '../measures/order.ts';
import { vCurveOf, type VCurve } from '../measures/v-curve.ts';
import { cityLoad } from '../study/city-load.ts';
import type { Study } from '../study/study.ts';

function curve(study: Study): VCurve & { readonly days: number } {
  return study.once('V curve', () => {
    const { load, clock } = cityLoad(study);
    const temperatureAt = new Map(
      study.world.weather.hours.map(({ at, temperatureCelsius }) => [at, temperatureCelsius]),
    );
    const byDay = new Map<number, { temperatures: number[]; loads: number[]; isWorkday: boolean }>();
    load.values.forEach((value, step) => {
      const day = clock.day[step] ?? 0;
      const known = byDay.get(day) ?? { temperatures: [], loads: [], isWorkday: clock.isWorkday[step] === 1 };
      byDay.set(day, known);
      known.temperatures.push(temperatureAt.get(load.start + step * load.stepSeconds * 1000) ?? Number.NaN);
      known.loads.push(value);
    });
    const days = [...byDay.values()]
      .filter(({ loads }) => loads.filter(Number.isFinite).length >= 22)
      .map(({ temperatures, loads, isWorkday }) => ({
        temperature: meanOf(temperatures),
        load: meanOf(loads),
        isWorkday,
      }))
      .filter(({ temperature }) => Number.isFinite(temperature));
    return { ...vCurveOf(days), days: days.length };
  });
}

const detail = ({ days, explained, turnsAt }: ReturnType<typeof curve>) =>
  `${days} days, turn at ${turnsAt} °C, ${Math.round(100 * explained)} % of the variance explained`;

/** The cold arm: load gained with each degree below the turn. */
export const loadHeating: Check = (study) => ({
  figure: curve(study).heating,
  detail: detail(curve(study)),
});

/** The warm arm: load gained with each degree above it. */
export const loadCooling: Check = (study) => ({
  figure: curve(study).cooling,
  detail: detail(curve(study)),
});

/** Where the arms meet. */
export const loadTurn: Check = (study) => ({ figure: curve(study).turnsAt, detail: detail(curve(study)) });
