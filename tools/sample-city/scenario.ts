import { causeKinds, type CauseKind, type Scenario } from './words.ts';

/** The city that is shipped: its last moment is Thursday 2026-06-18, 17:05 in Lisbon. */
export const shippedScenario: Scenario = {
  seed: 20_260_618,
  sensors: 320,
  days: 28,
  hourlyDays: 180,
  until: Date.UTC(2026, 5, 18, 16, 5),
  without: new Set(),
  reportingBias: false,
};

/** What may be asked for. */
export const bounds = {
  seed: [0, 2 ** 32 - 1],
  sensors: [20, 50_000],
  days: [1, 400],
  hourlyDays: [1, 1500],
} as const;

/** What somebody typed, as text; what is left out is as in the shipped city. */
export interface ScenarioWords {
  readonly seed?: string | undefined;
  readonly sensors?: string | undefined;
  readonly days?: string | undefined;
  readonly hourlyDays?: string | undefined;
  readonly until?: string | undefined;
  readonly without?: readonly string[] | undefined;
  readonly reportingBias?: boolean | undefined;
}

/** What cannot be generated, in one sentence for people. */
export class ScenarioProblem extends Error {}

/** @throws ScenarioProblem where a word means nothing */
export function scenarioOf(words: ScenarioWords): Scenario {
  const days = wholeNumber('days', words.days, shippedScenario.days);
  const hourlyDays =
    words.hourlyDays === undefined && words.days !== undefined
      ? Math.max(days, Math.min(shippedScenario.hourlyDays, days * 6))
      : wholeNumber('hourlyDays', words.hourlyDays, shippedScenario.hourlyDays);
  if (hourlyDays < days) throw new ScenarioProblem('The hourly days must cover the days of traffic.');
  return {
    seed: wholeNumber('seed', words.seed, shippedScenario.seed),
    sensors: wholeNumber('sensors', words.sensors, shippedScenario.sensors),
    days,
    hourlyDays,
    until: words.until === undefined ? shippedScenario.until : instantOf(words.until),
    without: new Set((words.without ?? []).map(causeOf)),
    reportingBias: words.reportingBias ?? false,
  };
}

function wholeNumber(name: keyof typeof bounds, said: string | undefined, otherwise: number): number {
  if (said === undefined) return otherwise;
  const [least, most] = bounds[name];
  const value = Number(said);
  if (said.trim() !== '' && Number.isInteger(value) && value >= least && value <= most) return value;
  const what = name === 'hourlyDays' ? 'hourly days' : name;
  throw new ScenarioProblem(
    `“${said}” is no possible number of ${what}: it must be whole and between ${String(least)} and ${String(most)}.`,
  );
}

function instantOf(said: string): number {
  const at = Date.parse(said);
  if (Number.isFinite(at) && at % 300_000 === 0) return at;
  throw new ScenarioProblem(
    `“${said}” is no possible end: write an instant at a whole five minutes, such as 2026-06-18T16:05Z.`,
  );
}

function causeOf(said: string): CauseKind {
  const found = causeKinds.find((kind) => kind === said);
  if (found !== undefined) return found;
  throw new ScenarioProblem(`“${said}” is no kind of cause: ${causeKinds.join(', ')}.`);
}
