import { exponential, logNormal } from '../../draws.ts';
import { streamOf } from '../../random.ts';
import { type City, type Fault, type Scenario } from '../../words.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const interval = 5 * minute;

/**
 * How often detectors fail. Chen, Kwon and Varaiya ("The quality of loop data and the health of California's freeway loop
 * detectors", PeMS) found 24 to 78 % of samples good by district, nearly all of the rest missing, most of it from loops that
 * said nothing for the whole month; on a typical day of 2005, 60 % of California's loops were reliable (Rajagopal and Varaiya,
 * UCB-ITS-PRR-2007-13). Port Merrow keeps its detectors better than that, as a city that forecasts with them would: some 92 %
 * of samples are good. The order is kept: the dead lose most, then outages of cabinets and of detectors, then short gaps; stuck
 * ones are few. How long each kind lasts is made up.
 */
const rates = {
  /** Share of detectors that are dead all the time or from some time of the half-year on. */
  dead: 0.03,
  deadAllTime: 0.6,
  /** A day for each. */
  gaps: 0.35,
  outages: 0.02,
  cabinetOutages: 0.05,
  stuck: 0.012,
} as const;

/** How a detector and a cabinet fail over the data; each has a stream of its own. Sorted by detector, then by start. */
export function drawFaults(scenario: Scenario, city: City, start: number): readonly Fault[] {
  const faults: Fault[] = [];
  const { until } = scenario;
  const byCabinet = new Map<string, number[]>();
  for (const [detector, { key, cabinet }] of city.detectors.entries()) {
    byCabinet.set(cabinet, [...(byCabinet.get(cabinet) ?? []), detector]);
    const stream = (kind: string): Stream => streamOf(scenario.seed, kind, key);
    const dead = stream('dead');
    if (dead.next() < rates.dead) {
      const from = dead.next() < rates.deadAllTime ? start : anchorOf(start) + dead.next() * anchorSpan;
      if (from < until)
        faults.push({ detector, kind: 'dead', startsAt: Math.max(start, onStep(from)), endsAt: until });
    }
    const add = (
      kind: 'gap' | 'outage' | 'stuck',
      perDay: number,
      length: (random: Stream) => number,
    ): void => {
      for (const spell of spells(stream(kind), start, until, perDay, length))
        faults.push({ detector, kind, ...spell });
    };
    add('gap', rates.gaps, (random) => exponential(random, 12 * minute));
    add('outage', rates.outages, (random) => logNormal(random, 4 * hour, 0.9));
    add('stuck', rates.stuck, (random) => logNormal(random, 4 * hour, 0.7));
  }
  for (const [cabinet, detectors] of byCabinet) {
    const random = streamOf(scenario.seed, 'cabinet', cabinet);
    const drawn = spells(random, start, until, rates.cabinetOutages, (stream) =>
      logNormal(stream, 4 * hour, 1),
    );
    for (const spell of drawn)
      for (const detector of detectors) faults.push({ detector, kind: 'cabinet', ...spell });
  }
  return faults.sort((left, right) => left.detector - right.detector || left.startsAt - right.startsAt);
}

type Stream = ReturnType<typeof streamOf>;
interface Spell {
  readonly startsAt: number;
  readonly endsAt: number;
}

/** Faults are drawn from some time before the data on, so that they stay where they are when the data begin or end later. */
const anchorSpan = 200 * day;

function anchorOf(start: number): number {
  return Math.floor(start / anchorSpan) * anchorSpan;
}

/** Spells that come at random, on whole intervals. @param perDay how many */
function spells(
  random: Stream,
  start: number,
  until: number,
  perDay: number,
  length: (random: Stream) => number,
): Spell[] {
  const found: Spell[] = [];
  for (
    let at = anchorOf(start) + exponential(random, day / perDay);
    at < until;
    at += exponential(random, day / perDay)
  ) {
    const lasts = length(random);
    const endsAt = onStep(at + lasts) + interval;
    if (endsAt > start)
      found.push({ startsAt: Math.max(start, onStep(at)), endsAt: Math.min(until, endsAt) });
    at = endsAt;
  }
  return found;
}

function onStep(at: number): number {
  return Math.floor(at / interval) * interval;
}
