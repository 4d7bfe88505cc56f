import { type WeatherHour } from '../words.ts';
import { type DayKind } from '../calendar/city-clock.ts';
import { type BuildingType, presenceAt } from './day-profiles.ts';

/**
 * Load over temperature is a V with a flat bottom: below one temperature buildings are heated, above another cooled. The change-point
 * models of ASHRAE Guideline 14 have the same shape; here the corners are rounded, because buildings differ.
 */
const heatingBelow = 15.5;
const coolingAbove = 20.5;
const cornerCelsius = 1.4;

/** Share of a building's yearly mean for each degree, everybody present. */
const perDegree: Readonly<Record<BuildingType, { readonly heating: number; readonly cooling: number }>> = {
  homes: { heating: 0.03, cooling: 0.034 },
  offices: { heating: 0.018, cooling: 0.06 },
  shops: { heating: 0.014, cooling: 0.054 },
  industry: { heating: 0.005, cooling: 0.012 },
};

/** Hours in which a building takes up 1/e of what is missing to the air's temperature. */
const inertiaHours = 15;
/** Share of the air that comes in at once, through windows and people's minds. */
const promptShare = 0.45;

/**
 * What buildings have taken up of the air's temperature, hour by hour: load follows the temperature of the last day as well as the
 * present one (the recency effect of Wang, Liu and Hong 2016).
 */
export function feltTemperature(hours: readonly WeatherHour[]): Float64Array {
  const firstDay = hours.slice(0, 24);
  let stored =
    firstDay.reduce((sum, hour) => sum + hour.temperatureCelsius, 0) / Math.max(1, firstDay.length);
  return Float64Array.from(hours, ({ temperatureCelsius }) => {
    stored += (temperatureCelsius - stored) * (1 - Math.exp(-1 / inertiaHours));
    return promptShare * temperatureCelsius + (1 - promptShare) * stored;
  });
}

/** Heating as a share of the yearly mean: less where nobody is. */
export function heatingShare(
  type: BuildingType,
  kind: DayKind,
  minuteOfDay: number,
  feltCelsius: number,
): number {
  const present = presenceAt(type, kind, minuteOfDay);
  return perDegree[type].heating * rounded(heatingBelow - feltCelsius) * (0.4 + 0.6 * present);
}

/** Cooling as a share of the yearly mean: less where nobody is. */
export function coolingShare(
  type: BuildingType,
  kind: DayKind,
  minuteOfDay: number,
  feltCelsius: number,
): number {
  const present = presenceAt(type, kind, minuteOfDay);
  return perDegree[type].cooling * rounded(feltCelsius - coolingAbove) * (0.25 + 0.75 * present);
}

/** 0 far below zero, the value itself far above, smooth between. */
function rounded(degrees: number): number {
  return cornerCelsius * Math.log1p(Math.exp(degrees / cornerCelsius));
}
