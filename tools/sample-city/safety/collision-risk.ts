import { type Road, type WeatherHour } from '../words.ts';

/**
 * Collisions for each million vehicle-kilometres in daylight, on dry and uncongested roads; assumptions in the range of reported
 * urban rates, highest where there are junctions and doors.
 */
const perMillionKilometres: Readonly<Record<Road['roadClass'], number>> = {
  motorway: 0.5,
  ramp: 1.4,
  arterial: 2.1,
  collector: 2.1,
  street: 0,
};

/** Vehicles an hour and lane that no road exceeds: only bounds what is drawn. */
const mostPerLane = 2_400;

/** In rain crash rates are 71 % higher in the mean of studies (Qiu and Nixon 2008). */
const inRain = 1.71;
/** In darkness the risk of injury accidents in urban areas rises by nearly 30 % (Johansson, Wanvik and Elvik 2009). */
const inDarkness = 1.3;
/** An assumption: fog is slower but blinder. */
const inFog = 1.4;
/** Risk rises again towards capacity (the U of Zhou and Sisiopiku 1997); how far is an assumption. */
const whenFull = 1.8;

/** Saturation flow of a lane, veh/h, before its signal takes its share. */
function perLane({ roadClass }: Road): number {
  return roadClass === 'motorway' ? 2_100 : 1_800;
}

/** Expected collisions an hour on a road. @param vehiclesPerHour its exposure */
export function collisionsPerHour(road: Road, vehiclesPerHour: number, weather: WeatherHour): number {
  const full = vehiclesPerHour / (perLane(road) * road.lanes * road.greenShare);
  const crowding = 1 + (whenFull - 1) * Math.max(0, Math.min(1, (full - 0.5) / 0.5));
  const wet = weather.rainMillimetres >= 0.1 ? inRain : 1;
  const dark = 1 + (inDarkness - 1) * weather.darkness;
  const fog = weather.visibilityMetres < 1_000 ? inFog : 1;
  return perVehicle(road) * vehiclesPerHour * crowding * wet * dark * fog;
}

/** What {@link collisionsPerHour} never exceeds, whatever the traffic and the weather. */
export function mostCollisionsPerHour(road: Road): number {
  return perVehicle(road) * mostPerLane * road.lanes * whenFull * inRain * inDarkness * inFog;
}

function perVehicle({ roadClass, lengthMetres }: Road): number {
  return (perMillionKilometres[roadClass] * lengthMetres) / 1e9;
}
