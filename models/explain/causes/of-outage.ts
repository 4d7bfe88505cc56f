import { flag, minute, ofPlace, placesNear, type Features } from './of-place.ts';
import type { CauseQuestion, LoggedOutage } from './question.ts';
import { departedForMinutes, deviationAt, together } from './recent.ts';

/** Metres around an outage in which signals are dark, and in which their queues stand. */
const [darkMetres, queueMetres] = [400, 1200];

/** Dark signals let fewer vehicles through, from the first minute of an outage to its last, on all roads around. */
export function ofOutage(question: CauseQuestion, { point, startsAt, endsAt }: LoggedOutage): Features {
  const { place, targetAt, deviation, recent, roads } = question;
  const metres = roads.metresTo(place, point);
  const since = (targetAt - startsAt) / minute;
  const over = endsAt === null || endsAt > targetAt ? 0 : (targetAt - endsAt) / minute;
  const departed = departedForMinutes(recent, place) + Math.max(0, targetAt - recent.asOf) / minute;
  const isSlower = flag(deviation < 0);
  const near = Math.exp(-metres / queueMetres);
  const change = deviationAt(recent, place, startsAt) - deviationAt(recent, place, recent.asOf);
  return {
    ...ofPlace(question),
    nearSlower: near * isSlower,
    darkSlower: Math.exp(-metres / darkMetres) * isSlower,
    around: together(recent, placesNear(question, point, queueMetres)).slowed * near,
    changeNear: Math.max(-1, Math.min(1, change)) * isSlower * near,
    beganBefore: flag(since - departed < -10),
    beganLater: Math.min(2, Math.max(0, since - departed) / 60),
    overLong: 1 - Math.exp(-over / 20),
  };
}
