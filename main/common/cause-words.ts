import { namedFrom } from './cause-certainty.ts';
import type { Cause, Causes } from './contract/messages/causes.ts';
import { formatDistance } from './format/distances.ts';
import { formatPercent, formatSigned } from './format/numbers.ts';
import { formatTime } from './format/times.ts';
import type { UnitSystem } from './metrics.ts';
import type { Wording } from './wording.ts';

/** How times and distances are told. */
export interface CauseDisplay {
  readonly zone: string;
  readonly units: UnitSystem;
}

/** A cause as people read it. */
export interface CauseText {
  readonly what: string;
  /** `1.2 km downstream, since 16:41`. */
  readonly where: string;
  /** `likely, 72 %`. */
  readonly certainty: string;
}

export function causeText(cause: Cause, { zone, units }: CauseDisplay, wording: Wording): CauseText {
  const { kind, name, where, startsAt, endsAt, probability } = cause;
  const what = wording.say(`cause.${kind}`);
  const from = formatTime(startsAt, zone);
  const place =
    where === null
      ? wording.say('cause.everywhere')
      : wording.say(`cause.${where.direction}`, { distance: formatDistance(where.metres, units) });
  const when =
    endsAt === null
      ? wording.say('cause.since', { from })
      : wording.say('cause.between', { from, to: formatTime(endsAt, zone) });
  const degree = probability >= namedFrom.likely ? 'likely' : 'possible';
  return {
    what: name === null ? what : wording.say('cause.named', { what, name }),
    where: wording.say('cause.where-when', { where: place, when }),
    certainty: wording.say(`cause.${degree}`, { probability: formatPercent(probability) }),
  };
}

/** What can be said of the causes in one sentence; nothing of what they do to the place, only what the departure is associated with. */
export function causesSentence({ state, deviation, causes, considered }: Causes, wording: Wording): string {
  if (state !== 'judged') return wording.say(`causes.${state}`);
  const share = `${formatSigned((deviation ?? NaN) * 100)}\u202f%`;
  if (causes.length > 0) return wording.say('causes.associated', { share });
  return wording.say(considered === 0 ? 'causes.none-logged' : 'causes.none-probable', { share, considered });
}
