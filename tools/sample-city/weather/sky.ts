import { hourMilliseconds } from '../calendar/span.ts';
import { story } from '../story.ts';
import { type Scenario } from '../words.ts';
import { heatSpellsOf, warmthOf } from './heat-spells.ts';
import { hourlyNoise } from './hourly-noise.ts';
import { warmSeason } from './seasons.ts';
import { type Storm } from './storms.ts';
import { sunOfHour, throughClouds } from './sun.ts';

/** The air over the city hour by hour, but for rain and fog. Rain and fog that are left out leave it as it is. */
export interface Sky {
  readonly from: number;
  readonly hours: number;
  /** W/m² without clouds. */
  readonly clearSky: Float64Array;
  readonly darkness: Float64Array;
  /** 0 to 1. */
  readonly cloudCover: Float64Array;
  readonly temperatureCelsius: Float64Array;
  readonly windMetresPerSecond: Float64Array;
}

/** Hours in which the ground's warmth settles before the first one that is asked for. */
const settlingHours = 48;
/** The air answers to the sun as if through a store that empties by 1/e in so many hours: warmest in mid-afternoon. */
const groundMemoryHours = 4;
const celsiusPerWatt = 0.0115;

export function skyOf(scenario: Scenario, from: number, hours: number, storms: readonly Storm[]): Sky {
  const start = from - settlingHours * hourMilliseconds;
  const all = hours + settlingHours;
  const noise = (key: string, memoryHours: number): Float64Array =>
    hourlyNoise(scenario.seed, key, start, all, memoryHours);
  const [cloudNoise, airMass, breath, gusts] = [
    noise('cloud', 16),
    noise('air-mass', 70),
    noise('breath', 7),
    noise('wind', 14),
  ];
  const spells = heatSpellsOf(scenario, start, start + all * hourMilliseconds);
  const sky = emptySky(start, all);
  const stormy = storminess(storms, start, all);
  let stored = 0;
  for (let hour = 0; hour < all; hour++) {
    const at = start + hour * hourMilliseconds;
    const warmth = spells.reduce((sum, spell) => sum + warmthOf(spell, at), 0);
    const storm = stormy[hour] ?? 0;
    const season = warmSeason(at);
    const { clearSky, darkness } = sunOfHour(at);
    const drift = (0.5 - 0.08 * season + 0.34 * (cloudNoise[hour] ?? 0)) * (isFair(at) ? 0.5 : 1);
    const cloud = Math.max(0, Math.min(1, drift + (0.95 - drift) * storm));
    const irradiance = clearSky * throughClouds(cloud);
    stored += (irradiance - stored) * (1 - Math.exp(-1 / groundMemoryHours));
    sky.clearSky[hour] = clearSky;
    sky.darkness[hour] = darkness;
    sky.cloudCover[hour] = cloud;
    sky.temperatureCelsius[hour] =
      12.9 +
      4.2 * season +
      (2.2 - 0.4 * season) * (airMass[hour] ?? 0) +
      0.5 * (breath[hour] ?? 0) +
      celsiusPerWatt * stored -
      1.2 * storm * (1 - darkness) +
      warmth;
    sky.windMetresPerSecond[hour] =
      3.6 * Math.exp(0.4 * (gusts[hour] ?? 0)) +
      (2.6 - 1.2 * season) * storm * Math.exp(0.3 * (gusts[hour] ?? 0)) +
      0.0022 * irradiance;
  }
  return without(sky, settlingHours);
}

/** The days of the story's warm spell are fair, and would be without its warmth. */
function isFair(at: number): boolean {
  return at >= story.heat.startsAt && at < story.heat.endsAt;
}

/** 0 far from storms to 1 within them, with an hour or two of gathering and clearing. */
function storminess(storms: readonly Storm[], from: number, hours: number): Float64Array {
  const stormy = new Float64Array(hours);
  for (const storm of storms) {
    const start = (storm.startsAt - from) / hourMilliseconds;
    const end = (storm.endsAt - from) / hourMilliseconds;
    for (let hour = Math.max(0, Math.floor(start) - 3); hour < Math.min(hours, end + 3); hour++) {
      const distance = Math.max(start - hour - 0.5, hour + 0.5 - end, 0);
      stormy[hour] = Math.max(stormy[hour] ?? 0, Math.max(0, 1 - distance / 3));
    }
  }
  return stormy;
}

function emptySky(from: number, hours: number): Sky {
  return {
    from,
    hours,
    clearSky: new Float64Array(hours),
    darkness: new Float64Array(hours),
    cloudCover: new Float64Array(hours),
    temperatureCelsius: new Float64Array(hours),
    windMetresPerSecond: new Float64Array(hours),
  };
}

function without(sky: Sky, first: number): Sky {
  return {
    from: sky.from + first * hourMilliseconds,
    hours: sky.hours - first,
    clearSky: sky.clearSky.subarray(first),
    darkness: sky.darkness.subarray(first),
    cloudCover: sky.cloudCover.subarray(first),
    temperatureCelsius: sky.temperatureCelsius.subarray(first),
    windMetresPerSecond: sky.windMetresPerSecond.subarray(first),
  };
}
