import { dayMilliseconds, hourMilliseconds } from '../calendar/span.ts';
import { cityCentre } from '../words.ts';

const radians = Math.PI / 180;
const latitude = cityCentre.latitude * radians;

/** Sine of the sun's height over the city, by Spencer's series (1971) for declination and the equation of time. */
export function sineOfSunHeight(at: number): number {
  const year = new Date(at).getUTCFullYear();
  const angle = (2 * Math.PI * (at - Date.UTC(year, 0, 1))) / (365.25 * dayMilliseconds);
  const declination =
    0.006918 -
    0.399912 * Math.cos(angle) +
    0.070257 * Math.sin(angle) -
    0.006758 * Math.cos(2 * angle) +
    0.000907 * Math.sin(2 * angle) -
    0.002697 * Math.cos(3 * angle) +
    0.00148 * Math.sin(3 * angle);
  const equationOfTimeHours =
    (229.18 / 60) *
    (0.000075 +
      0.001868 * Math.cos(angle) -
      0.032077 * Math.sin(angle) -
      0.014615 * Math.cos(2 * angle) -
      0.040849 * Math.sin(2 * angle));
  const solarHours =
    (at % dayMilliseconds) / hourMilliseconds + cityCentre.longitude / 15 + equationOfTimeHours;
  const hourAngle = (solarHours - 12) * 15 * radians;
  return (
    Math.sin(latitude) * Math.sin(declination) +
    Math.cos(latitude) * Math.cos(declination) * Math.cos(hourAngle)
  );
}

/** W/m² on level ground under a clear sky (Haurwitz 1945). */
export function clearSkyIrradiance(sineOfHeight: number): number {
  return sineOfHeight > 0 ? 1098 * sineOfHeight * Math.exp(-0.057 / sineOfHeight) : 0;
}

/** Share of the clear sky's irradiance that comes through (Kasten and Czeplak 1980). */
export function throughClouds(cloudCover: number): number {
  return 1 - 0.75 * cloudCover ** 3.4;
}

/** 0 while the sun is up to 1 at the end of civil twilight, when it stands six degrees below the horizon. */
export function darknessOf(sineOfHeight: number): number {
  const height = Math.asin(Math.max(-1, Math.min(1, sineOfHeight))) / radians;
  return Math.max(0, Math.min(1, (-0.833 - height) / (6 - 0.833)));
}

/** Means over the hour that begins at an instant, from six moments of it. */
export function sunOfHour(at: number): { readonly clearSky: number; readonly darkness: number } {
  const moments = 6;
  let clearSky = 0;
  let darkness = 0;
  for (let moment = 0; moment < moments; moment++) {
    const sine = sineOfSunHeight(at + ((moment + 0.5) / moments) * hourMilliseconds);
    clearSky += clearSkyIrradiance(sine) / moments;
    darkness += darknessOf(sine) / moments;
  }
  return { clearSky, darkness };
}
