import { type SeededRandom } from '../../../main/common/seeded-random.ts';
import { minuteMilliseconds } from '../calendar/span.ts';
import { logNormal } from '../draws.ts';
import { streamOf } from '../random.ts';
import { reportTime } from '../traffic/causes/reporting.ts';
import { type District, type Incident, type IncidentKind, type Scenario } from '../words.ts';

interface Telling {
  /** Share that nobody reports. */
  readonly never: number;
  /** Minutes until it is reported: median, and standard deviation of the logarithm. */
  readonly minutes: number;
  readonly spread: number;
  /** Shares that officers find and sensors notice. */
  readonly officers: number;
  readonly sensor: number;
  /** Share of reports to which somebody is sent. */
  readonly sent: number;
}

/** Assumptions; that two in five thefts are never reported is in the range of victim surveys. */
const tellings: Readonly<Record<Exclude<IncidentKind, 'collision'>, Telling>> = {
  medical: { never: 0, minutes: 3, spread: 0.7, officers: 0.03, sensor: 0, sent: 1 },
  theft: { never: 0.4, minutes: 140, spread: 1.4, officers: 0.05, sensor: 0.04, sent: 0.45 },
  disorder: { never: 0.3, minutes: 7, spread: 0.9, officers: 0.35, sensor: 0.02, sent: 0.9 },
  fire: { never: 0.02, minutes: 4, spread: 0.8, officers: 0.03, sensor: 0.22, sent: 1 },
};
/** Of collisions, shares that officers come upon and that cameras and cars tell by themselves, and to which police is sent. */
const collisionTold = { officers: 0.1, sensor: 0.2, sent: 0.85 };

/** Who told and when, and whether anybody is sent. */
export interface Report {
  readonly source: Incident['source'];
  readonly reportedAt: number | null;
  readonly isSent: boolean;
}

/** How an incident comes to be known, but for {@link lostToBias}. */
export function reportOf(seed: number, key: string, kind: IncidentKind, happenedAt: number): Report {
  const random = streamOf(seed, 'safety', 'report', key);
  const told = kind === 'collision' ? collisionTold : tellings[kind];
  const source = sourceOf(random.next(), told);
  const isSent = random.next() < told.sent;
  if (kind === 'collision') return { source, reportedAt: reportTime(random, happenedAt), isSent };
  return { source, reportedAt: laterReport(random, tellings[kind], source, happenedAt), isSent };
}

function sourceOf(
  share: number,
  told: { readonly officers: number; readonly sensor: number },
): Incident['source'] {
  if (share < told.officers) return 'officers';
  return share < told.officers + told.sensor ? 'sensor' : 'public';
}

/** What officers find or sensors notice is known at once. */
function laterReport(
  random: SeededRandom,
  telling: Telling,
  source: Incident['source'],
  happenedAt: number,
): number | null {
  const [never, minutes] = [random.next(), logNormal(random, telling.minutes, telling.spread)];
  if (source !== 'public') return happenedAt + minuteMilliseconds;
  if (never < telling.never) return null;
  return happenedAt + Math.ceil(Math.min(minutes, 10_000)) * minuteMilliseconds;
}

/** Share of reports from the poorest district that never come in the test case of reporting bias; none from the richest. */
const mostLost = 0.5;

/** Whether a report is lost to the bias, where the scenario has it: by the rank of its district's income. The only use of the census. */
export function lostToBias(
  scenario: Scenario,
  districts: readonly District[],
): (key: string, district: number) => boolean {
  if (!scenario.reportingBias) return () => false;
  const incomes = districts.map(({ census }) => census.medianIncome);
  const poverty = incomes.map(
    (income) => incomes.filter((other) => other > income).length / Math.max(1, incomes.length - 1),
  );
  return (key, district) =>
    streamOf(scenario.seed, 'safety', 'bias', key).next() < mostLost * (poverty[district] ?? 0);
}
