import { ofOutage } from './of-outage.ts';
import { flag, minute, ofPlace, placesNear, type Features } from './of-place.ts';
import type { CauseQuestion, LoggedCause, LoggedEvent, LoggedOnRoad, LoggedWeather } from './question.ts';
import { departedForMinutes, deviationAt, together } from './recent.ts';

/** The kinds of causes that share weights. */
export const families = ['road', 'outage', 'event', 'weather'] as const;
export type Family = (typeof families)[number];

export function familyOf({ kind }: LoggedCause): Family {
  if (kind === 'event' || kind === 'outage') return kind;
  return kind === 'rain' || kind === 'fog' ? 'weather' : 'road';
}

/** A queue grows upstream at 15 to 20 km/h; what lies upstream is felt at the speed of vehicles, about 50 km/h. Metres a minute. */
const queueMetres = 290;
const vehicleMetres = 830;

export function featuresOf(question: CauseQuestion, cause: LoggedCause): Features {
  if (cause.kind === 'event') return ofEvent(question, cause);
  if (cause.kind === 'outage') return ofOutage(question, cause);
  if ('strength' in cause) return ofWeather(question, cause);
  return ofRoad(question, cause);
}

function ofRoad(question: CauseQuestion, { kind, point, startsAt, endsAt }: LoggedOnRoad): Features {
  const { place, targetAt, deviation, recent, roads } = question;
  const where = roads.whereFrom(place, point);
  const since = (targetAt - startsAt) / minute;
  const over = endsAt === null || endsAt > targetAt ? 0 : (targetAt - endsAt) / minute;
  const isDown = where.direction === 'downstream';
  const isUp = where.direction === 'upstream';
  const departed = departedForMinutes(recent, place) + Math.max(0, targetAt - recent.asOf) / minute;
  const travel = where.metres / (isDown ? queueMetres : vehicleMetres);
  const lag = since - departed;
  const before = where.before < 0 ? 0 : deviationAt(recent, where.before, recent.asOf);
  const after = where.after < 0 ? 0 : deviationAt(recent, where.after, recent.asOf);
  const sinceStart = (other: number): number =>
    other < 0 ? 0 : deviationAt(recent, other, recent.asOf) - deviationAt(recent, other, startsAt);
  const change = -sinceStart(place);
  const atHead = -sinceStart(where.before);
  const contrast = Math.max(-1, Math.min(1, after - before));
  const isSlower = deviation < 0;
  const near = Math.exp(-where.metres / 1000);
  const inTime = flag(lag > -10 && lag < travel + 25);
  return {
    ...ofPlace(question),
    isRoadworks: flag(kind === 'roadworks'),
    isClosure: flag(kind === 'closure'),
    isDown: flag(isDown),
    isUp: flag(isUp),
    downNear: flag(isDown) * near,
    downFar: flag(isDown) * Math.exp(-where.metres / 3000),
    upNear: flag(isUp) * near,
    besideNear: flag(!isDown && !isUp) * Math.exp(-where.metres / 300),
    isSlowerDown: flag(isSlower && isDown),
    isFasterUp: flag(!isSlower && isUp),
    isSlowerUp: flag(isSlower && isUp),
    offset: Math.exp(-where.offsetMetres / 60),
    young: Math.exp(-Math.max(0, since) / 20),
    old: Math.min(1, Math.max(0, since) / 180),
    isOver: flag(over > 0),
    overLong: 1 - Math.exp(-over / 20),
    beganBefore: flag(lag < -10),
    beganLongBefore: flag(lag < -40),
    beganLater: Math.min(2, Math.max(0, lag - travel) / 60),
    inTime,
    inTimeDownNear: inTime * flag(isDown) * near,
    reached: flag(since + 5 > travel),
    atHead: Math.max(-1, Math.min(1, atHead)) * flag(isDown),
    headSlow: Math.max(0, Math.min(1, -before)) * flag(isDown),
    contrast: contrast * flag(isDown),
    contrastNear: contrast * flag(isDown) * near,
    besideFar: flag(!isDown && !isUp) * Math.min(1, where.metres / 3000),
    changeDown: Math.max(-1, Math.min(1, change)) * flag(isSlower && isDown),
    changeUp: Math.max(-1, Math.min(1, change)) * flag(isSlower && isUp),
    changeBeside:
      Math.max(-1, Math.min(1, change)) * flag(isSlower && !isDown && !isUp) * Math.exp(-where.metres / 1000),
    changeInTime: Math.max(0, Math.min(1, change)) * flag(isDown) * inTime,
    changeAtBoth:
      Math.sqrt(Math.max(0, Math.min(1, change)) * Math.max(0, Math.min(1, atHead))) * flag(isDown),
    worksContrast: contrast * flag(isDown && kind === 'roadworks'),
    worksNear: near * flag(isDown && kind === 'roadworks'),
  };
}

/** People come about half an hour before the start and leave a quarter of an hour after the end. */
function ofEvent(question: CauseQuestion, { point, startsAt, endsAt, visitors }: LoggedEvent): Features {
  const { place, targetAt, deviation, recent, roads } = question;
  const metres = roads.metresTo(place, point);
  const coming = Math.max(0, 1 - Math.abs((targetAt - startsAt) / minute + 30) / 90);
  const leaving = Math.max(0, 1 - Math.abs((targetAt - endsAt) / minute - 20) / 60);
  const crowd = Math.log1p((visitors ?? 3000) / 1000) / 3;
  const near = Math.exp(-metres / 1200);
  const around = together(recent, placesNear(question, point, 1500));
  const isSlower = flag(deviation < 0);
  return {
    ...ofPlace(question),
    coming,
    leaving,
    crowd,
    near,
    comingNear: coming * near * crowd * isSlower,
    leavingNear: leaving * near * crowd * isSlower,
    leavingLarge: leaving * near * Math.min(2, (visitors ?? 3000) / 15_000) * isSlower,
    nearSlower: near * isSlower,
    around: around.slowed * near,
    since: Math.exp(-departedForMinutes(recent, place) / 30),
  };
}

/** Weather slows the whole city, the more the stronger it is. */
function ofWeather(question: CauseQuestion, { kind, strength, startsAt }: LoggedWeather): Features {
  const { place, targetAt, deviation, recent, roads } = question;
  const around = together(recent, roads.within(place, 8000));
  const rain = flag(kind === 'rain');
  const share = kind === 'rain' ? Math.min(1.5, strength / 5) : Math.min(1, strength / 1000);
  const isSlower = flag(deviation < 0);
  const since = (targetAt - startsAt) / minute;
  const ofKind = (features: Record<string, number>, isIt: number): [string, number][] =>
    Object.entries(features).map(([name, value]) => [name, value * isIt]);
  const common = {
    bias: 1,
    strength: share,
    strengthSlower: share * isSlower,
    slower: Math.min(1, Math.max(0, -deviation)),
    isSlower,
    city: -Math.max(-1, Math.min(1, around.median * 4)),
    citySlowed: around.slowed,
    citySlowedByStrength: around.slowed * share,
    unsteady: Math.min(1, 2 * question.spread) * isSlower,
    change: Math.max(-1, Math.min(1, deviationAt(recent, place, startsAt) - deviation)) * isSlower,
    surprise: Math.min(6, Math.abs(deviation) / Math.max(0.02, question.spread)) / 3,
    unlike: Math.min(1, Math.abs(deviation - around.median)) * isSlower,
    young: Math.exp(-Math.max(0, since) / 30),
    beganBefore: flag(since - departedForMinutes(recent, place) < -15),
  };
  return Object.fromEntries([
    ...ofKind(common, rain).map(([name, value]) => [`rain ${name}`, value] as const),
    ...ofKind(common, 1 - rain).map(([name, value]) => [`fog ${name}`, value] as const),
  ]);
}
