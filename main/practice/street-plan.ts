/** A detector of the practice city, with what decides its traffic. */
export interface Detector {
  readonly key: string;
  readonly name: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly freeFlowKmh: number;
  /** Hours of the day at which its direction is busiest. */
  readonly peakHour: number;
  /** 0 to 1: how close to its capacity it gets in the peak. */
  readonly strain: number;
  /** Index of the next detector downstream; queues come from there. */
  readonly downstream: number | null;
}

const centre = { latitude: 40.262, longitude: -8.812 };
const kilometresPerDegree = 111.2;
const radials = ['North', 'Northeast', 'East', 'Southeast'] as const;
const bearings = [8, 52, 97, 141] as const;
const detectorsPerCarriageway = 6;
const ringDetectors = 16;

/**
 * The street plan: four radial roads inland of a harbour, each with an inbound and an outbound carriageway, and a half ring
 * that joins them. All of it is made up; it stands on a real coast only so that the base map has something to show.
 */
export function streetPlan(): Detector[] {
  const plan: Detector[] = [];
  radials.forEach((road, index) => {
    const bearing = bearings[index] ?? 0;
    carriageway(plan, road, bearing, true, 0.72 + 0.08 * index);
    carriageway(plan, road, bearing, false, 0.66 + 0.08 * index);
  });
  ring(plan);
  return plan;
}

function carriageway(
  plan: Detector[],
  road: string,
  bearing: number,
  inbound: boolean,
  strain: number,
): void {
  const first = plan.length;
  for (let position = 0; position < detectorsPerCarriageway; position++) {
    const kilometres = 1.1 + 1.35 * position;
    const aside = inbound ? 0.16 : -0.16;
    const number = position + 1;
    const downstream = inbound
      ? position === 0
        ? null
        : first + position - 1
      : position === detectorsPerCarriageway - 1
        ? null
        : first + position + 1;
    plan.push({
      key: `${road.slice(0, 1)}${road.slice(-2)}${inbound ? 'I' : 'O'}${number}`.toUpperCase(),
      name: `${road} Road km ${kilometres.toFixed(1)} ${inbound ? 'inbound' : 'outbound'}`,
      ...offset(bearing, kilometres, aside),
      freeFlowKmh: position < 2 ? 62 : 92,
      peakHour: inbound ? 8.1 : 17.6,
      strain: strain - 0.06 * position,
      downstream,
    });
  }
}

function ring(plan: Detector[]): void {
  const first = plan.length;
  for (let position = 0; position < ringDetectors; position++) {
    const bearing = -8 + (166 / (ringDetectors - 1)) * position;
    plan.push({
      key: `RING${String(position + 1).padStart(2, '0')}`,
      name: `Ring km ${(position * 0.95 + 0.4).toFixed(1)}`,
      ...offset(bearing, 5.2, 0),
      freeFlowKmh: 104,
      peakHour: position % 2 === 0 ? 8.0 : 17.4,
      strain: 0.58 + 0.25 * Math.exp(-(((position - 7) / 3) ** 2)),
      downstream: position === ringDetectors - 1 ? null : first + position + 1,
    });
  }
}

function offset(
  bearingDegrees: number,
  kilometres: number,
  asideKilometres: number,
): Pick<Detector, 'latitude' | 'longitude'> {
  const bearing = (bearingDegrees * Math.PI) / 180;
  const north = kilometres * Math.cos(bearing) - asideKilometres * Math.sin(bearing);
  const east = kilometres * Math.sin(bearing) + asideKilometres * Math.cos(bearing);
  const perDegreeEast = kilometresPerDegree * Math.cos((centre.latitude * Math.PI) / 180);
  return {
    latitude: Number((centre.latitude + north / kilometresPerDegree).toFixed(5)),
    longitude: Number((centre.longitude + east / perDegreeEast).toFixed(5)),
  };
}
