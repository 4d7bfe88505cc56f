import type { Study } from '../study/study.ts';

/** One reading of a detector on a motorway. */
export interface MotorwayReading {
  /** Speed as a share of the free speed there. */
  readonly speedShare: number;
  /** veh/h/lane. */
  readonly flow: number;
  /** %. */
  readonly occupancy: number;
}

/** All readings of motorways in which something passed. */
export function* motorwayReadings(study: Study): Generator<MotorwayReading> {
  const { speed, flow, occupancy } = study.world.traffic;
  for (const detector of study.motorway) {
    const free = study.free[detector] ?? Number.NaN;
    const lanes = study.lanesAt(detector);
    for (let index = detector * speed.steps; index < (detector + 1) * speed.steps; index++) {
      const reading = {
        speedShare: (speed.values[index] ?? Number.NaN) / free,
        flow: (flow.values[index] ?? Number.NaN) / lanes,
        occupancy: occupancy.values[index] ?? Number.NaN,
      };
      if (reading.flow > 0 && Number.isFinite(reading.speedShare + reading.occupancy)) yield reading;
    }
  }
}
