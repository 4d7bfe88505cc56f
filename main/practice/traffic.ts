import type { Detector } from './street-plan.ts';

/** A stretch that lost capacity for a while. */
interface Disturbance {
  readonly detector: number;
  readonly fromStep: number;
  readonly steps: number;
  readonly depth: number;
}

const stepMinutes = 5;
const stepsPerDay = 1440 / stepMinutes;
/** Queues grow upstream one detector in this many steps, about 16 km/h on this plan. */
const stepsPerDetectorUpstream = 1;
const upstreamReach = 4;

/**
 * Speeds in km/h, `[detector][step]`, NaN where a detector was silent. Two peaks on weekdays, one flat hump at weekends,
 * noise with memory, disturbances whose queues travel upstream.
 *
 * @param firstMinuteOfWeek minutes since Monday 00:00 local time at the first step
 */
export function simulateTraffic(
  plan: readonly Detector[],
  steps: number,
  firstMinuteOfWeek: number,
  random: () => number,
): Float64Array[] {
  const loss = disturbanceLoss(plan, steps, random);
  return plan.map((detector, index) => {
    const speeds = new Float64Array(steps);
    let noise = 0;
    let silentFor = 0;
    for (let step = 0; step < steps; step++) {
      const minute = firstMinuteOfWeek + step * stepMinutes;
      const demand = demandAt(detector, Math.floor(minute / 1440) % 7, (minute % 1440) / 60);
      noise = 0.86 * noise + (random() + random() - 1) * 0.05;
      const saturation = Math.max(0, demand * (1 + noise) + (loss[index]?.[step] ?? 0));
      const speed = detector.freeFlowKmh / (1 + 0.35 * saturation ** 2 + 1.15 * saturation ** 9);
      if (silentFor === 0 && random() < 0.0004) silentFor = 3 + Math.floor(random() * 24);
      speeds[step] = silentFor > 0 ? NaN : Math.round(Math.min(speed, detector.freeFlowKmh) * 10) / 10;
      silentFor = Math.max(0, silentFor - 1);
    }
    return speeds;
  });
}

function demandAt(detector: Detector, day: number, hour: number): number {
  const bump = (centre: number, width: number): number => Math.exp(-(((hour - centre) / width) ** 2));
  if (day >= 5) return 0.18 + 0.5 * detector.strain * bump(14, 4.2);
  const peak = bump(detector.peakHour, 1.25);
  const other = bump(detector.peakHour > 12 ? 8 : 17.5, 1.4);
  return 0.14 + detector.strain * (1.12 * peak + 0.55 * other + 0.42 * bump(13, 4.5));
}

function disturbanceLoss(plan: readonly Detector[], steps: number, random: () => number): Float64Array[] {
  const loss = plan.map(() => new Float64Array(steps));
  const perDay = 3;
  const days = Math.ceil(steps / stepsPerDay);
  for (let count = 0; count < days * perDay; count++) {
    const hour = 6 + random() * 14;
    spread(plan, loss, {
      detector: Math.floor(random() * plan.length),
      fromStep: Math.floor(count / perDay) * stepsPerDay + Math.floor((hour * 60) / stepMinutes),
      steps: 6 + Math.floor(random() * 12),
      depth: 0.45 + random() * 0.5,
    });
  }
  return loss;
}

function spread(plan: readonly Detector[], loss: Float64Array[], disturbance: Disturbance): void {
  let reached = [disturbance.detector];
  for (let hop = 0; hop <= upstreamReach; hop++) {
    const from = disturbance.fromStep + hop * stepsPerDetectorUpstream * 2;
    const depth = disturbance.depth * 0.8 ** hop;
    for (const index of reached) {
      const row = loss[index];
      for (let step = from; row && step < Math.min(from + disturbance.steps, row.length); step++) {
        const ramp = Math.min(1, (step - from + 1) / 3, (from + disturbance.steps - step) / 3);
        row[step] = (row[step] ?? 0) + depth * ramp;
      }
    }
    reached = plan.flatMap((detector, index) => (reached.includes(detector.downstream ?? -1) ? [index] : []));
  }
}
