import type { Contribution, Drilldown, Explanation } from '../contract/messages/drilldown.ts';

/** Differences below this share of the value come from how numbers are stored. */
const negligible = 0.002;

/**
 * The explanation of the number on screen, from the explanation of what the model says: what lies between the model's own usual
 * and the one that is shown, and between its forecast and the value that is shown, become rows too. So the start is the usual
 * that stands beside the value, the end is the value, and everything between adds up.
 *
 * @param servedBy id of the forecaster that made the value
 */
export function alignedExplanation(
  explanation: Explanation,
  shown: NonNullable<Drilldown['shown']>,
  servedBy: string,
): Explanation {
  const start = shown.usual ?? explanation.start;
  const last = servedBy === explanation.model ? 'calibration' : 'benchmark-shown';
  const row = (group: string, value: number): Contribution[] =>
    Math.abs(value) <= negligible * Math.abs(shown.value) ? [] : [{ group, value, parts: [] }];
  return {
    ...explanation,
    start,
    startKind: shown.usual === null ? explanation.startKind : 'usual',
    contributions: [
      ...row('usual-of-model', explanation.start - start),
      ...explanation.contributions,
      ...row(last, shown.value - explanation.shown),
    ],
    shown: shown.value,
  };
}
