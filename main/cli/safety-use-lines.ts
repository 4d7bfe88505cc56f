import type { SafetySeen, SafetyStandIn, SafetyUseState } from '../common/contract/messages/safety-use.ts';
import { reasonText } from '../common/safety-words.ts';
import type { Wording } from '../common/wording.ts';
import { timeText } from './action-lines.ts';
import { alignedTable } from './terminal.ts';

/** What of safety forecasts may be used, and who answers for it. */
export function useLines(
  { stopped, categories, switches, purposes }: SafetyUseState,
  wording: Wording,
): string[] {
  const head = ['category', 'incidents', 'state'].map((name) => wording.say(`safety.column.${name}`));
  const rows = categories.map(({ category, incidents, state, until, purpose }) => [
    wording.say(`incident-kind.${category}`),
    String(incidents),
    wording.say(`safety.category-state.${state}`, {
      until: until === null ? '' : timeText(until),
      purpose: purpose ?? '',
    }),
  ]);
  const findings = switches.find(({ subject }) => subject === 'found-by-officers');
  return [
    stopped === null
      ? wording.say('safety.use-running')
      : wording.say('safety.use-stopped', { ...stopped, at: timeText(stopped.at) }),
    ...alignedTable([head, ...rows]),
    wording.say('safety.switch.found-by-officers', { isOn: String(findings?.isOn ?? false) }),
    ...purposes.map(({ id, name, purpose, legalBasis, categories: covered, expiresAt, state, withdrawn }) =>
      wording.say('safety.purpose-line', {
        ...{ id, name, purpose, legalBasis, state },
        categories: covered.map((one) => wording.say(`incident-kind.${one}`)).join(', '),
        until: timeText(expiresAt),
        by: withdrawn?.by ?? '',
        reason: withdrawn?.reason ?? '',
      }),
    ),
  ];
}

/** Who looked at which forecasts of safety. */
export function seenLines(seen: readonly SafetySeen[], wording: Wording): string[] {
  return seen.map(({ at, actor, clientId, what, cell, periodFrom, hours, categories }) =>
    wording.say('safety.seen-line', {
      ...{ actor, what, at: timeText(at), client: clientId },
      about: [
        cell ?? '',
        periodFrom === null ? '' : `${timeText(periodFrom)} +${hours ?? 0} h`,
        categories.join(', '),
      ]
        .filter((text) => text !== '')
        .join('  '),
    }),
  );
}

/** When the mean was shown in place of what is approved, and why. */
export function standInLines(standIns: readonly SafetyStandIn[], wording: Wording): string[] {
  if (standIns.length === 0) return [wording.say('safety.stand-ins-none')];
  return standIns.map((one) =>
    wording.say('safety.stand-in', {
      at: timeText(one.at),
      category: wording.say(`incident-kind.${one.category}`),
      version: one.version,
      why: reasonText(one, wording, (points) => `${points > 0 ? '+' : ''}${points.toFixed(2)}`),
    }),
  );
}
